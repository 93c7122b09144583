//! Failure of the provider itself.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "server_error",
    title: "Failure of the provider itself",
    says: "The authorization server failed by itself, for the moment",
    story: "Nothing in the request is named as wrong: the server had a fault, was overloaded or being \
            updated.",
    trouble: Trouble::Network,
    who: Who::Provider,
    place: "on its servers",
    console: &["log"],
    fix: &[
        "Try again after some minutes; look at the provider's status page.",
        "Give the provider's support the time and the request id of the answer, if it lasts.",
        "Retry with growing pauses in the client, for 5xx answers only.",
    ],
    refuted_by: &["The same request fails in the same way for hours while other clients log in."],
    alike: &[
        &super::server_misconfigured::CAUSE,
        &super::upstream_provider_error::CAUSE,
        &super::callback_failed::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
