//! Errors of an API that are no matter of the login: a flow and a call come in, whether its answer tells anything of the token goes
//! out.

use super::Flow;
use crate::http::Exchange;
use crate::oauth::{Answer, Kind, Message};

/// Whether an API answers, after a good login, with an error that says nothing of the token: a thing that is not there,
/// a field that is wrong, a quota of its own.
pub fn is_no_matter_of_login(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    // What is to be revoked and is not valid any more is revoked (RFC 7009, section 2.2).
    if message.kind == Kind::Revocation && message.answer.status == Some(400) {
        let says = message.answer.words().to_ascii_lowercase();
        return says.contains("invalid token") || says.contains("invalid_token");
    }
    if message.kind != Kind::ApiCall {
        return false;
    }
    // Who logged in is asked for by every login.
    let path = message.exchange.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let of_person = ["account", "profile", "userinfo", "whoami"].iter().any(|word| last.contains(word))
        || matches!(last, "me" | "user");
    let taken = || is_taken_there(flow, message);
    let of_token = match message.answer.status {
        Some(401 | 403 | 407 | 421) => true,
        Some(405) => of_person,
        Some(429) => !taken(),
        _ => false,
    };
    let of_token = of_token
        || crate::provider::service_says_error(&message.answer.words()) && message.answer.status != Some(429)
        || crate::provider::misses_scope_of_token(&message.answer.words())
        || message.exchange.response.headers.has("www-authenticate")
        || lacks_accepted_scope(message).is_some()
        || message
            .answer
            .error
            .as_ref()
            .is_some_and(|error| crate::provider::is_standard(&error.code) || calls_token_bad(&error.code));
    let came = || flow.of(Kind::TokenRequest).any(|token| token.answer.brings("access_token"));
    !of_token && (came() || taken())
}

/// Whether a code says in another spelling that the token is not good: atproto's `InvalidToken`, whose status is 400.
/// <https://github.com/bluesky-social/atproto/blob/main/packages/pds/src/auth-verifier.ts>
fn calls_token_bad(code: &str) -> bool {
    ["InvalidToken", "ExpiredToken"].contains(&code)
}

/// So many requests before and behind a call are looked at.
pub const NEAR: usize = 200;

/// Whether the same server took the same token in another call.
fn is_taken_there(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let Some(token) = message.access_token() else { return false };
    let call = message.exchange;
    let brings = |other: &Exchange| {
        let headers = &other.request.headers.0;
        headers.iter().any(|(_, value)| value.expose().ends_with(token))
    };
    flow.around.near(call, NEAR).filter(|other| other.origin() == call.origin() && brings(other)).any(
        |other| {
            other.response.status.is_some_and(|status| (200..300).contains(&status))
                && Answer::read(&other.response).error.is_none()
        },
    )
}

/// The scopes of a token, and those of which an API takes any, where it has none of them: GitHub tells both, and answers 404 where
/// others answer 403.
/// <https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps>
pub fn lacks_accepted_scope<'m>(message: &'m Message<'_>) -> Option<(&'m str, &'m str)> {
    let headers = &message.exchange.response.headers;
    let (has, takes) = (headers.first("x-oauth-scopes")?, headers.first("x-accepted-oauth-scopes")?);
    let list = |scopes: &'m str| scopes.split(',').map(str::trim).filter(|scope| !scope.is_empty());
    // Elsewhere 404 may well mean that there is nothing.
    let of_person = message.exchange.path().starts_with("/user");
    let status = message.answer.status;
    let refused = (status == Some(403) || status == Some(404) && of_person) && list(takes).next().is_some();
    (refused && !list(has).any(|scope| list(takes).any(|other| other == scope))).then_some((has, takes))
}
