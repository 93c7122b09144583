//! Client assertion out of its time.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::rule::Location;
use crate::rules::token_request::{assertion_expired, assertion_lifetime, assertion_not_yet_valid};

pub static CAUSE: Cause = Cause {
    id: "client_assertion_expired",
    title: "Client assertion out of its time",
    says: "The client assertion is expired, not valid yet, or valid for too long",
    story: "An assertion lives for minutes. A wrong clock, a local time taken for UTC, an assertion that \
            is cached, or a lifetime beyond the provider's limit makes it invalid.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the client assertion",
    console: &[],
    fix: &[
        "Set `iat` and `nbf` to now and `exp` to at most five minutes later, in seconds since 1970 in UTC.",
        "Set the machine's clock by NTP.",
        "Build a new assertion for each request.",
    ],
    refuted_by: &[
        "The assertion's `exp` lies after the server's `Date` and its lifetime is within the provider's \
         limit.",
    ],
    alike: &[&super::client_assertion_invalid::CAUSE, &super::expired_client_secret::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = secret_out_of_time(case) {
        return Some(weight);
    }
    if case.credentials_refused() || case.grant_refused() {
        let early = [&assertion_not_yet_valid::RULE, &assertion_lifetime::RULE];
        if early.iter().any(|rule| case.finding(rule).is_some_and(|finding| finding.class.is_none())) {
            return case.proven_by(&CAUSE, &early);
        }
        let weight = case.proven_by(&CAUSE, &[&assertion_expired::RULE])?;
        // The server's clock may be another one.
        let in_time = case.verdicts.passed(&assertion_expired::RULE);
        return Some(if in_time { weight.times(0.5) } else { weight });
    }
    case.said(&CAUSE)
}

/// A client secret that is a JWT (Sign in with Apple): its time is over, or longer than the provider's six months.
fn secret_out_of_time(case: &Case<'_>) -> Option<Weight> {
    let message = case.failed().filter(|_| case.credentials_refused())?;
    let secret = Jwt::read(message.given("client_secret")?)?;
    let until = secret.time("exp")?;
    let is_over = message.exchange.started.is_some_and(|now| until.seconds_since(now) < 0.0);
    let life = secret.time("iat").map(|from| until.seconds_since(from)).unwrap_or_default();
    let is_long = case.flow.provider.id == "apple" && life > APPLE_LIMIT;
    let says = match (is_over, is_long) {
        (true, _) => "The client secret is a JWT whose `exp` lies before the request".to_owned(),
        (_, true) => format!(
            "The client secret is a JWT that lives for {life:.0} seconds; Apple takes at most {APPLE_LIMIT:.0}"
        ),
        _ => return None,
    };
    let place = Location::param(message, "client_secret");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says.clone());
    let weight = weight.evidence(Evidence::at("Client secret", place, says));
    Some(case.heard_too(weight, &CAUSE).fix("Make a new client secret with a shorter lifetime."))
}

/// <https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret>
const APPLE_LIMIT: f64 = 15_777_000.0;
