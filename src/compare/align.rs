//! Steps of two logins that are the same message, whatever stands between them.

use super::{Difference, Kind};
use crate::report::{FlowReport, StepReport};

/// A step of each login; none where only one has it.
pub type Pair<'a> = (Option<&'a StepReport>, Option<&'a StepReport>);

/// Pairs the n-th message of a kind with the n-th of the same kind. Pages of the provider are no message of the client:
/// how many a person is shown differs from day to day.
pub fn steps<'a>(good: &'a FlowReport, bad: &'a FlowReport) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    let of = |flow: &'a FlowReport, message: &str| -> Vec<&'a StepReport> {
        flow.steps.iter().filter(|step| step.message == message && step.state != "out_of_sight").collect()
    };
    let mut seen: Vec<&str> = Vec::new();
    for step in bad.steps.iter().chain(&good.steps) {
        let message = step.message.as_ref();
        if message == "interaction" || seen.contains(&message) {
            continue;
        }
        seen.push(message);
        let (mut ours, mut theirs) = (of(good, message), of(bad, message));
        if is_repeatable(message) {
            ours.truncate(1);
            theirs.truncate(1);
        }
        // A device asks again and again until it is answered otherwise (RFC 8628, section 3.5).
        if message == "token_request" && [good, bad].iter().all(|flow| flow.kind == "device_code") {
            ours.drain(..ours.len().saturating_sub(1));
            theirs.drain(..theirs.len().saturating_sub(1));
        }
        for index in 0..ours.len().max(theirs.len()) {
            pairs.push((ours.get(index).copied(), theirs.get(index).copied()));
        }
    }
    pairs
}

/// Metadata, keys and preflights are fetched as often as caches want.
fn is_repeatable(message: &str) -> bool {
    matches!(message, "discovery" | "keys" | "resource_metadata" | "preflight" | "userinfo" | "api_call")
}

/// Steps that only one login has.
pub fn missing(pairs: &[Pair<'_>]) -> Vec<Difference> {
    pairs
        .iter()
        .filter_map(|pair| match pair {
            (Some(good), None) => Some(difference(good, true)),
            (None, Some(bad)) => Some(difference(bad, false)),
            _ => None,
        })
        .collect()
}

fn difference(step: &StepReport, only_in_good: bool) -> Difference {
    let says = if only_in_good {
        format!("The login that works has this step ({} {}); the other has not.", step.method, step.url)
    } else {
        format!(
            "Only the login that does not work has this step ({} {}, {}).",
            step.method, step.url, step.status_says
        )
    };
    Difference {
        rank: 0,
        kind: Kind::Step,
        message: step.label.to_string(),
        name: step.message.to_string(),
        says,
        good: None,
        bad: None,
        good_step: only_in_good.then_some(step.number),
        bad_step: (!only_in_good).then_some(step.number),
    }
}
