//! Refusals in answers with status 200: a message comes in, whether its API does not take the token goes out.

use super::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};

/// Whether an API that answers 200 to everything and puts `ok: false` in the body (Slack's) refuses the token.
pub fn refuses_token_in_200(message: &Message<'_>) -> bool {
    let codes = [
        "missing_scope",
        "not_authed",
        "invalid_auth",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "not_allowed_token_type",
        "no_permission",
    ];
    let denied = message.answer.json.as_ref().and_then(|json| json.get("ok")?.as_bool()) == Some(false);
    let code = message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    // https://raw.githubusercontent.com/VKCOM/vk-api-schema/master/errors.json
    let of_vk = || {
        let says = message.answer.error.as_ref().map(|error| error.description.as_str()).unwrap_or_default();
        let refusals = [
            ("2", "Application is disabled"),
            ("5", "User authorization failed"),
            ("7", "Permission to perform this action is denied"),
            ("8", "Invalid request"),
            ("17", "Validation required"),
            ("101", "Invalid application API ID"),
        ];
        refusals.iter().any(|(number, begin)| code == *number && says.starts_with(begin))
    };
    message.kind == Kind::ApiCall
        && (denied && codes.contains(&code) || of_vk() || refuses_in_graphql(message))
}

/// Whether the API by which a provider's own page goes on with a login says no in an answer of 200: Casdoor's `"status": "error"`,
/// Authelia's `"status": "KO"`.
/// <https://github.com/casdoor/casdoor/issues/2213>
pub fn stops_login_in_200(message: &Message<'_>) -> bool {
    // Who only asks may hear that nobody is logged in yet.
    let refused = || {
        let posts = message.exchange.request.method == "POST";
        let says = message.answer.error.as_ref().map(|error| error.description.as_str()).unwrap_or_default();
        posts || crate::oauth::is_denied_stage(&message.answer) || crate::provider::refuses_request(says)
    };
    message.kind == Kind::Interaction
        && crate::oauth::says_no_in_200(message.exchange, &message.answer)
        && refused()
}

/// Whether a server calls a token inactive (RFC 7662, section 2.2) that it has issued in this login, that is good by its own times
/// and that nobody has given back.
pub fn calls_inactive(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let active = || message.answer.json.as_ref()?.get("active")?.as_bool();
    let token = message.given("token").filter(|_| message.kind == Kind::Introspection);
    let good = |token: &&str| {
        let until = Jwt::read(token).and_then(|token| token.time("exp"));
        until.zip(message.exchange.started).is_some_and(|(until, now)| now.seconds_since(until) < 0.0)
    };
    let given_back = || [Kind::Revocation, Kind::Logout].iter().any(|kind| flow.first(*kind).is_some());
    token.filter(good).is_some_and(|token| flow.issuing(token).is_some())
        && message.answer.status == Some(200)
        && active() == Some(false)
        && !given_back()
}

/// Whether a GraphQL server, which answers 200 to everything, does not know who calls: no data, and a code for that.
fn refuses_in_graphql(message: &Message<'_>) -> bool {
    let code = message.answer.error.as_ref().map(|error| error.code.to_ascii_lowercase()).unwrap_or_default();
    let codes = [
        "unauthenticated",
        "unauthorized",
        "access_denied",
        "forbidden",
        "not_authenticated",
        "auth_not_authenticated",
        "invalid-jwt",
        "invalid_token",
        "invalid-token",
        "token_expired",
        // GitHub's.
        "insufficient_scopes",
    ];
    message.access_token().is_some() && message.answer.gives_nothing() && codes.contains(&code.as_str())
}
