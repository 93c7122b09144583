//! Authorization code redeemed twice.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::http::{Exchange, Initiator};
use crate::oauth::{HANDED_ON, Kind, Message};
use crate::rule::Location;
use crate::rules::authorization_response::callback_repeated;
use crate::rules::token_request::code_reused;

pub static CAUSE: Cause = Cause {
    id: "code_reused",
    title: "Authorization code redeemed twice",
    says: "The authorization code was redeemed before",
    story: "A code works once. Reloading the callback page, a double click, a retry after a time-out, \
            React's strict mode or two servers handling one callback redeem it again; some providers then \
            also revoke the tokens of the first time.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, where it redeems the code",
    console: &[],
    fix: &[
        "Redeem each code exactly once; remember that it was used before the request is sent.",
        "Redirect away from the callback URL after the exchange, so that a reload does not repeat it.",
        "Log in again from the start: the code of this login is used up.",
    ],
    refuted_by: &["The provider's log shows one token request only for this code."],
    alike: &[
        &super::code_expired::CAUSE,
        &super::session_cookie_lost::CAUSE,
        &super::redirect_uri_mismatch_token::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = handed_before(case).or_else(|| revoked_with_code(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = taken_before(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.grant_refused() {
        return case.proven_by(&CAUSE, &[&code_reused::RULE]);
    }
    if case.failed_at(Kind::Callback) && case.stopped_at_client() {
        return delivered_before(case).or_else(|| case.said(&CAUSE));
    }
    case.said(&CAUSE)
}

/// The very request was answered with tokens before: whatever code the second refusal has, it is not about the client.
fn taken_before(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|failed| failed.kind == Kind::TokenRequest && failed.given("code").is_some())?;
    let header =
        |message: &Message<'_>| message.exchange.request.headers.first("authorization").map(str::to_owned);
    let same = |earlier: &Message<'_>| {
        earlier.params == failed.params
            && earlier.exchange.address() == failed.exchange.address()
            && header(earlier) == header(failed)
            && earlier.answer.brings("access_token")
            && crate::flow::after(failed.exchange, earlier.exchange)
    };
    let taken = case.flow.of(Kind::TokenRequest).any(same);
    case.found(&code_reused::RULE, Strength::Contradiction).filter(|_| taken)
}

/// A refresh token that is refused after the code which it came for was sent once more: what was issued for such a code is to be
/// revoked (RFC 6749, section 4.1.2).
fn revoked_with_code(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let token = failed.given("refresh_token")?;
    let requests = || case.flow.of(Kind::TokenRequest);
    let redeemed = requests().find(|request| request.answer.text("refresh_token") == Some(token))?;
    let code = redeemed.given("code")?;
    let again = requests().find(|request| {
        request.given("code") == Some(code)
            && request.exchange != redeemed.exchange
            && crate::flow::after(failed.exchange, request.exchange)
            && request.answer.status.is_some_and(|status| status >= 400)
    })?;
    let evidence = Evidence::at("Code", Location::param(again, "code"), "sent a second time, and refused");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The code was sent twice; the server has revoked what it had issued for it, this refresh token with it")
            .evidence(evidence),
    )
}

/// A callback that the client took before, with the same code.
fn delivered_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed()?;
    let same = |earlier: &&Message<'_>| {
        earlier.given("code") == failed.given("code")
            && crate::flow::after(failed.exchange, earlier.exchange)
            && took(earlier)
            && earlier.landed.as_ref().is_none_or(|landed| !landed.fails)
    };
    case.flow.of(Kind::Callback).find(same)?;
    // What the client says of the second one, "unknown state", is what comes of it.
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    let strength = if silent { Strength::Fits } else { Strength::ServerCode };
    case.found(&callback_repeated::RULE, strength)
}

/// Whether a client has done something with a callback: it leads on, sets a session, or shows a page of some length.
fn took(callback: &Message<'_>) -> bool {
    let page = callback.answer.page.as_deref().unwrap_or_default();
    match callback.answer.status {
        Some(300..400) => true,
        Some(200..300) => {
            let set = callback.exchange.response.headers.has("set-cookie");
            set || !callback.answer.recorded || page.is_empty() || page.len() >= 80
        }
        _ => false,
    }
}

/// The page had handed the same code to its own server before, or does so twice at once.
fn handed_before(case: &Case<'_>) -> Option<Weight> {
    let own = |failed: &&Message<'_>| failed.kind == Kind::ClientPage || failed.because == HANDED_ON;
    let failed = case.failed().filter(|failed| case.is_hidden() || own(failed))?;
    let code = failed.given("code").filter(|code| code.len() >= 6)?;
    let same = |earlier: &&Exchange| {
        let body = earlier.request.body.text().unwrap_or_default();
        earlier.initiator != Initiator::Preflight
            && earlier.request.method == failed.exchange.request.method
            && [body, &earlier.request.url].iter().any(|text| crate::rule::parties::carries(text, code))
    };
    let place = Location::param(failed, "code");
    let evidence = Evidence::at("Code", place, "handed over a second time");
    let (around, address) = (&case.flow.around, failed.exchange.address());
    let before = || around.before_with(failed.exchange, Sign::Address, address);
    let took = |earlier: &&Exchange| matches!(earlier.response.status, Some(200..400)) && same(earlier);
    if let Some(earlier) = before().find(took) {
        let says = format!("`{}` got the same code before and took it", earlier.path());
        return Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence));
    }
    // A second try comes after the first has been answered.
    let at_once = |other: &Exchange| {
        other.started.zip(failed.exchange.started).is_some_and(|(other, own)| (other.0 - own.0).abs() < 100.0)
    };
    let after = || around.after_with(failed.exchange, Sign::Address, address).find(same);
    let twin = before().rfind(same).or_else(after).filter(|twin| at_once(twin))?;
    let says = format!("The page hands the code to `{}` twice at once", twin.path());
    Some(Weight::new(Strength::ServerError, 1.0).summary(says).evidence(evidence))
}
