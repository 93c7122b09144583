//! What speaks for a cause: two values below each other in bytes, with the difference marked, then what is said of them.

use super::bytes::{self, Fold};
use super::dom::{IntoNode, Node, el};
use super::held::State;
use super::scene::Scene;
use super::secret;
use super::step;
use super::words::rich;
use crate::report::{EvidenceReport, FlowReport, Value};

/// The evidence in its box; nothing if there is none.
pub fn proof(evidence: &[EvidenceReport], flow: &FlowReport, scene: &Scene) -> Option<Node> {
    let (values, said): (Vec<&EvidenceReport>, Vec<&EvidenceReport>) =
        evidence.iter().partition(|evidence| evidence.value.is_some());
    if evidence.is_empty() {
        return None;
    }
    let numbered: Vec<usize> = values.iter().filter_map(|evidence| evidence.step).collect();
    let said: Vec<Node> = said.into_iter().map(|evidence| fact(evidence, &numbered, (flow, scene))).collect();
    let pair = (!values.is_empty()).then(|| pair(&values, flow, scene));
    let said = (!said.is_empty()).then(|| el("dl").class("said-by").child(said));
    Some(el("div").class("proof").child(pair).child(said).into_node())
}

fn pair(evidence: &[&EvidenceReport], flow: &FlowReport, scene: &Scene) -> Node {
    let unfolded = State::new(scene.ui.is_none());
    let fold = bytes::fold(&shown_values(evidence));
    let rows: Vec<Node> = evidence
        .iter()
        .map(|evidence| {
            let cell = cell(evidence, fold, unfolded, scene);
            (el("dt").child(step::dot(evidence.step, flow, scene)).child(label(&evidence.label)), cell)
                .into_node()
        })
        .collect();
    el("dl").class("pair").child(rows).into_node()
}

fn shown_values(evidence: &[&EvidenceReport]) -> Vec<(String, Vec<(usize, usize)>)> {
    evidence
        .iter()
        .filter_map(|evidence| match &evidence.value {
            Some(Value::Shown { text, marks }) => Some((text.clone(), marks.clone())),
            Some(Value::Secret { .. } | Value::Absent) | None => None,
        })
        .collect()
}

fn cell(evidence: &EvidenceReport, fold: Fold, unfolded: State<bool>, scene: &Scene) -> Node {
    let value = match &evidence.value {
        Some(Value::Shown { text, marks }) if fold != Fold::default() && scene.ui.is_some() => {
            let (whole, short) = (bytes::runs(text, marks), bytes::folded(bytes::runs(text, marks), fold));
            (move || match unfolded.get() {
                true => bytes::shown(whole.clone(), None),
                false => bytes::shown(short.clone(), Some(unfolded)),
            })
            .into_node()
        }
        Some(value) => secret::value(value, name_of(evidence), scene),
        None => Node::Nothing,
    };
    el("dd").child(value).into_node()
}

/// The name of the parameter that is compared, else the label.
fn name_of(evidence: &EvidenceReport) -> &str {
    evidence.place.as_ref().and_then(|place| place.name.as_deref()).unwrap_or(&evidence.label)
}

/// "Authorization request" loses its second word where there is little room.
fn label(text: &str) -> Node {
    let split = text.rsplit_once(' ').filter(|(_, last)| matches!(*last, "request" | "response"));
    match split {
        Some((first, last)) => {
            (format!(" {first} "), el("span").class("mid-only").child(last.to_owned())).into_node()
        }
        None => format!(" {text}").into_node(),
    }
}

fn fact(evidence: &EvidenceReport, numbered: &[usize], (flow, scene): (&FlowReport, &Scene)) -> Node {
    let number = evidence.step.filter(|number| !numbered.contains(number));
    let label = match number {
        Some(_) => format!(" {}", evidence.label),
        None => evidence.label.clone(),
    };
    let term = el("dt").child(step::dot(number, flow, scene)).child(label);
    (term, el("dd").child(rich(&evidence.says))).into_node()
}
