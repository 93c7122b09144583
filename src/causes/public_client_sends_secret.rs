//! Secret of a public client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Location, token};
use crate::rules::authorization_request::parameter_repeated;
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
    alike: &[&super::wrong_platform_type::CAUSE, &super::wrong_client_auth_method::CAUSE],
    weigh,
};

/// Whether this client has no secret: it is configured as public, or got tokens without one before.
pub fn wants_none(case: &Case<'_>) -> bool {
    let id = case.failed().and_then(Message::client_id);
    let took = |earlier: &Message<'_>| {
        token::succeeded(earlier)
            && earlier.client_id() == id
            && !earlier.body_not_recorded()
            && !earlier.exchange.request.headers.has("authorization")
            && !case.flow.sanitized
            && ["client_secret", "client_assertion"].iter().all(|name| !earlier.params.has(name))
    };
    case.config.is_confidential() == Some(false) || case.flow.of(Kind::TokenRequest).any(took)
}

/// An empty secret is one to a strict server.
pub fn sends_empty(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let in_header = request.basic().is_some_and(|basic| is_nothing(basic.secret.expose()));
    let empty = request.params.value("client_secret").is_some_and(is_nothing) || in_header;
    let (place, says, seen) = if in_header {
        let says =
            "A client without a secret authenticates by HTTP Basic all the same, with nothing behind the id";
        (Location::of(request, Part::RequestHeader, Some("authorization")), says, "Basic, without a secret")
    } else {
        let says = "A client without a secret sends `client_secret` all the same, with nothing in it";
        (Location::param(request, "client_secret"), says, "empty")
    };
    let evidence = Evidence::at("Secret", place, seen);
    // `invalid_request` is the code for a parameter that is there twice.
    let repeats =
        case.error_code() == Some("invalid_request") && case.finding(&parameter_repeated::RULE).is_some();
    // Amazon Cognito refuses the header of a client without a secret: where nothing tells of the registration it may be that.
    let untold = in_header && case.config.is_confidential().is_none() && case.flow.provider.id == "cognito";
    (empty && !repeats && case.credentials_refused() && (wants_none(case) || untold))
        .then(|| Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(evidence))
}

/// What libraries put where there is no secret.
fn is_nothing(secret: &str) -> bool {
    ["", "undefined", "null", "None"].contains(&secret)
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = sends_empty(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
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
