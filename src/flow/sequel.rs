//! What one login tells of another: a silent one that an interactive one mends, a stale session that a new one replaces,
//! a request without a token that only asks for the login, logins that follow each other with nobody doing anything in between. Flows in order of time come in.

use super::{Flow, What, after, failure};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// Reads flows beside each other.
pub fn compare(flows: &mut Vec<Flow<'_>>) {
    let challenges: Vec<bool> =
        flows.iter().map(|flow| only_asks_for_login(flow, flows) || is_tried_again(flow, flows)).collect();
    let mut challenges = challenges.into_iter();
    flows.retain(|_| !challenges.next().unwrap_or_default());
    let mended: Vec<bool> =
        flows.iter().map(|flow| is_mended(flow, flows) || is_renewed_by_login(flow, flows)).collect();
    for (flow, mended) in flows.iter_mut().zip(mended).filter(|(_, mended)| *mended) {
        flow.failures.clear();
        flow.mended_later = mended;
    }
    count(flows);
    flows.iter_mut().for_each(failure::add_loop);
}

/// Whether a flow is nothing but calls without a token that were refused before a login: how a client learns that it has
/// to log in (RFC 9728, section 5.1).
fn only_asks_for_login(flow: &Flow<'_>, all: &[Flow<'_>]) -> bool {
    let asks = |message: &Message<'_>| {
        message.kind == Kind::ApiCall
            && message.answer.status == Some(401)
            && !message.exchange.request.headers.has("authorization")
            && message.access_token().is_none()
    };
    let Some(last) = flow.messages.last().filter(|_| flow.messages.iter().all(asks)) else { return false };
    let begins = |message: &&Message<'_>| {
        matches!(
            message.kind,
            Kind::AuthorizationRequest
                | Kind::TokenRequest
                | Kind::DeviceAuthorization
                | Kind::BackchannelAuthentication
        )
    };
    let mut later = all.iter().flat_map(|other| other.messages.iter().find(begins));
    later.any(|message| after(message.exchange, last.exchange))
}

/// Whether a flow is nothing but calls whose token was refused, and the same place later took another one: that is how a
/// client learns that its token has run out.
fn is_tried_again(flow: &Flow<'_>, all: &[Flow<'_>]) -> bool {
    let refused = |message: &Message<'_>| {
        message.kind == Kind::ApiCall
            && matches!(message.answer.status, Some(200 | 401))
            && message.access_token().is_some()
    };
    let Some(last) = flow.messages.last().filter(|_| flow.messages.iter().all(refused)) else { return false };
    let taken = |later: &&Message<'_>| {
        later.kind == Kind::ApiCall
            && later.exchange.address() == last.exchange.address()
            && later.access_token() != last.access_token()
            && later.answer.status.is_some_and(|status| status < 400)
            && after(later.exchange, last.exchange)
    };
    let others = all.iter().filter(|other| other.failures.is_empty());
    others.flat_map(|other| &other.messages).any(|later| taken(&later))
}

/// Whether a silent login that found nobody is followed by one of the same client in which the person logged in. A frame
/// that came without the provider's cookie failed for that, whoever logs in later.
fn is_mended(flow: &Flow<'_>, all: &[Flow<'_>]) -> bool {
    let codes = ["login_required", "interaction_required", "consent_required", "account_selection_required"];
    let Some(silent) = asked(flow).filter(|asked| asked.given("prompt") == Some("none")) else {
        return false;
    };
    let found_nobody = !flow.failures.is_empty()
        && flow.failures.iter().all(|failure| {
            failure.what == What::ErrorResponse
                && flow
                    .messages
                    .get(failure.message)
                    .and_then(|message| message.given("error"))
                    .is_some_and(|code| codes.contains(&code))
        });
    let headers = &silent.exchange.request.headers;
    let without_cookie = !flow.sanitized
        && headers.first("sec-fetch-dest") == Some("iframe")
        && headers.first("sec-fetch-site") == Some("cross-site")
        && !headers.has("cookie");
    let logs_in = |other: &Flow<'_>| {
        other.failures.is_empty()
            && other.has_succeeded()
            && asked(other).is_some_and(|request| {
                request.given("prompt") != Some("none")
                    && request.given("client_id") == silent.given("client_id")
                    && after(request.exchange, silent.exchange)
            })
    };
    found_nobody && !without_cookie && all.iter().any(logs_in)
}

/// Whether a refresh token of an earlier session was refused, which asks for a new login (RFC 6749, section 5.2), and that
/// login of the same client followed and went well.
fn is_renewed_by_login(flow: &Flow<'_>, all: &[Flow<'_>]) -> bool {
    let renewals = || flow.of(Kind::TokenRequest).filter(|token| token.grant() == Some("refresh_token"));
    let (Some(last), None) = (renewals().next_back(), asked(flow)) else { return false };
    let only_expired = !flow.failures.is_empty()
        && renewals().count() == 1
        && flow.failures.iter().all(|failure| {
            let failed = flow.messages.get(failure.message);
            let code =
                failed.and_then(|message| message.answer.error.as_ref()).map(|error| error.code.as_str());
            failed.is_some_and(|message| message.exchange == last.exchange) && code == Some("invalid_grant")
        });
    // Two that renew with the same token get in each other's way; a login does not mend that.
    let token = last.given("refresh_token");
    let same_token = all
        .iter()
        .flat_map(|other| other.of(Kind::TokenRequest))
        .filter(|other| token.is_some() && other.given("refresh_token") == token);
    let logs_in = |other: &Flow<'_>| {
        other.failures.is_empty()
            && other.of(Kind::TokenRequest).any(|token| token.answer.brings("access_token"))
            && asked(other).is_some_and(|request| {
                request.given("client_id") == last.given("client_id")
                    && after(request.exchange, last.exchange)
            })
    };
    only_expired && same_token.count() <= 1 && all.iter().any(logs_in)
}

/// From here on it is a loop and no second thought of a person.
pub const LOOP: usize = 3;

/// Counts the logins in a row and writes the count into each flow.
fn count(flows: &mut [Flow<'_>]) {
    let mut rounds = 0;
    for index in 0..flows.len() {
        let follows = index
            .checked_sub(1)
            .and_then(|before| Some(begins_again(flows.get(before)?, flows.get(index)?)))
            .unwrap_or_default();
        rounds = if follows { rounds + 1 } else { 1 };
        if let Some(flow) = flows.get_mut(index) {
            flow.rounds = rounds;
        }
    }
}

/// Whether a login asks for the same as the one before it, at once, although that one was answered.
fn begins_again(before: &Flow<'_>, flow: &Flow<'_>) -> bool {
    let (Some(first), Some(second)) = (asked(before), asked(flow)) else { return false };
    let same =
        ["client_id", "redirect_uri", "scope"].iter().all(|name| first.given(name) == second.given(name));
    let silent = [first, second].iter().any(|asked| asked.given("prompt") == Some("none"));
    let types = flow.of(Kind::Interaction).any(|page| page.exchange.request.method == "POST");
    let answered = before.failures.is_empty()
        && before.of(Kind::Callback).any(|callback| {
            ["code", "id_token", "access_token"].iter().any(|name| callback.given(name).is_some())
        });
    let served = before.of(Kind::Userinfo).chain(before.of(Kind::ApiCall)).next().is_some();
    same && !silent && !types && answered && !served && at_once(before, second)
}

fn asked<'f, 'c>(flow: &'f Flow<'c>) -> Option<&'f Message<'c>> {
    flow.of(Kind::AuthorizationRequest).next_back()
}

/// Within ten seconds after the last answer of the login before.
fn at_once(before: &Flow<'_>, request: &Message<'_>) -> bool {
    let end = |exchange: &Exchange| Some(exchange.started?.0 + exchange.duration_ms.unwrap_or_default());
    let last = before.messages.iter().filter_map(|message| end(message.exchange)).reduce(f64::max);
    match (last, request.exchange.started) {
        (Some(last), Some(begun)) => (0.0..10_000.0).contains(&(begun.0 - last)),
        _ => true,
    }
}
