//! Client assertion out of its time.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
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
    fix: &[
        "Set `iat` and `nbf` to now and `exp` to at most five minutes later, in seconds since 1970 in UTC.",
        "Set the machine's clock by NTP.",
        "Build a new assertion for each request.",
    ],
    refuted_by: &[
        "The assertion's `exp` lies after the server's `Date` and its lifetime is within the provider's \
         limit.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.credentials_refused() || case.grant_refused() {
        let early = [&assertion_not_yet_valid::RULE, &assertion_lifetime::RULE];
        if early.iter().any(|rule| case.finding(rule).is_some_and(|finding| finding.class.is_none())) {
            return case.proven_by(&CAUSE, &early);
        }
        return case.decided_by(&CAUSE, &assertion_expired::RULE);
    }
    case.said(&CAUSE)
}
