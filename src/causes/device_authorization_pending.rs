//! Person not finished at the other device.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::{DEVICE_GRANT, Kind};
use crate::rules::token_request::device_poll_after_expiry;

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
    case.said(&CAUSE).or_else(|| unnamed(case))
}

/// A server that has no word for it: within its life the code that it gave out is refused, and nothing is said of it.
fn unnamed(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.grant() == Some(DEVICE_GRANT))?;
    let issued = case.flow.of(Kind::DeviceAuthorization).any(|answer| {
        answer.answer.text("device_code").is_some_and(|code| Some(code) == request.given("device_code"))
    });
    let vague = case.error_code() == Some("invalid_grant")
        && !case.says("(?i)expired|device|user|revoked|consumed|already|client");
    (issued && vague && case.verdicts.passed(&device_poll_after_expiry::RULE))
        .then(|| case.heard_too(Weight::new(Strength::ServerError, 0.7), &CAUSE))
}
