//! Expired device code.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::device_poll_after_expiry;

pub static CAUSE: Cause = Cause {
    id: "device_code_expired",
    title: "Expired device code",
    says: "The person did not finish before the device code expired",
    story: "A device code lives for some minutes, as `expires_in` says. After that the client must ask \
            for a new one.",
    trouble: Trouble::Configuration,
    who: Who::User,
    place: "at the device",
    console: &[],
    fix: &[
        "Start the device login again and enter the new code.",
        "Show how long the code is valid, and offer a new one when it has expired.",
    ],
    refuted_by: &["The poll was sent within `expires_in` seconds of the device authorization response."],
    alike: &[&super::device_authorization_pending::CAUSE, &super::code_reused::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.is_refused(Kind::TokenRequest, &["expired_token", "invalid_grant"]) {
        return case.decided_by(&CAUSE, &device_poll_after_expiry::RULE);
    }
    case.said(&CAUSE)
}
