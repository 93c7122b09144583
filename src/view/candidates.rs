//! A failure whose cause the capture does not show: what is known, what it may be with each share, and the one
//! observation that would decide.

use leptos::ev;

use super::answer::{copy_advice, save_report, to_operator};
use super::dom::{IntoNode, Node, el};
use super::fix::{copyable, fix};
use super::icons::{Icon, icon};
use super::local::say;
use super::scene::Scene;
use super::state::is_frame;
use super::ui::Ui;
use super::words::{percent, rich};
use super::{Action, paste, proof};
use crate::report::{DiagnosisReport, FlowReport, RecordNext};

/// So many candidates are named; the rest is one figure.
const NAMED: usize = 5;

/// All that can be said without a proof.
pub fn unclear(flow: &FlowReport, scene: &Scene) -> Node {
    let first = flow.diagnosis.first();
    let known = first.and_then(|first| proof::proof(&first.evidence, flow, scene)).map(|known| {
        section(scene, "proof", el("h3").id(scene.id("proof")).child("What is known").into_node(), known)
    });
    let next = flow.record_next.as_ref().map(|next| record_next(flow, next, scene));
    let todo = first.filter(|first| flow.record_next.is_none() && is_frame(first) && !first.fix.is_empty());
    let todo = todo.map(|first| {
        let head = el("h3").id(scene.id("fix")).child("What to do").into_node();
        section(scene, "fix", head, fix(&first.fix, scene))
    });
    let actions = scene
        .ui
        .filter(|_| flow.record_next.is_none())
        .map(|ui| el("div").class("actions").child(copy_advice(flow, ui, true)).child(save_report(ui)));
    (known, may_be(flow, scene), next, todo, actions).into_node()
}

fn section(scene: &Scene, id: &str, head: Node, inside: Node) -> Node {
    el("section").class("section").attr("aria-labelledby", scene.id(id)).child(head).child(inside).into_node()
}

fn may_be(flow: &FlowReport, scene: &Scene) -> Option<Node> {
    let named: Vec<&DiagnosisReport> =
        flow.diagnosis.iter().filter(|diagnosis| !is_frame(diagnosis)).take(NAMED).collect();
    if named.is_empty() {
        return None;
    }
    let rest = 1.0 - named.iter().map(|diagnosis| diagnosis.probability).sum::<f64>();
    let help = if rest >= 0.01 {
        say!("none is proven; {} is left for others", percent(rest))
    } else {
        say!("none is proven")
    };
    let head = el("div")
        .class("head")
        .child(el("h3").id(scene.id("may")).child("What it may be"))
        .child(el("span").class("help").child(help))
        .into_node();
    let alone = flow.record_next.is_none();
    let rows: Vec<Node> = named
        .iter()
        .enumerate()
        .map(|(index, diagnosis)| candidate(diagnosis, alone && index == 0, (flow, scene)))
        .collect();
    Some(section(scene, "may", head, el("div").class("candidates").child(rows).into_node()))
}

fn candidate(diagnosis: &DiagnosisReport, open: bool, (flow, scene): (&FlowReport, &Scene)) -> Node {
    let known = flow.diagnosis.first().filter(|first| first.cause == diagnosis.cause).is_some();
    let told: Vec<String> = match known {
        true => vec![diagnosis.weight_says.to_string()],
        false => diagnosis.evidence.iter().map(|evidence| evidence.says.clone()).collect(),
    };
    let told = if told.is_empty() { vec![diagnosis.weight_says.to_string()] } else { told };
    let body = el("dl")
        .class("reasons")
        .child(reason("Speaks for it", &told))
        .child(reason("Would speak against it", &diagnosis.refuted_by))
        .child(reason("Who must act", std::slice::from_ref(&diagnosis.who_says)));
    let fix = (!diagnosis.fix.is_empty()).then(|| fix(&diagnosis.fix, scene));
    let text = to_operator(diagnosis, scene);
    el("details")
        .key(diagnosis.cause.clone())
        .class("candidate")
        .attr("open", open || scene.ui.is_none())
        .child(
            el("summary")
                .child(icon(Icon::Chevron, "chevron"))
                .child(el("span").class("share").child(percent(diagnosis.probability)))
                .child(el("span").class("title").child(rich(&diagnosis.title)))
                .child(el("code").class("id mid-only").child(diagnosis.cause.clone())),
        )
        .child(el("div").class("body").child(body).child(fix).child(text))
        .into_node()
}

fn reason(term: &'static str, says: &[String]) -> Option<Node> {
    if says.iter().all(String::is_empty) {
        return None;
    }
    let lines: Vec<Node> = says.iter().map(|line| el("p").child(rich(line)).into_node()).collect();
    Some((el("dt").child(term), el("dd").child(lines)).into_node())
}

fn record_next(flow: &FlowReport, next: &RecordNext, scene: &Scene) -> Node {
    let rows: Vec<Node> = next
        .answers
        .iter()
        .map(|(answer, cause)| {
            el("tr")
                .child(el("th").attr("scope", "row").child(rich(answer)))
                .child(el("td").child(rich(cause)))
                .into_node()
        })
        .collect();
    let heads = el("tr")
        .child(el("th").attr("scope", "col").child("If it answers"))
        .child(el("th").attr("scope", "col").child("then the cause is"));
    let table = (!rows.is_empty()).then(|| {
        el("table").class("outcomes").child(el("thead").child(heads)).child(el("tbody").child(rows))
    });
    let ways: Vec<Node> = next.ways.iter().map(|way| el("li").child(rich(way)).into_node()).collect();
    let ways = (!ways.is_empty()).then(|| el("ul").class("ways second").child(ways));
    let command =
        (!next.command.is_empty()).then(|| copyable(next.command.clone(), "Copy the command", scene));
    let title = match next.command.is_empty() {
        true => "Record next",
        false => "Record next: one command tells them apart",
    };
    let head = el("h3").id(scene.id("next")).child(title).into_node();
    let inside = (
        el("p").child(rich(&next.why)),
        command,
        table,
        ways,
        scene.ui.map(|ui| (actions(flow, ui), paste::area(ui))),
    );
    section(scene, "next", head, inside.into_node())
}

fn actions(flow: &FlowReport, ui: Ui) -> Node {
    el("div")
        .class("actions")
        .child(paste::button(ui, "Paste the output", true))
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .on(ev::click, move |_| ui.act(Action::OpenFile))
                .child("Open a capture"),
        )
        .child(copy_advice(flow, ui, false))
        .into_node()
}
