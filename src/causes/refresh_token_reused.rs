//! Refresh token used twice.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::{refresh_race, refresh_token_reused};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_reused",
    title: "Refresh token used twice",
    says: "The refresh token was used before: it had been replaced by a newer one",
    story: "With rotation each refresh brings a new token and ends the old one. Two tabs or servers that \
            refresh at once, or an answer that was not stored, use the old one again; many providers then \
            end the whole family.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores and uses refresh tokens",
    console: &["token rotation"],
    fix: &[
        "Store the new refresh token before anything else uses it, and let one part at a time refresh.",
        "Log in again: the provider may have revoked the newer token as well.",
        "Allow a short overlap at the provider if it offers one.",
    ],
    refuted_by: &["The token sent is the one of the last refresh's answer."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.is_refused(Kind::TokenRequest, &["invalid_grant", "access_denied"]) {
        return case.proven_by(&CAUSE, &[&refresh_token_reused::RULE, &refresh_race::RULE]);
    }
    case.said(&CAUSE)
}
