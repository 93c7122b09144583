//! Where the client began a login. A flow and the response to it come in; the answer that sent the browser to the provider goes out.

use super::{Flow, posts_password};
use crate::http::{Exchange, Params};
use crate::oauth::{Kind, Message};

/// The client's answer that sent the browser to the provider. Where the request there is not in the capture, the answer
/// whose redirect begins the login with the callback's `state`.
pub fn start<'c>(flow: &Flow<'c>, callback: &Message<'_>) -> Option<&'c Exchange> {
    flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by).or_else(|| {
        let before = flow.around.before(callback.exchange).iter().rev().take(40);
        // A form that takes a password is the provider's.
        let mut before = before.filter(|exchange| !posts_password(exchange));
        match callback.given("state") {
            Some(state) => before.find(|exchange| begun(exchange).as_deref() == Some(state)),
            None => before.find(|exchange| leads_to(exchange, callback.exchange.address())),
        }
    })
}

/// Whether an answer begins a login without `state` that is to end at this address.
fn leads_to(exchange: &Exchange, callback: &str) -> bool {
    let target = exchange.redirect_target();
    let query =
        target.as_deref().and_then(|target| target.split_once('?')).map(|(_, query)| Params::parse(query));
    query.is_some_and(|query| {
        let uri = query.given("redirect_uri").and_then(|uri| uri.split(['?', '#']).next());
        query.given("client_id").is_some() && !query.has("state") && uri == Some(callback)
    })
}

/// The `state` of the login that an answer begins by sending the browser on.
pub fn begun(exchange: &Exchange) -> Option<String> {
    let target = exchange.leads_to()?;
    let query = Params::parse(target.split_once('?')?.1);
    query.given("client_id")?;
    query.given("state").map(str::to_owned)
}
