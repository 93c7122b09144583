//! The logins of a report one after another, for a document that stands still: the components of the surfaces without
//! anything to press but folds. A report in, markup out.

use std::sync::Arc;

use leptos::prelude::*;

use super::answer;
use super::dom::{IntoNode, Node, el};
use super::exchange;
use super::folds::folds;
use super::icons::{Icon, icon, sign};
use super::list::telling_step;
use super::local::say;
use super::moment::Moment;
use super::scene::Scene;
use super::sequence;
use super::state::{outcome_id, shape};
use super::step;
use super::words::{count, host, offset, plain, rich};
use crate::report::{CaptureReport, ChecklistItem, ChecklistReport, FlowReport, Outcome, Report, StepReport};

pub use super::dom::escaped;

/// The title of the document.
pub fn title(report: &Report) -> String {
    let of = match report.flows.as_slice() {
        [] => "No login was found".to_owned(),
        [flow] => match flow.outcome {
            Outcome::Failed => say!("Why the login of {} failed", flow.title),
            Outcome::Succeeded => say!("The login of {} works", flow.title),
            Outcome::Incomplete => say!("The login of {} was not seen to its end", flow.title),
        },
        flows => count(flows.len(), "login", "logins"),
    };
    plain(&of)
}

/// The body of the document as markup.
pub fn body(report: &Report) -> String {
    Owner::new().with(|| page(report).to_html())
}

fn page(report: &Report) -> Node {
    let flows: Vec<Node> = report.flows.iter().map(|flow| login(flow)).collect();
    let list = (report.flows.len() > 1).then(|| list(&report.flows));
    let about = say!("Loginscope {}, report schema {}", env!("CARGO_PKG_VERSION"), report.schema_version);
    el("div")
        .class("report")
        .child(el("header").child(el("h1").child(title(report))).child(el("span").child(about)))
        .child(
            el("main")
                .child(list)
                .child(flows)
                .child(report.checklist.iter().map(checklist).collect::<Vec<Node>>())
                .child(captures(&report.captures)),
        )
        .into_node()
}

/// All logins in a line each, with a link to their answer.
fn list(flows: &[Arc<FlowReport>]) -> Node {
    let rows: Vec<Node> = flows
        .iter()
        .map(|flow| {
            let shape = shape(flow, false);
            let (picture, class, word) = shape.parts();
            let time =
                flow.started.as_deref().and_then(Moment::read).map(|moment| el("time").child(moment.clock()));
            let link = el("a")
                .class("flow")
                .attr("href", format!("#{}-answer", flow.id))
                .attr("data-outcome", outcome_id(flow.outcome))
                .child(sign(picture, class, word))
                .child(el("span").class("name").child(flow.title.clone()))
                .child(time)
                .child(el("span").class("line").child(rich(&answer::title(flow, shape))));
            el("li").child(link).into_node()
        })
        .collect();
    el("nav").class("contents").attr("aria-label", "Logins").child(el("ul").child(rows)).into_node()
}

fn login(flow: &FlowReport) -> Node {
    let scene = Scene::document(&flow.id);
    let cause = flow.diagnosis.first().map(|first| first.cause.clone()).unwrap_or_default();
    let article = el("article")
        .class("answer")
        .id(scene.id("answer"))
        .attr("aria-labelledby", scene.id("cause"))
        .attr("data-outcome", outcome_id(flow.outcome))
        .attr("data-cause", cause)
        .child(answer::first(flow, &scene));
    let folds = folds(flow, &[], &scene);
    let checked = (!folds.is_empty()).then(|| {
        chapter(
            &scene,
            "else",
            "What else was checked",
            el("div").class("folds flush").child(folds).into_node(),
        )
    });
    el("section")
        .class("login")
        .attr("aria-labelledby", scene.id("cause"))
        .child(article)
        .child(way(flow, &scene))
        .child(exchanges(flow, &scene))
        .child(checked)
        .into_node()
}

fn chapter(scene: &Scene, id: &str, title: &'static str, inside: Node) -> Node {
    el("section")
        .class("chapter")
        .attr("aria-labelledby", scene.id(id))
        .child(el("h2").id(scene.id(id)).child(title))
        .child(inside)
        .into_node()
}

/// The diagram, and the same as a table.
fn way(flow: &FlowReport, scene: &Scene) -> Option<Node> {
    if flow.steps.is_empty() {
        return None;
    }
    let rows: Vec<Node> = flow.steps.iter().map(|step| row(step, flow, scene)).collect();
    let head = |words: &'static str| el("th").attr("scope", "col").child(words);
    let table = el("table")
        .class("ledger spaced")
        .attr("aria-label", "The exchanges of the login")
        .child(el("thead").child(
            el("tr").child(head("Step")).child(head("At")).child(head("Exchange")).child(head("Answer")),
        ))
        .child(el("tbody").class("num").child(rows));
    let diagram = el("figure")
        .class("sequence")
        .attr("tabindex", "0")
        .attr("aria-label", "Sequence of the login")
        .child(sequence::diagram(flow, None, scene));
    Some(chapter(scene, "seq", "Sequence", (diagram, table).into_node()))
}

fn row(step: &StepReport, flow: &FlowReport, scene: &Scene) -> Node {
    let path = step.url.split_once("://").map_or(step.url.as_str(), |(_, rest)| rest);
    let broken = step.state == "broken";
    el("tr")
        .child(el("th").attr("scope", "row").child(step::dot(Some(step.number), flow, scene)))
        .child(el("td").child(step.at_ms.map(offset)))
        .child(
            el("td")
                .child(step.label.clone())
                .child(" ")
                .child(el("code").class("second").child(format!("{} {path}", step.method))),
        )
        .child(el("td").class(if broken { "is-failed" } else { "" }).child(step.status_says.clone()))
        .into_node()
}

/// Each exchange as a fold; the one that tells is open.
fn exchanges(flow: &FlowReport, scene: &Scene) -> Option<Node> {
    let telling = telling_step(flow);
    let steps: Vec<Node> = flow
        .steps
        .iter()
        .filter(|step| !step.sheets.is_empty())
        .map(|step| {
            let title = el("summary")
                .child(icon(Icon::Chevron, "chevron"))
                .child(step::dot(Some(step.number), flow, scene))
                .child(el("b").child(step.label.clone()))
                .child(el("span").class("preview").child(format!("{} {}", step.method, host(&step.url))));
            el("details")
                .class("exchange-fold")
                .attr("open", Some(step.number) == telling)
                .child(title)
                .child(el("div").class("exchange").child(exchange::sheets(step, scene)))
                .into_node()
        })
        .collect();
    (!steps.is_empty()).then(|| chapter(scene, "exchanges", "Exchanges", steps.into_node()))
}

/// The checklist of a client: what it passes, folded.
fn checklist(list: &ChecklistReport) -> Node {
    let counts = list.counts;
    let line = say!(
        "{} failed, {} cannot be told, {} passed, {} by hand",
        counts.failed,
        counts.cannot_tell,
        counts.passed,
        counts.by_hand
    );
    let rows: Vec<Node> = list.items.iter().map(point).collect();
    let summary = el("summary")
        .child(icon(Icon::Chevron, "chevron"))
        .child(el("b").child(plain(&say!("Checklist of {}", list.client))))
        .child(el("span").class("preview").child(line));
    el("details")
        .class("exchange-fold checklist")
        .child(summary)
        .child(el("ul").class("ticks").child(rows))
        .into_node()
}

fn point(item: &ChecklistItem) -> Node {
    let (picture, class, word) = match item.state.as_ref() {
        "failed" => (Icon::Cross, "is-failed", "Failed"),
        "cannot_tell" => (Icon::Unseen, "is-unseen", "Cannot tell"),
        "passed" => (Icon::Check, "is-good", "Passed"),
        _ => (Icon::Advice, "is-unclear", "By hand"),
    };
    let place: Vec<Node> = item
        .at_provider
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| el("p").class("second").child(rich(line)).into_node())
        .collect();
    let says = el("div")
        .child(el("p").child(el("b").child(rich(&item.title))))
        .child(el("p").child(rich(&item.says)))
        .child(place);
    el("li").child(sign(picture, class, word)).child(says).into_node()
}

fn captures(captures: &[CaptureReport]) -> Option<Node> {
    if captures.is_empty() {
        return None;
    }
    let rows: Vec<Node> = captures
        .iter()
        .map(|capture| {
            let by = if capture.exporter.is_empty() {
                String::new()
            } else {
                say!("Written by {}. ", capture.exporter)
            };
            let entries = count(capture.entries, "exchange", "exchanges");
            let notes: Vec<Node> =
                capture.notes.iter().map(|note| el("p").child(rich(note)).into_node()).collect();
            let says = say!("{}{}, {} of a login.", by, entries, capture.exchanges);
            (el("dt").child(capture.file.clone()), el("dd").child(el("p").child(says)).child(notes))
                .into_node()
        })
        .collect();
    let chapter = el("section")
        .class("chapter")
        .attr("aria-labelledby", "capture")
        .child(el("h2").id("capture").child("The capture"))
        .child(el("dl").class("facts").child(rows))
        .child(el("p").class("second lead-in").child(
            "Values that could open a door were taken out: only their length and shape are in this report.",
        ));
    Some(chapter.into_node())
}
