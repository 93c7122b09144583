//! Secret of a public client.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::public_client_secret;

pub static CAUSE: Cause = Cause {
    id: "public_client_sends_secret",
    title: "Secret of a public client",
    says: "The client is registered as public and sends a secret",
    story: "A public client has no secret: a browser or a device cannot keep one. Some providers refuse a \
            request that brings one all the same.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &["client type"],
    fix: &[
        "Leave out `client_secret` and the `Authorization` header, and use PKCE.",
        "Register the client as confidential (at Entra: redirect URI under the platform Web) if its \
         server redeems the code.",
    ],
    refuted_by: &["The registration of exactly this `client_id` says confidential."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let sends_none = case.failed().is_some_and(|message| {
        message.kind == Kind::TokenRequest
            && !message.body_not_recorded()
            && !message.headers_not_recorded()
            && !case.flow.sanitized
            && message.given("client_secret").is_none()
            && !message.exchange.request.headers.has("authorization")
            && message.given("grant_type").is_some()
    });
    if sends_none {
        return None;
    }
    if case.credentials_refused() {
        return case.proven_by(&CAUSE, &[&public_client_secret::RULE]);
    }
    case.said(&CAUSE)
}
