//! The answer to "why did this login fail": context, cause, proof, who must act, fix, then what else was checked. A
//! login in, the inside of its article out. The order never changes.

use std::sync::Arc;

use leptos::ev;

use super::advice::{advice, certainty};
use super::context::context;
use super::dom::{IntoNode, Node, el};
use super::fix::{copyable, fix};
use super::icons::{Icon, icon, sign};
use super::local::{local, say};
use super::scene::Scene;
use super::state::{self, Shape};
use super::ui::Ui;
use super::words::{count, rich};
use super::{Action, candidates, folds, proof, way};
use crate::report::{CaptureReport, DiagnosisReport, FlowReport, Outcome};

/// All of the answer; what comes behind its actions is drawn in the next turn.
pub fn answer(flow: Arc<FlowReport>, captures: Vec<CaptureReport>, ui: Ui) -> Node {
    let scene = Scene::surface(ui);
    let first = first(&flow, &scene);
    let folds = el("div")
        .class("folds")
        .child(el("h3").class("hidden").child("What else was checked"))
        .child(ui.later(1, move || folds::folds(&flow, &captures, &scene)));
    (first, folds).into_node()
}

/// The answer up to its actions: what a person reads first.
pub fn first(flow: &FlowReport, scene: &Scene) -> Node {
    (context(flow, scene), head(flow, scene), body(flow, scene)).into_node()
}

/// The shape, the sentence and the story.
fn head(flow: &FlowReport, scene: &Scene) -> Node {
    let waits = scene.ui.is_some_and(|ui| ui.waits(flow));
    let shape = state::shape(flow, waits);
    let (picture, class, word) = shape.parts();
    let story = story(flow, shape);
    el("div")
        .class("verdict-line")
        .attr("role", waits.then_some("status"))
        .child(sign(picture, class, word))
        .child(el("h2").id(scene.id("cause")).child(rich(&title(flow, shape))))
        .child((!story.is_empty()).then(|| el("p").class("why").child(rich(&story))))
        .into_node()
}

/// The one sentence.
pub fn title(flow: &FlowReport, shape: Shape) -> String {
    match (shape, state::proven(flow)) {
        (Shape::Running, _) => local(way::Awaited::of(flow).title()).into_owned(),
        (Shape::Failed, Some(first)) if !first.summary.is_empty() => first.summary.clone(),
        (Shape::Failed, Some(first)) => first.title.clone(),
        (Shape::Failed | Shape::Good | Shape::Unclear | Shape::Unseen, _) => flow.summary.clone(),
    }
}

fn story(flow: &FlowReport, shape: Shape) -> String {
    match (shape, flow.diagnosis.first()) {
        (Shape::Running, _) => way::so_far(flow),
        (_, Some(first)) => first.story.clone(),
        (Shape::Good, None) => checked(flow),
        (Shape::Failed | Shape::Unclear | Shape::Unseen, None) => String::new(),
    }
}

fn checked(flow: &FlowReport) -> String {
    let right = count(flow.verdicts.pass, "check passed", "checks passed");
    match flow.verdicts.not_checkable {
        0 if flow.verdicts.pass == 0 => String::new(),
        0 => format!("{right}."),
        1 => say!("{}, one could not be made.", right),
        more => say!("{}, {} could not be made.", right, more),
    }
}

/// Cause, proof, who must act and fix; or what can be said where there is no cause.
pub fn body(flow: &FlowReport, scene: &Scene) -> Node {
    match (state::proven(flow), flow.outcome) {
        (Some(first), _) => cause(flow, first, scene),
        (None, Outcome::Succeeded) => way::right(flow, scene),
        (None, Outcome::Incomplete) if flow.diagnosis.is_empty() => way::open(flow, scene),
        (None, Outcome::Failed | Outcome::Incomplete) => candidates::unclear(flow, scene),
    }
}

fn cause(flow: &FlowReport, first: &DiagnosisReport, scene: &Scene) -> Node {
    let proof = proof::proof(&first.evidence, flow, scene).map(|proof| {
        let title = el("h3").id(scene.id("proof")).child("Proof");
        let sure = el("span").class("help").child(certainty(first));
        let inside: Node = match scene.ui.filter(|ui| ui.low.get()) {
            Some(ui) => {
                let summary = el("summary").child(icon(Icon::Chevron, "chevron")).child(title).child(sure);
                folds::remembered("Proof", false, ui, summary).class("low-proof").child(proof).into_node()
            }
            None => (el("div").class("head").child(title).child(sure), proof).into_node(),
        };
        el("section").class("section").attr("aria-labelledby", scene.id("proof")).child(inside)
    });
    let act = el("section")
        .class("section one-line")
        .attr("aria-labelledby", scene.id("act"))
        .child(el("h3").id(scene.id("act")).child("Who must act"))
        .child(who(&first.who_says));
    let fix = el("section")
        .class("section one-line")
        .attr("aria-labelledby", scene.id("fix"))
        .child(el("h3").id(scene.id("fix")).child("Fix"))
        .child(fix(&first.fix, scene))
        .child(to_operator(first, scene))
        .child(scene.ui.map(|ui| actions(flow, ui)));
    (proof, act, fix).into_node()
}

/// A text to be sent on, folded.
pub fn to_operator(diagnosis: &DiagnosisReport, scene: &Scene) -> Option<Node> {
    let text = diagnosis.message_to_operator.clone()?;
    let summary = el("summary")
        .child(icon(Icon::Chevron, "chevron"))
        .child(el("span").class("title").child("Text to send to the operator"));
    let body = el("div").class("body").child(copyable(text, "Copy the text", scene));
    Some(el("details").class("candidate to-send").child(summary).child(body).into_node())
}

/// The party in bold, then where; a further sentence says who need not act.
pub fn who(says: &str) -> Node {
    let (first, rest) = match says.split_once(". ") {
        Some((first, rest)) => (format!("{first}."), Some(rest.to_owned())),
        None => (says.to_owned(), None),
    };
    let end = first.find([',', '.', ':', ';']).unwrap_or(first.len());
    let (party, place) = first.split_at_checked(end).unwrap_or((&first, ""));
    el("p")
        .class("act")
        .child(el("span").child(el("b").child(rich(party))).child(rich(place)))
        .child(rest.map(|rest| el("span").class("second").child(rich(&rest))))
        .into_node()
}

fn actions(flow: &FlowReport, ui: Ui) -> Node {
    el("div").class("actions").child(copy_advice(flow, ui, true)).child(save_report(ui)).into_node()
}

/// The button that copies the advice; the one primary button where a cause is proven.
pub fn copy_advice(flow: &FlowReport, ui: Ui, primary: bool) -> Node {
    let text = advice(flow);
    el("button")
        .class(if primary { "button primary" } else { "button" })
        .attr("type", "button")
        .on(ev::click, move |_| ui.copy(text.clone(), "Advice copied, secrets left out"))
        .child(icon(Icon::Copy, ""))
        .child("Copy advice")
        .into_node()
}

/// The button that saves the HTML report.
pub fn save_report(ui: Ui) -> Node {
    el("button")
        .class("button")
        .attr("type", "button")
        .on(ev::click, move |_| ui.act(Action::SaveReport))
        .child(icon(Icon::Save, ""))
        .child("Save report")
        .into_node()
}
