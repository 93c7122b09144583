//! Whether something later in a login shows that a failure did not end it: a repetition that went well, a twin whose token is in
//! use, another way to send the same. A flow and a failure come in.

use super::failure::{self, What};
use super::{Flow, after};
use crate::oauth::{Kind, Message};

/// Whether a request was sent while another one, to the client's server, waited for its answer, or before it: what that
/// server answers comes after it.
fn runs_within(inner: &Message<'_>, outer: &Message<'_>) -> bool {
    let end = outer.exchange.started.zip(outer.exchange.duration_ms).map(|(start, took)| start.0 + took);
    match (inner.exchange.started, end) {
        (Some(begin), Some(end)) => begin.0 <= end,
        _ => !after(inner.exchange, outer.exchange),
    }
}

/// Whether the token that is refused was given back before: by revocation (RFC 7009, section 2.1) or by logging out.
fn is_over(flow: &Flow<'_>, refused: &Message<'_>) -> bool {
    let used = refused.access_token();
    let another = |token: &str| Some(token) != used && flow.issuing(token).is_some();
    flow.messages.iter().any(|message| {
        let ended = match message.kind {
            Kind::Revocation => message.given("token").is_none_or(|token| !another(token)),
            Kind::Logout => true,
            Kind::ApiCall => {
                let path = message.exchange.path().trim_end_matches('/').to_ascii_lowercase();
                let ends = ["/logout", "/signout", "/sign-out", "/revoke"];
                message.access_token() == used && ends.iter().any(|end| path.ends_with(end))
            }
            _ => false,
        };
        ended
            && after(refused.exchange, message.exchange)
            && message.answer.status.is_none_or(|status| status < 400)
            && refused.answer.status.is_none_or(|status| matches!(status, 401 | 403))
    })
}

/// Whether the same code or refresh token was sent at the same time by another request that succeeded, and its token is
/// in use: the refusal of the second one stops nothing.
fn has_twin_in_use(flow: &Flow<'_>, refused: &Message<'_>) -> bool {
    let same = |twin: &Message<'_>| {
        ["code", "refresh_token"].iter().any(|name| super::same_given(&twin.params, &refused.params, name))
    };
    let at_once = |twin: &Message<'_>| runs_within(refused, twin) && runs_within(twin, refused);
    let in_use = |twin: &Message<'_>| {
        let token = twin.answer.text("access_token");
        flow.messages.iter().any(|call| {
            matches!(call.kind, Kind::Userinfo | Kind::ApiCall)
                && call.access_token() == token
                && token.is_some()
                && call.answer.status.is_some_and(|status| status < 400)
                && after(call.exchange, refused.exchange)
        })
    };
    let mut twins = flow.of(Kind::TokenRequest).filter(|twin| twin.exchange != refused.exchange);
    twins.any(|twin| same(twin) && at_once(twin) && in_use(twin))
}

/// Whether somebody sent the refused request again in another way: a library that tries two ways does so at once.
fn is_sent_otherwise(refused: &Message<'_>, later: &Message<'_>) -> bool {
    let pause = refused.exchange.started.zip(later.exchange.started);
    let by_hand = pause.is_some_and(|(first, second)| second.0 - first.0 > 5_000.0);
    let has = |message: &Message<'_>, name: &str| message.exchange.request.headers.has(name);
    let names_client = |message: &Message<'_>| message.given("client_id").is_some();
    let differs = ["authorization", "user-agent"].iter().any(|name| has(refused, name) != has(later, name))
        || names_client(refused) != names_client(later);
    by_hand && differs && !later.headers_not_recorded() && !refused.headers_not_recorded()
}

/// Whether something later shows that the failure did not end the login.
pub fn is_mended<'c>(flow: &Flow<'c>, message: &Message<'c>, what: What) -> bool {
    let code = message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let later = flow
        .messages
        .iter()
        .filter(|later| later.exchange != message.exchange && after(later.exchange, message.exchange));
    let mut later_same = later.clone().filter(|later| later.kind == message.kind);
    // An API that misses something else has taken the token.
    let went_well = |later: &Message<'c>| {
        let answered = |status| status < 400 || later.kind == Kind::ApiCall;
        failure::of(flow, later).is_none() && later.answer.status.is_some_and(answered)
    };
    match message.kind {
        Kind::TokenRequest => {
            let polls = matches!(code, "authorization_pending" | "slow_down");
            has_twin_in_use(flow, message)
                || polls && later_same.clone().next().is_some()
                || later_same.any(|later| {
                    went_well(later) && later.grant() == message.grant() && !is_sent_otherwise(message, later)
                })
        }
        Kind::AuthorizationRequest | Kind::Interaction | Kind::Logout => {
            // A refused form or a broken page before a response that came after all.
            what == What::ErrorPage
                && later
                    .clone()
                    .any(|later| matches!(later.kind, Kind::AuthorizationResponse | Kind::Callback))
                || later.clone().any(|later| {
                    // The page that a logout ends at mends nothing.
                    let is_end = message.kind == Kind::Logout
                        && message.exchange.redirect_target().as_deref() == Some(&later.exchange.request.url);
                    let is_aside = message.answer.status == Some(404) && later.answer.json.is_some();
                    matches!(later.kind, Kind::Interaction | Kind::AuthorizationRequest)
                        && went_well(later)
                        && !is_aside
                        && !is_end
                })
        }
        Kind::Callback | Kind::ClientPage => {
            let begins_later = |token: &Message<'_>| {
                // The client's server and the browser do not record by the same clock.
                let shortly = || {
                    let pause = token.exchange.started.zip(message.exchange.started);
                    pause.is_some_and(|(token, page)| token.0 - page.0 < 1000.0)
                };
                let by_server = token.exchange.request.headers.first("user-agent")
                    != message.exchange.request.headers.first("user-agent");
                // What it redeems belongs to this callback, where its page says that the login failed.
                let told = message.landed.as_ref().is_some_and(|landed| landed.fails)
                    && super::same_given(&token.params, &message.params, "code");
                !(runs_within(token, message) || by_server && (told || shortly()))
            };
            what == What::ClientFailed
                && (flow
                    .of(Kind::TokenRequest)
                    .any(|token| token.answer.brings("access_token") && begins_later(token))
                    || later_same.any(went_well))
        }
        Kind::AuthorizationResponse => false,
        Kind::Userinfo | Kind::ApiCall
            if matches!(message.answer.status, Some(401 | 403)) && is_over(flow, message) =>
        {
            true
        }
        _ => {
            let same_place = |later: &Message<'_>| later.exchange.address() == message.exchange.address();
            // The answer to a call without a token asks for the login that follows (RFC 6750, section 3; RFC 9728,
            // section 5.1).
            let asks_login = message.kind == Kind::ApiCall
                && message.access_token().is_none()
                && later.clone().any(|later| match later.kind {
                    Kind::AuthorizationRequest => true,
                    // Who is kept out where it leads stops there.
                    Kind::ResourceMetadata => matches!(later.answer.status, Some(403 | 429 | 500..)),
                    _ => false,
                });
            // Another host of the API serves what this one does not (RFC 9110, section 15.5.20).
            let elsewhere = |later: &Message<'_>| {
                let same = later.exchange.path() == message.exchange.path()
                    && later.access_token() == message.access_token();
                message.answer.status == Some(421) && same && matches!(later.answer.status, Some(200..300))
            };
            asks_login
                || later_same.any(|later| elsewhere(later) || same_place(later) && went_well(later))
                || matches!(message.kind, Kind::Discovery | Kind::ResourceMetadata)
                    && (flow.authorization_request().is_some() || flow.first(Kind::TokenRequest).is_some())
        }
    }
}
