//! Access token out of its time.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at_api() {
        return case.proven_by(&CAUSE, &[&access_token_expired::RULE, &api_token_expired::RULE]);
    }
    case.said(&CAUSE)
}
