//! A failure whose cause the capture does not show: what is known, what it may be with each share, and the one
//! observation that would decide.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::answer::{copy_advice, save_report};
use super::fix::{copyable, fix};
use super::icons::{Icon, icon};
use super::scene::Scene;
use super::state::is_frame;
use super::ui::Ui;
use super::words::{percent, rich};
use super::{Action, paste, proof};
use crate::report::{DiagnosisReport, FlowReport, RecordNext};

/// So many candidates are named; the rest is one figure.
const NAMED: usize = 5;

/// All that can be said without a proof.
pub fn unclear(flow: &FlowReport, scene: &Scene) -> AnyView {
    let first = flow.diagnosis.first();
    let known = first.and_then(|first| proof::proof(&first.evidence, flow, scene)).map(|known| {
        section(scene, "proof", html::h3().id(scene.id("proof")).child("What is known").into_any(), known)
    });
    let next = flow.record_next.as_ref().map(|next| record_next(flow, next, scene));
    let todo = first.filter(|first| flow.record_next.is_none() && is_frame(first) && !first.fix.is_empty());
    let todo = todo.map(|first| {
        let head = html::h3().id(scene.id("fix")).child("What to do").into_any();
        section(scene, "fix", head, fix(&first.fix, scene))
    });
    let actions = scene
        .ui
        .filter(|_| flow.record_next.is_none())
        .map(|ui| html::div().class("actions").child(copy_advice(flow, ui, true)).child(save_report(ui)));
    (known, may_be(flow, scene), next, todo, actions).into_any()
}

fn section(scene: &Scene, id: &str, head: AnyView, inside: AnyView) -> AnyView {
    html::section()
        .class("section")
        .attr("aria-labelledby", scene.id(id))
        .child(head)
        .child(inside)
        .into_any()
}

fn may_be(flow: &FlowReport, scene: &Scene) -> Option<AnyView> {
    let named: Vec<&DiagnosisReport> =
        flow.diagnosis.iter().filter(|diagnosis| !is_frame(diagnosis)).take(NAMED).collect();
    if named.is_empty() {
        return None;
    }
    let rest = 1.0 - named.iter().map(|diagnosis| diagnosis.probability).sum::<f64>();
    let help = if rest >= 0.01 {
        format!("none is proven; {} is left for others", percent(rest))
    } else {
        "none is proven".to_owned()
    };
    let head = html::div()
        .class("head")
        .child(html::h3().id(scene.id("may")).child("What it may be"))
        .child(html::span().class("help").child(help))
        .into_any();
    let alone = flow.record_next.is_none();
    let rows: Vec<AnyView> = named
        .iter()
        .enumerate()
        .map(|(index, diagnosis)| candidate(diagnosis, alone && index == 0, (flow, scene)))
        .collect();
    Some(section(scene, "may", head, html::div().class("candidates").child(rows).into_any()))
}

fn candidate(diagnosis: &DiagnosisReport, open: bool, (flow, scene): (&FlowReport, &Scene)) -> AnyView {
    let known = flow.diagnosis.first().filter(|first| first.cause == diagnosis.cause).is_some();
    let told: Vec<String> = match known {
        true => vec![diagnosis.weight_says.clone()],
        false => diagnosis.evidence.iter().map(|evidence| evidence.says.clone()).collect(),
    };
    let told = if told.is_empty() { vec![diagnosis.weight_says.clone()] } else { told };
    let body = html::dl()
        .class("reasons")
        .child(reason("For", &told))
        .child(reason("Against", &diagnosis.refuted_by))
        .child(reason("Act", std::slice::from_ref(&diagnosis.who_says)));
    let fix = (!diagnosis.fix.is_empty()).then(|| fix(&diagnosis.fix, scene));
    html::details()
        .class("candidate")
        .attr("open", open || scene.ui.is_none())
        .child(
            html::summary()
                .child(icon(Icon::Chevron, "chevron"))
                .child(html::span().class("share").child(percent(diagnosis.probability)))
                .child(html::span().class("title").child(rich(&diagnosis.title)))
                .child(html::code().class("id mid-only").child(diagnosis.cause.clone())),
        )
        .child(html::div().class("body").child(body).child(fix))
        .into_any()
}

fn reason(term: &'static str, says: &[String]) -> Option<AnyView> {
    if says.iter().all(String::is_empty) {
        return None;
    }
    let lines: Vec<AnyView> = says.iter().map(|line| html::p().child(rich(line)).into_any()).collect();
    Some((html::dt().child(term), html::dd().child(lines)).into_any())
}

fn record_next(flow: &FlowReport, next: &RecordNext, scene: &Scene) -> AnyView {
    let rows: Vec<AnyView> = next
        .answers
        .iter()
        .map(|(answer, cause)| {
            html::tr()
                .child(html::th().attr("scope", "row").child(rich(answer)))
                .child(html::td().child(rich(cause)))
                .into_any()
        })
        .collect();
    let heads = html::tr()
        .child(html::th().attr("scope", "col").child("If it answers"))
        .child(html::th().attr("scope", "col").child("then the cause is"));
    let table = (!rows.is_empty()).then(|| {
        html::table().class("outcomes").child(html::thead().child(heads)).child(html::tbody().child(rows))
    });
    let ways: Vec<AnyView> = next.ways.iter().map(|way| html::li().child(rich(way)).into_any()).collect();
    let ways = (!ways.is_empty()).then(|| html::ul().class("ways second").child(ways));
    let command =
        (!next.command.is_empty()).then(|| copyable(next.command.clone(), "Copy the command", scene));
    let title = match next.command.is_empty() {
        true => "Record next",
        false => "Record next: one command tells them apart",
    };
    let head = html::h3().id(scene.id("next")).child(title).into_any();
    let inside = (
        html::p().child(rich(&next.why)),
        command,
        table,
        ways,
        scene.ui.map(|ui| (actions(flow, ui), paste::area(ui))),
    );
    section(scene, "next", head, inside.into_any())
}

fn actions(flow: &FlowReport, ui: Ui) -> AnyView {
    html::div()
        .class("actions")
        .child(paste::button(ui, "Paste the output", true))
        .child(
            html::button()
                .class("button")
                .attr("type", "button")
                .on(ev::click, move |_| ui.act(Action::OpenFile))
                .child("Open a capture"),
        )
        .child(copy_advice(flow, ui, false))
        .into_any()
}
