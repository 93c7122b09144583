//! What is known beside the answer, folded: count and first words in the closed line, everything inside. A fold with
//! nothing in it is not there.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::dom::{El, IntoNode, Node, el};
use super::icons::{Icon, icon};
use super::local::say;
use super::scene::Scene;
use super::ui::Ui;
use super::words::{count, percent, plain, rich};
use super::{Surface, empty, state};
use crate::compare::{self, Difference};
use crate::kept;
use crate::report::{CaptureReport, CheckReport, FindingReport, FlowReport, Outcome};

/// So many points are shown at once in a document, where nobody waits for the rest.
const SHORT: usize = 12;
/// So many differences from a login that worked are shown; they are ranked.
const FEW: usize = 6;

/// A fold before it is drawn.
struct Fold {
    name: &'static str,
    picture: Icon,
    class: &'static str,
    count: usize,
    preview: String,
    open: bool,
    points: Vec<Node>,
}

/// The folds of a login, in the order of what matters.
pub fn folds(flow: &FlowReport, captures: &[CaptureReport], scene: &Scene) -> Vec<Node> {
    let in_doubt = flow.outcome == Outcome::Failed && state::proven(flow).is_none();
    let so_far = if flow.outcome == Outcome::Incomplete { "Right so far" } else { "Right" };
    let all = [
        changed(flow, scene),
        right(so_far, &flow.passed),
        unseen(flow, in_doubt, scene),
        findings("Why it failed", (Icon::Cross, "is-failed"), failures(flow), scene),
        findings("Not conformant", (Icon::Warn, "is-unclear"), of_class(flow, "conformance"), scene),
        findings("Could be safer", (Icon::Advice, "is-unseen"), of_class(flow, "hardening"), scene),
        others(flow),
        capture(captures),
    ];
    all.into_iter().filter(|fold| !fold.points.is_empty()).map(|fold| shown(fold, scene)).collect()
}

/// What is otherwise than in the remembered login of this client that worked.
fn changed(flow: &FlowReport, scene: &Scene) -> Fold {
    let found = scene.ui.filter(|_| flow.outcome == Outcome::Failed).and_then(|ui| {
        let good = ui.good.get();
        let good = kept::good_of(flow, &good, &ui.host.clients.get_untracked())?;
        Some(compare::flows(&good.flow, flow).differences)
    });
    let found: Vec<Difference> = found.unwrap_or_default().into_iter().take(FEW).collect();
    let points = found
        .iter()
        .map(|one| {
            let notes =
                if one.message.is_empty() { Vec::new() } else { vec![one.message.clone().into_node()] };
            point(Icon::Warn, "is-unclear", rich(&one.says).into_node(), notes)
        })
        .collect();
    Fold {
        name: "Otherwise than when it worked",
        picture: Icon::Warn,
        class: "is-unclear",
        count: found.len(),
        preview: preview(found.iter().map(|one| &one.name)),
        open: true,
        points,
    }
}

fn shown(fold: Fold, scene: &Scene) -> Node {
    let open = fold.open || (scene.ui.is_none() && fold.points.len() <= SHORT);
    let summary = el("summary")
        .child(icon(Icon::Chevron, "chevron"))
        .child(icon(fold.picture, fold.class))
        .child(
            el("b")
                .child(fold.name)
                .child(" ")
                .child(el("span").class("quiet num").child(fold.count.to_string())),
        )
        .child(el("span").class("preview").child(fold.preview));
    let details = match scene.ui {
        Some(ui) => remembered(fold.name, open, ui, summary),
        None => el("details").attr("open", open).child(summary),
    };
    details
        .key(fold.name)
        .class("fold")
        .child(el("div").class("body").child(el("ul").class("points").child(fold.points)))
        .into_node()
}

/// A fold that stays as it was left by hand.
pub fn remembered(name: &'static str, open: bool, ui: Ui, summary: El) -> El {
    let summary = summary.on(ev::click, move |event| {
        let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(fold) = target.and_then(|summary| summary.parent_element()) {
            ui.keep_fold(name, !fold.has_attribute("open"));
        }
    });
    el("details").attr("open", ui.fold(name).unwrap_or(open)).child(summary)
}

fn point(picture: Icon, class: &'static str, says: Node, notes: Vec<Node>) -> Node {
    let notes: Vec<Node> =
        notes.into_iter().map(|note| el("p").class("note").child(note).into_node()).collect();
    el("li").child(icon(picture, class)).child(el("div").child(el("p").child(says)).child(notes)).into_node()
}

fn preview<T: AsRef<str>>(titles: impl Iterator<Item = T>) -> String {
    let titles: Vec<String> = titles.take(6).map(|title| plain(title.as_ref())).collect();
    titles.join(", ")
}

/// What was right: what says so in words of its own comes first; a title names what was looked for and not found.
fn right(name: &'static str, checks: &[CheckReport]) -> Fold {
    let (picture, class) = (Icon::Check, "is-good");
    let (told, untold): (Vec<&CheckReport>, Vec<&CheckReport>) =
        checks.iter().partition(|check| !check.says.is_empty());
    let says: Vec<String> = told.iter().map(|check| check.says.clone()).collect();
    let absent = untold.iter().map(|check| say!("Not found: {}", check.title));
    Fold {
        name,
        picture,
        class,
        count: checks.len(),
        preview: preview(says.iter()),
        open: false,
        points: says
            .iter()
            .cloned()
            .chain(absent)
            .map(|says| point(picture, class, rich(&says).into_node(), Vec::new()))
            .collect(),
    }
}

const FORGOTTEN: &str = "The authorization request: Firefox tells extensions nothing of what ends a moment before the next page begins, unless `Persist Logs` is ticked behind the gear of its `Network` panel. Tick it, or record all tabs, then log in once more.";

/// A login of which the browser has not told how it began, and what helps.
fn forgotten(flow: &FlowReport, scene: &Scene) -> Option<Node> {
    let seen = |message: &str| flow.steps.iter().any(|step| step.message == message);
    let ui = scene.ui.filter(|ui| ui.host.forgets && ui.host.surface == Surface::Panel)?;
    let answered = seen("callback") || seen("authorization_response");
    let note = vec![empty::record_all(ui)];
    (answered && !seen("authorization_request"))
        .then(|| point(Icon::Record, "is-unseen", rich(FORGOTTEN).into_node(), note))
}

/// What could not be seen: each reason once, with what it concerns.
fn unseen(flow: &FlowReport, in_doubt: bool, scene: &Scene) -> Fold {
    let (picture, class) = (Icon::Unseen, "is-unseen");
    let forgotten = forgotten(flow, scene);
    let checks = &flow.not_checkable;
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for check in checks {
        match reasons.iter_mut().find(|(says, _)| *says == check.says) {
            Some((_, titles)) => titles.push(&check.title),
            None => reasons.push((&check.says, vec![&check.title])),
        }
    }
    let points = reasons.into_iter().map(|(says, titles)| {
        let titles: Vec<String> = titles.into_iter().map(plain).collect();
        point(picture, class, rich(says).into_node(), vec![titles.join(", ").into_node()])
    });
    Fold {
        name: "Could not be seen",
        picture,
        class,
        count: checks.len() + usize::from(forgotten.is_some()),
        preview: preview(checks.iter().map(|check| &check.title)),
        open: in_doubt || forgotten.is_some(),
        points: forgotten.into_iter().chain(points).collect(),
    }
}

/// The findings of a class.
pub fn of_class<'a>(flow: &'a FlowReport, class: &str) -> Vec<&'a FindingReport> {
    flow.findings.iter().filter(|finding| finding.class == class).collect()
}

/// Failures that the first cause does not speak of already. Of a login that is open they stand above, with what is awaited.
fn failures(flow: &FlowReport) -> Vec<&FindingReport> {
    if flow.outcome == Outcome::Incomplete && flow.diagnosis.is_empty() {
        return Vec::new();
    }
    let evidence = flow.diagnosis.first().map(|first| first.evidence.as_slice()).unwrap_or_default();
    let told = |finding: &&FindingReport| {
        finding.locations.iter().any(|place| {
            let same = |other: &crate::report::Place| {
                (other.entry, &other.part, &other.name) == (place.entry, &place.part, &place.name)
            };
            evidence.iter().filter_map(|evidence| evidence.place.as_ref()).any(same)
        })
    };
    of_class(flow, "failure").into_iter().filter(|finding| !told(finding)).collect()
}

fn findings(
    name: &'static str,
    (picture, class): (Icon, &'static str),
    findings: Vec<&FindingReport>,
    scene: &Scene,
) -> Fold {
    let points = findings
        .iter()
        .map(|finding| point(picture, class, rich(&finding.says).into_node(), notes(finding, scene)))
        .collect();
    let preview = preview(findings.iter().map(|finding| &finding.title));
    Fold { name, picture, class, count: findings.len(), preview, open: false, points }
}

/// What may be why a login does not go on.
pub fn suspect(finding: &FindingReport, scene: &Scene) -> Node {
    point(Icon::Warn, "is-unclear", rich(&finding.says).into_node(), notes(finding, scene))
}

fn notes(finding: &FindingReport, scene: &Scene) -> Vec<Node> {
    let mut notes: Vec<Node> = [&finding.why, &finding.fix]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| rich(text).into_node())
        .collect();
    let references: Vec<Node> = finding
        .references
        .iter()
        .enumerate()
        .map(|(index, reference)| {
            let link = link(reference.url.clone(), reference.title.clone());
            ((index > 0).then_some("; "), link).into_node()
        })
        .collect();
    if !references.is_empty() {
        notes.push(references.into_node());
    }
    // The page of rules stands beside the panel and the page. What is handed on as one file has none: it names the command.
    let page = scene
        .ui
        .map(|_| link(format!("rules.html#{}", finding.rule), finding.rule.clone()).class("rule-page"));
    let hidden = if page.is_some() { "rule-command" } else { "" };
    let command = el("code").class(hidden).child(format!("loginscope explain {}", finding.rule));
    notes.push((page, command).into_node());
    notes
}

/// To a page of its own.
fn link(url: String, words: impl IntoNode) -> super::dom::El {
    el("a").attr("href", url).attr("target", "_blank").attr("rel", "noreferrer").child(words)
}

/// Causes that were weighed against a proven one.
fn others(flow: &FlowReport) -> Fold {
    let rest = flow.diagnosis.get(1..).unwrap_or_default();
    let rest: Vec<_> = rest.iter().filter(|_| state::proven(flow).is_some()).collect();
    let points = rest
        .iter()
        .map(|other| {
            let says = format!("{} {}", percent(other.probability), other.summary);
            let against = |text: &String| rich(&say!("Would speak against it: {}", text)).into_node();
            point(
                Icon::Unseen,
                "is-unseen",
                rich(&says).into_node(),
                other.refuted_by.iter().map(against).collect(),
            )
        })
        .collect();
    let preview = preview(rest.iter().map(|other| &other.title));
    Fold {
        name: "Less likely",
        picture: Icon::Help,
        class: "is-unseen",
        count: rest.len(),
        preview,
        open: false,
        points,
    }
}

/// What is to be known of how the captures were read.
fn capture(captures: &[CaptureReport]) -> Fold {
    let notes: Vec<&String> = captures.iter().flat_map(|capture| &capture.notes).collect();
    let mut points: Vec<Node> = Vec::new();
    for capture in captures.iter().filter(|_| !notes.is_empty()) {
        let exporter = if capture.exporter.is_empty() {
            String::new()
        } else {
            say!(", written by {}", capture.exporter)
        };
        let entries = count(capture.entries, "exchange", "exchanges");
        let says = say!("{}{}: {}, {} of a login", capture.file, exporter, entries, capture.exchanges);
        let notes = capture.notes.iter().map(|note| rich(note).into_node()).collect();
        points.push(point(Icon::File, "is-unseen", says.into_node(), notes));
    }
    let preview = preview(notes.iter().copied());
    Fold {
        name: "About the capture",
        picture: Icon::File,
        class: "is-unseen",
        count: notes.len(),
        preview,
        open: false,
        points,
    }
}
