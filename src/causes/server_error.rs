//! Failure of the provider itself.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::{Kind, Message};
use crate::rule::{Location, Severity};

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
    let weight = case.said(&CAUSE)?;
    Some(if stumbles(case) { weight.times(0.04) } else { weight })
}

/// Whether the token request at which the server fails is one that it must refuse, as a rule has found: what it does not expect may
/// be what it fails at.
fn stumbles(case: &Case<'_>) -> bool {
    let crash = |failed: &&Message<'_>| failed.answer.status.is_some_and(|status| status >= 500);
    let Some(failed) = case.failed().filter(|failed| failed.kind == Kind::TokenRequest).filter(crash) else {
        return false;
    };
    let own = (failed.exchange.file, failed.exchange.entry);
    case.verdicts.all().iter().any(|(rule, finding)| {
        let refused = finding.stops(rule) && finding.severity.unwrap_or(rule.severity) == Severity::Error;
        let sent =
            |place: &Location| (place.file, place.entry) == own && place.part.id().starts_with("request");
        refused && finding.places.first().is_some_and(sent)
    })
}
