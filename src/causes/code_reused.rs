//! Authorization code redeemed twice.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.grant_refused() {
        return case.proven_by(&CAUSE, &[&code_reused::RULE]);
    }
    case.said(&CAUSE)
}
