//! Logout requests that a client sends (OpenID Connect RP-Initiated Logout), apart from those that a provider sends to
//! clients.

use crate::flow::Flow;
use crate::oauth::{Kind, Message};

/// Logout requests of the client, in order of time.
pub fn initiated<'a, 'c>(flow: &'a Flow<'c>) -> impl Iterator<Item = &'a Message<'c>> {
    flow.of(Kind::Logout).filter(|request| {
        let names = [
            "id_token_hint",
            "post_logout_redirect_uri",
            "client_id",
            "logout_uri",
            "logout_hint",
            "returnTo",
        ];
        let of_client = names.iter().any(|name| request.given(name).is_some());
        let to_client = request.given("logout_token").is_some() || request.given("sid").is_some();
        !to_client && (of_client || request.params.0.is_empty() && request.exchange.request.method == "GET")
    })
}
