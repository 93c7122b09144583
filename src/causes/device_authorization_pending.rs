//! Person not finished at the other device.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "device_authorization_pending",
    title: "Person not finished at the other device",
    says: "The person has not yet entered the code and agreed at the other device",
    story: "In the device flow the client asks again and again until the person is done. Until then each \
            answer is `authorization_pending`; that is no error.",
    trouble: Trouble::Configuration,
    who: Who::User,
    place: "at the address that the device shows",
    console: &[],
    fix: &[
        "Enter the code at the shown address and agree.",
        "Keep polling at the `interval` of the answer, and add 5 seconds after each `slow_down`.",
    ],
    refuted_by: &["A later poll is answered with tokens or with another error."],
    alike: &[&super::rate_limited::CAUSE, &super::device_code_expired::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
