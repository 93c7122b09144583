//! What a login's outcome looks like: a report's flow in, one of five shapes with its word and colour out.

use crate::report::{DiagnosisReport, FlowReport, Outcome};

use super::icons::Icon;

/// The five shapes of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An octagon: it failed, and the cause is shown.
    Failed,
    /// A circle: it works.
    Good,
    /// A diamond: it failed, and the capture cannot tell why.
    Unclear,
    /// An open ring: it is under way.
    Running,
    /// A dotted ring: it was not seen to its end.
    Unseen,
}

impl Shape {
    /// The sign, its colour's class and its word.
    pub fn parts(self) -> (Icon, &'static str, &'static str) {
        match self {
            Shape::Failed => (Icon::Failed, "is-failed", "Failed"),
            Shape::Good => (Icon::Good, "is-good", "Succeeded"),
            Shape::Unclear => (Icon::Unclear, "is-unclear", "Cannot tell"),
            Shape::Running => (Icon::Running, "is-running spin", "Under way"),
            Shape::Unseen => (Icon::Unseen, "is-unseen", "Incomplete"),
        }
    }
}

/// The shape of a login; `live` if it is the newest one while recording.
pub fn shape(flow: &FlowReport, live: bool) -> Shape {
    match flow.outcome {
        Outcome::Succeeded => Shape::Good,
        Outcome::Failed if proven(flow).is_some() => Shape::Failed,
        Outcome::Failed => Shape::Unclear,
        Outcome::Incomplete if live => Shape::Running,
        Outcome::Incomplete => Shape::Unseen,
    }
}

/// The first cause, if the capture shows it rather than only fits it.
pub fn proven(flow: &FlowReport) -> Option<&DiagnosisReport> {
    flow.diagnosis.first().filter(|first| !is_frame(first) && !first.is_guess())
}

/// Whether a diagnosis only says that something failed, and leaves the cause open.
pub fn is_frame(diagnosis: &DiagnosisReport) -> bool {
    match diagnosis.cause.as_ref() {
        "unknown" => true,
        // That the response did not reach the client's code can be proven.
        "callback_failed" => matches!(diagnosis.weight.as_ref(), "fits" | "status"),
        _ => false,
    }
}

/// The outcome as the report's JSON names it.
pub fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "failed",
        Outcome::Succeeded => "succeeded",
        Outcome::Incomplete => "incomplete",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn a_general_error_code_proves_nothing_while_other_causes_are_as_likely() {
        let mut flow = sample::failed();
        let first = &mut flow.diagnosis[0];
        (first.weight, first.probability) = ("server_error".into(), 0.47);
        assert_eq!(shape(&flow, false), Shape::Unclear);
        flow.diagnosis[0].probability = 0.8;
        assert_eq!(shape(&flow, false), Shape::Failed);
    }

    #[test]
    fn a_callback_that_provably_lost_the_response_is_a_cause() {
        let mut flow = sample::failed();
        flow.diagnosis[0].cause = "callback_failed".into();
        assert_eq!(shape(&flow, false), Shape::Failed);
        flow.diagnosis[0].weight = "fits".into();
        assert!(is_frame(&flow.diagnosis[0]));
        assert_eq!(shape(&flow, false), Shape::Unclear);
    }
}
