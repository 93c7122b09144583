//! The logins of a report one after another, for a document that stands still: the components of the surfaces without
//! anything to press but folds. A report in, markup out.

use leptos::html;
use leptos::prelude::*;

use super::answer;
use super::exchange;
use super::folds::folds;
use super::icons::{Icon, icon, sign};
use super::list::telling_step;
use super::moment::Moment;
use super::scene::Scene;
use super::sequence;
use super::state::{outcome_id, shape};
use super::step;
use super::words::{count, host, offset, plain, rich};
use crate::report::{CaptureReport, FlowReport, Outcome, Report, StepReport};

/// The title of the document.
pub fn title(report: &Report) -> String {
    let of = match report.flows.as_slice() {
        [] => "No login was found".to_owned(),
        [flow] => match flow.outcome {
            Outcome::Failed => format!("Why the login of {} failed", flow.title),
            Outcome::Succeeded => format!("The login of {} works", flow.title),
            Outcome::Incomplete => format!("The login of {} was not seen to its end", flow.title),
        },
        flows => count(flows.len(), "login", "logins"),
    };
    plain(&of)
}

/// The body of the document as markup.
pub fn body(report: &Report) -> String {
    let report = report.clone();
    let markup = markup(move || page(&report));
    markup.replace("<!---->", "").replace("<!>", "")
}

/// Rendered to a string natively.
#[cfg(not(target_arch = "wasm32"))]
fn markup(view: impl FnOnce() -> AnyView + 'static) -> String {
    Owner::new().with(|| view().to_html())
}

/// Built in an element that is in no document, and read from it.
#[cfg(target_arch = "wasm32")]
fn markup(view: impl FnOnce() -> AnyView + 'static) -> String {
    use leptos::wasm_bindgen::JsCast;
    let Ok(element) = document().create_element("div") else { return String::new() };
    let handle = leptos::mount::mount_to(element.clone().unchecked_into(), view);
    let markup = element.inner_html();
    drop(handle);
    markup
}

fn page(report: &Report) -> AnyView {
    let flows: Vec<AnyView> = report.flows.iter().map(login).collect();
    let list = (report.flows.len() > 1).then(|| list(&report.flows));
    let about = format!("Loginscope {}, report schema {}", env!("CARGO_PKG_VERSION"), report.schema_version);
    html::div()
        .class("report")
        .child(html::header().child(html::h1().child(title(report))).child(html::span().child(about)))
        .child(html::main().child(list).child(flows).child(captures(&report.captures)))
        .into_any()
}

/// All logins in a line each, with a link to their answer.
fn list(flows: &[FlowReport]) -> AnyView {
    let rows: Vec<AnyView> = flows
        .iter()
        .map(|flow| {
            let shape = shape(flow, false);
            let (picture, class, word) = shape.parts();
            let time = flow
                .started
                .as_deref()
                .and_then(Moment::read)
                .map(|moment| html::time().child(moment.clock()));
            let link = html::a()
                .class("flow")
                .attr("href", format!("#{}-answer", flow.id))
                .attr("data-outcome", outcome_id(flow.outcome))
                .child(sign(picture, class, word))
                .child(html::span().class("name").child(flow.title.clone()))
                .child(time)
                .child(html::span().class("line").child(rich(&answer::title(flow, shape))));
            html::li().child(link).into_any()
        })
        .collect();
    html::nav().class("contents").attr("aria-label", "Logins").child(html::ul().child(rows)).into_any()
}

fn login(flow: &FlowReport) -> AnyView {
    let scene = Scene::document(&flow.id);
    let cause = flow.diagnosis.first().map(|first| first.cause.clone()).unwrap_or_default();
    let article = html::article()
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
            html::div().class("folds flush").child(folds).into_any(),
        )
    });
    html::section()
        .class("login")
        .attr("aria-labelledby", scene.id("cause"))
        .child(article)
        .child(way(flow, &scene))
        .child(exchanges(flow, &scene))
        .child(checked)
        .into_any()
}

fn chapter(scene: &Scene, id: &str, title: &'static str, inside: AnyView) -> AnyView {
    html::section()
        .class("chapter")
        .attr("aria-labelledby", scene.id(id))
        .child(html::h2().id(scene.id(id)).child(title))
        .child(inside)
        .into_any()
}

/// The diagram, and the same as a table.
fn way(flow: &FlowReport, scene: &Scene) -> Option<AnyView> {
    if flow.steps.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = flow.steps.iter().map(|step| row(step, flow, scene)).collect();
    let head = |words: &'static str| html::th().attr("scope", "col").child(words);
    let table = html::table()
        .class("ledger spaced")
        .attr("aria-label", "The exchanges of the login")
        .child(html::thead().child(
            html::tr().child(head("Step")).child(head("At")).child(head("Exchange")).child(head("Answer")),
        ))
        .child(html::tbody().class("num").child(rows));
    let diagram = html::figure()
        .class("sequence")
        .attr("tabindex", "0")
        .attr("aria-label", "Sequence of the login")
        .child(sequence::diagram(flow, None, scene));
    Some(chapter(scene, "seq", "Sequence", (diagram, table).into_any()))
}

fn row(step: &StepReport, flow: &FlowReport, scene: &Scene) -> AnyView {
    let path = step.url.split_once("://").map_or(step.url.as_str(), |(_, rest)| rest);
    let broken = step.state == "broken";
    html::tr()
        .child(html::th().attr("scope", "row").child(step::dot(Some(step.number), flow, scene)))
        .child(html::td().child(step.at_ms.map(offset)))
        .child(
            html::td()
                .child(step.label.clone())
                .child(" ")
                .child(html::code().class("second").child(format!("{} {path}", step.method))),
        )
        .child(html::td().class(if broken { "is-failed" } else { "" }).child(step.status_says.clone()))
        .into_any()
}

/// Each exchange as a fold; the one that tells is open.
fn exchanges(flow: &FlowReport, scene: &Scene) -> Option<AnyView> {
    let telling = telling_step(flow);
    let steps: Vec<AnyView> = flow
        .steps
        .iter()
        .filter(|step| !step.sheets.is_empty())
        .map(|step| {
            let title = html::summary()
                .child(icon(Icon::Chevron, "chevron"))
                .child(step::dot(Some(step.number), flow, scene))
                .child(html::b().child(step.label.clone()))
                .child(html::span().class("preview").child(format!("{} {}", step.method, host(&step.url))));
            html::details()
                .class("exchange-fold")
                .attr("open", Some(step.number) == telling)
                .child(title)
                .child(html::div().class("exchange").child(exchange::sheets(step, scene)))
                .into_any()
        })
        .collect();
    (!steps.is_empty()).then(|| chapter(scene, "exchanges", "Exchanges", steps.into_any()))
}

fn captures(captures: &[CaptureReport]) -> Option<AnyView> {
    if captures.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = captures
        .iter()
        .map(|capture| {
            let by = if capture.exporter.is_empty() {
                String::new()
            } else {
                format!("Written by {}. ", capture.exporter)
            };
            let entries = count(capture.entries, "exchange", "exchanges");
            let notes: Vec<AnyView> =
                capture.notes.iter().map(|note| html::p().child(rich(note)).into_any()).collect();
            let says = format!("{by}{entries}, {} of a login.", capture.exchanges);
            (html::dt().child(capture.file.clone()), html::dd().child(html::p().child(says)).child(notes))
                .into_any()
        })
        .collect();
    let chapter = html::section()
        .class("chapter")
        .attr("aria-labelledby", "capture")
        .child(html::h2().id("capture").child("The capture"))
        .child(html::dl().class("facts").child(rows))
        .child(html::p().class("second lead-in").child(
            "Values that could open a door were taken out: only their length and shape are in this report.",
        ));
    Some(chapter.into_any())
}
