//! Authorization code redeemed too late.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::token_request::code_too_old;

pub static CAUSE: Cause = Cause {
    id: "code_expired",
    title: "Authorization code redeemed too late",
    says: "The authorization code had expired when it was redeemed",
    story: "A code lives for a minute or so, at most ten. A slow server, a breakpoint, a queue or a \
            person who reloads an old callback page lets it expire.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, where it redeems the code",
    console: &[],
    fix: &[
        "Redeem the code at once when it arrives, before anything slow.",
        "Log in again from the start: an expired code cannot be renewed.",
    ],
    refuted_by: &[
        "The code was redeemed within seconds of being issued.",
        "An earlier token request with the same code; then the code was used, not too old.",
    ],
    alike: &[&super::code_reused::CAUSE, &super::code_wrong_client::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.grant_refused() {
        return case.proven_by(&CAUSE, &[&code_too_old::RULE]);
    }
    case.said(&CAUSE)
}
