//! Access token out of its time.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Instant;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rule::clock::{Clock, span};
use crate::rules::api::api_token_expired;
use crate::rules::id_token::access_token_expired;

pub static CAUSE: Cause = Cause {
    id: "access_token_expired",
    title: "Access token out of its time",
    says: "The access token has expired, or is not valid yet",
    story: "Access tokens live for minutes to hours. A client that keeps using an old one, or a server \
            whose clock is wrong, is refused by the API.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it keeps and renews access tokens",
    console: &[],
    fix: &[
        "Renew the access token with the refresh token before `expires_in` has passed, and once more when \
         the API answers 401.",
        "Set the clock of the refusing server by NTP if the token is younger than its lifetime.",
    ],
    refuted_by: &["The token's `exp` lies after the time of the request, and the clocks agree."],
    alike: &[
        &super::access_token_invalid::CAUSE,
        &super::id_token_expired_clock_skew::CAUSE,
        &super::refresh_token_missing::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = in_cookie(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = exchanged(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at_api() {
        return case.proven_by(&CAUSE, &[&access_token_expired::RULE, &api_token_expired::RULE]);
    }
    case.said(&CAUSE)
}

/// A token that is to be exchanged for another one, or by which a client acts for its holder, was over when it was sent
/// (RFC 8693, section 2.1; RFC 7523, section 2.1).
fn exchanged(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request", "invalid_token"]);
    let request = case.failed().filter(|_| refused)?;
    let for_holder = request.given("requested_token_use").map(|_| "assertion");
    let name = request.given("subject_token").map(|_| "subject_token").or(for_holder)?;
    let until = Jwt::read(request.given(name)?)?.time("exp")?;
    let clock = Clock::of(request, false)?;
    let now = Instant(clock.now.0 + clock.ahead.unwrap_or_default() * 1000.0);
    let late = now.seconds_since(until);
    let over = late > 0.0 && !clock.may_be_moved(late);
    let place = Location::param(request, name);
    let says = format!("its `exp` was over {} before the request{}", span(late), clock.skew());
    over.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!(
                "The token in `{name}` had expired {} before it was sent to be exchanged",
                span(late)
            ))
            .evidence(Evidence::at("Token", place, says))
            .fix("Take a fresh token and exchange it at once.")
    })
}

/// The token stands in a cookie that the client goes on sending when it has run out.
fn in_cookie(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let (name, late) = Some(failed)
        .filter(|call| call.access_token().is_none())
        .and_then(|call| crate::oauth::stale_jwt(call.exchange))?;
    let late = crate::rule::clock::span(late);
    let place = Location::of(failed, Part::RequestCookie, Some(name));
    let evidence = Evidence::at("Cookie", place, format!("its JWT ran out {late} before (`exp`)"));
    let summary =
        format!("The cookie `{name}` brings a token that ran out {late} before, and the server refuses it");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(evidence)
            .fix("Let the server delete the cookie with its 401 and treat the request as one without it, so that the login page opens."),
    )
}
