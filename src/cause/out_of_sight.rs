//! A token request that the browser never saw: who sent it, what of the browser's part is known to be right, and how to
//! speak of suspects without claiming one.

use super::{Case, Cause, Evidence, status};
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Step};
use crate::rule::Verdicts;

/// Whether the failed request went to an endpoint of the client's own, which answers in place of the token endpoint and
/// does not repeat its error.
pub fn is_hidden(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let coded = message.answer.error.as_ref().is_some_and(|error| crate::provider::is_standard(&error.code));
    message.kind == Kind::TokenRequest && !coded && crate::rule::token::is_own_server(flow, message)
}

/// An endpoint of the client's own that redeems the code.
pub static AT_OWN_ENDPOINT: &status::Line = &status::of(
    &[(500, 599)],
    &[
        &crate::causes::callback_failed::CAUSE,
        &crate::causes::code_reused::CAUSE,
        &crate::causes::redirect_uri_mismatch_token::CAUSE,
        &crate::causes::wrong_client_secret::CAUSE,
    ],
    "The client's own endpoint failed, and does not say what the token endpoint answered it.",
);

/// A client that got its tokens and then refused.
pub static AFTER_TOKENS: &status::Line = &status::of(
    &[],
    &[
        &crate::causes::callback_failed::CAUSE,
        &crate::causes::id_token_claims::CAUSE,
        &crate::causes::id_token_signature::CAUSE,
        &crate::causes::account_not_allowed::CAUSE,
    ],
    "The client had its session and got tokens; it refused after that: the ID token, what userinfo says, or the account.",
);

/// Whether the token request of a callback that failed is in the capture and brought tokens: then session, `state`, code and
/// credentials were right.
pub fn tokens_came(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let brings = |token: &Message<'_>| {
        token.answer.brings("access_token") && token.grant() == Some("authorization_code")
    };
    message.kind == Kind::Callback
        && message.given("error").is_none()
        && flow.of(Kind::TokenRequest).any(brings)
}

/// Who redeemed the code: a program on the person's own machine, or a server.
pub fn party(flow: &Flow<'_>) -> &'static str {
    if is_native(flow) { "The program that began the login" } else { "The client's server" }
}

/// A suspect in one sentence that says what is known; none where the failed exchange is in the capture.
pub fn summary(case: &Case<'_>, cause: &Cause, rank: usize) -> Option<String> {
    let message = case.failed()?;
    let relayed = message.relayed.as_ref()?;
    let status = relayed.status.filter(|_| relayed.step != Some(Step::Session))?;
    let how = if rank == 0 { "most likely" } else { "possible" };
    if message.exchange.is_alone() {
        let from = if relayed.token_endpoint { " from the token endpoint" } else { "" };
        return Some(format!("The text tells of the answer `{status}`{from}; {how}: {}", cause.title));
    }
    Some(format!(
        "{} redeemed the code and got `{status}` for an answer, out of the browser's sight; {how}: {}",
        party(case.flow),
        cause.title
    ))
}

/// What was checked of the browser's part, as evidence for an exchange out of sight.
pub fn checked(case: &Case<'_>) -> Option<Evidence> {
    // Of a text by itself nothing else is known.
    case.failed().filter(|message| !message.exchange.is_alone())?.relayed.as_ref()?;
    Some(Evidence::says("Checked", browsers_part(case.verdicts)))
}

/// What of the browser's part is right.
pub fn browsers_part(verdicts: &Verdicts) -> String {
    use crate::rules::authorization_request::redirect_uri_not_registered;
    use crate::rules::authorization_response::{callback_not_redirect_uri, state_differs};
    let passed: Vec<&str> = [
        (&redirect_uri_not_registered::RULE, "the redirect URI is registered"),
        (&state_differs::RULE, "`state` came back unchanged"),
        (&callback_not_redirect_uri::RULE, "the code went to the redirect URI"),
    ]
    .into_iter()
    .filter(|(rule, _)| verdicts.passed(rule))
    .map(|(_, says)| says)
    .collect();
    match passed.as_slice() {
        [] => "The provider did its part and sent the browser back.".to_owned(),
        passed => format!("The browser's part of the login is right: {}.", passed.join(", ")),
    }
}

/// Whether a program on the person's own machine receives the answer (RFC 8252, sections 7.1 and 7.3).
fn is_native(flow: &Flow<'_>) -> bool {
    let asked = flow.authorization_request().and_then(|request| request.given("redirect_uri"));
    let delivered = flow.first(Kind::Callback).map(|callback| callback.exchange.request.url.as_str());
    let Some(url) = asked.or(delivered).and_then(|uri| url::Url::parse(uri).ok()) else { return false };
    crate::http::is_loopback(&url) || !matches!(url.scheme(), "http" | "https")
}
