//! Expired device code.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "device_code_expired",
    title: "Expired device code",
    says: "The person did not finish before the device code expired",
    story: "A device code lives for some minutes, as `expires_in` says. After that the client must ask \
            for a new one.",
    trouble: Trouble::Configuration,
    who: Who::User,
    place: "at the device",
    fix: &[
        "Start the device login again and enter the new code.",
        "Show how long the code is valid, and offer a new one when it has expired.",
    ],
    refuted_by: &["The poll was sent within `expires_in` seconds of the device authorization response."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
