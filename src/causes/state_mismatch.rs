//! Other `state` than the one sent.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::state_repeated;
use crate::rules::authorization_response::{state_differs, state_not_returned};

pub static CAUSE: Cause = Cause {
    id: "state_mismatch",
    title: "Other `state` than the one sent",
    says: "The `state` that came back is not the one that the client sent or remembers",
    story: "State ties the answer to the browser that asked. A lost cookie, a second tab, a callback that \
            is loaded again, or a value with `+` that one side decodes makes the two differ, and the \
            client must refuse.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores the state until the callback",
    console: &[],
    fix: &[
        "Keep each attempt's state under a name of its own, so that a second tab does not overwrite it.",
        "Use letters, digits, `-` and `_` only, so that no decoding alters it.",
        "Log in again from the start, not from a bookmark or the back button.",
    ],
    refuted_by: &[
        "The callback's `state` is the authorization request's, byte for byte, and the client's session \
         was there.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.stopped_at_client() {
        return case
            .proven_by(&CAUSE, &[&state_differs::RULE, &state_not_returned::RULE, &state_repeated::RULE]);
    }
    case.said(&CAUSE)
}
