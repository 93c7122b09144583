//! Clocks that do not agree.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Instant;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::{Location, clock};
use crate::rules::authorization_response::jarm_expired;
use crate::rules::id_token::{
    access_token_expired, id_token_expired, id_token_issued_in_future, id_token_not_yet_valid,
};

pub static CAUSE: Cause = Cause {
    id: "id_token_expired_clock_skew",
    title: "Clocks that do not agree",
    says: "The ID token is expired or not valid yet by the clock of the party that checks it",
    story: "Tokens carry times in seconds. If the clocks of client and provider differ by more than the \
            allowed tolerance, a fresh token looks old, or comes from the future.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "on the machine whose clock is wrong",
    console: &[],
    fix: &[
        "Compare the machine's clock with the server's `Date` header and set it by NTP.",
        "Allow a tolerance of one to five minutes where the token is validated.",
        "Log in again from the start.",
    ],
    refuted_by: &["The token's times enclose the moment of the exchange, by the clocks of both sides."],
    alike: &[&super::access_token_expired::CAUSE, &super::id_token_claims::CAUSE, &super::login_loop::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = early_at_api(case).or_else(|| by_own_clock(case)).or_else(|| old_hint(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.stopped_at_client() {
        // A token without its times is no matter of clocks.
        let untimed =
            case.finding(&id_token_expired::RULE).is_some_and(|found| found.says.contains(" has no `"));
        let weight = case.proven_by(
            &CAUSE,
            &[
                &id_token_expired::RULE,
                &id_token_issued_in_future::RULE,
                &id_token_not_yet_valid::RULE,
                &jarm_expired::RULE,
            ],
        )?;
        return Some(if untimed { weight.times(0.02) } else { weight });
    }
    case.said(&CAUSE)
}

/// A logout whose hint has expired: a server should take it all the same, and some do not (OpenID Connect RP-Initiated Logout,
/// section 2).
fn old_hint(case: &Case<'_>) -> Option<Weight> {
    let logout = case.failed().filter(|failed| failed.kind == Kind::Logout)?;
    let until = Jwt::read(logout.given("id_token_hint")?)?.time("exp")?;
    let late = logout.exchange.started?.seconds_since(until);
    let says_so = case.says(r"(?i)id.?token|\bhint\b|expired");
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let strength = if says_so { Strength::Contradiction } else { Strength::Fits };
    let place = Location::param(logout, "id_token_hint");
    let says = format!("It expired {} before the logout", clock::span(late));
    (late > 0.0 && (says_so || silent)).then(|| {
        Weight::new(strength, 1.0)
            .summary("The server does not take the expired ID token that is sent as `id_token_hint`")
            .evidence(Evidence::at("`id_token_hint`", place, says))
            .fix("Send the ID token of the last renewal, or `client_id` in its place; let the server take expired hints.")
    })
}

/// An API that takes ID tokens, as Firebase's do, and by whose clock this one begins later.
fn early_at_api(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|_| case.failed_at_api())?;
    let token = Jwt::read(call.access_token()?)?;
    let issuer = token.claim_text("iss").unwrap_or_default();
    let is_id_token = ["https://securetoken.google.com/", "https://accounts.google.com"]
        .iter()
        .any(|begin| issuer.starts_with(begin));
    let finding = case.finding(&access_token_expired::RULE)?;
    let early = finding.says.contains("good only");
    (early && is_id_token).then(|| Weight::of_finding(finding, Strength::ServerCode))
}

/// The client's server, by the `Date` of the callback's answer, is at a time before the ID token was issued, or after it has
/// expired.
fn by_own_clock(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    let date = Instant::parse_http(failed.exchange.response.headers.first("date")?).filter(|_| silent)?;
    let (_, _, token) = case.flow.id_tokens().next()?;
    // Some libraries allow for no difference at all; a `Date` is a second inexact.
    let early = token.time("iat").map(|iat| iat.seconds_since(date)).filter(|early| *early > 3.0);
    let late = || token.time("exp").map(|exp| date.seconds_since(exp)).filter(|late| *late > 10.0);
    let (apart, how) = early
        .map(|early| (early, "before the ID token was issued"))
        .or_else(|| late().map(|late| (late, "after the ID token has expired")))?;
    // No clock goes wrong by days: those times were moved.
    let place = Location::of(failed, Part::ResponseHeader, Some("date"));
    let says = format!("By its `Date` the client's server is {} {how}", clock::span(apart));
    let strength = if apart >= 60.0 { Strength::Contradiction } else { Strength::Fits };
    (apart < 86_400.0).then(|| {
        Weight::new(strength, 1.0).summary(says.clone()).evidence(Evidence::at("Clock", place, says))
    })
}
