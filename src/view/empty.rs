//! Before there is an answer: ready, reading, nothing found, could not be read. Says what to do.

use leptos::ev;
use leptos::prelude::*;

use super::dom::{IntoNode, Node, el};
use super::icons::{Icon, icon, sign};
use super::local::{local, say};
use super::ui::Ui;
use super::words::{count, rich, size};
use super::{Action, Status, Surface, controls, flows, paste};
use crate::protocol::Progress;

/// What fills the surface while no login is known.
pub fn empty(ui: Ui) -> Node {
    match ui.host.surface {
        Surface::Panel => panel(ui),
        Surface::Page | Surface::Popup => page(ui),
    }
}

/// What the host says of itself: reading, or a failure with what to do. Nothing while all is well.
pub fn notice(ui: Ui) -> Node {
    let view = move || match ui.host.status.get() {
        Status::Reading(progress) => Some(reading(ui, &progress)),
        Status::Failed { title, says } => Some(failed(&title, &says)),
        Status::Fault { says, left } => Some(fault(ui, &says, left)),
        Status::Done { files } if ui.total.get() == 0 => Some(nothing(ui, &files)),
        Status::Done { .. } | Status::Empty | Status::Live { .. } => None,
    };
    view.into_node()
}

/// Says that other tabs are recorded too. Beside an answer, which comes first, a button in the bar does.
fn everywhere(ui: Ui) -> Node {
    let view = move || {
        ui.host.everywhere.get().then(|| {
            let stop = controls::button("button", "Stop and give the permission back", move || {
                ui.act(Action::RecordAll(false));
            });
            el("div")
                .class("notice")
                .attr("role", "status")
                .child(icon(Icon::Tabs, "is-unseen"))
                .child(el("p").child(
                    "All tabs are recorded: a login in a popup window or another tab joins its flow here.",
                ))
                .child(el("div").class("actions flush").child(stop))
        })
    };
    view.into_node()
}

/// The button that begins to record all tabs.
pub fn record_all(ui: Ui) -> Node {
    let view = move || {
        (!ui.host.everywhere.get())
            .then(|| controls::button("link", "Record all tabs", move || ui.act(Action::RecordAll(true))))
    };
    view.into_node()
}

fn reading(ui: Ui, progress: &Progress) -> Node {
    let Progress { file, read, total, entries, logins } = progress;
    let figure = match total {
        0 => String::new(),
        total => say!("{} of {}", size(*read), size(*total)),
    };
    let found = match (entries, logins) {
        (0, _) => String::new(),
        (entries, 0) => count(*entries, "exchange", "exchanges"),
        (entries, logins) => {
            let entries = count(*entries, "exchange", "exchanges");
            say!("{}, {} so far", entries, count(*logins, "login", "logins"))
        }
    };
    let share = (*total > 0).then(|| (*read as f64 / *total as f64).min(1.0).to_string());
    let bar =
        el("progress").class("progress").attr("aria-label", say!("Reading {}", file)).attr("value", share);
    let stop = controls::button("button", "Stop and judge what there is", move || ui.act(Action::Stop));
    el("div")
        .class("notice")
        .attr("role", "status")
        .child(icon(Icon::File, "is-unseen"))
        .child(
            el("p")
                .child("Reading ")
                .child(el("b").child(file.clone()))
                .child(" ")
                .child(el("span").class("quiet num").child(figure))
                .child(" ")
                .child(el("span").class("quiet num").child(found)),
        )
        .child(bar)
        .child(el("div").class("actions flush").child(stop))
        .into_node()
}

/// A fault of the engine: what it said, and what became of what had been recorded.
fn fault(ui: Ui, says: &str, left: bool) -> Node {
    let panel = ui.host.surface == Surface::Panel;
    let now = match (panel, left) {
        (true, false) => "It was started again with what had been recorded.",
        (true, true) => {
            "It was started again. What had been recorded would stop it once more; it is kept and can be saved."
        }
        (false, _) => {
            "It was started again. What was being read is not judged: open it again, or something else."
        }
    };
    let save = panel.then(|| {
        let button =
            controls::button("button", "Save what was recorded", move || ui.act(Action::SaveRecording));
        el("div").class("actions flush").child(button)
    });
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(sign(Icon::Failed, "is-failed", "Error"))
        .child(el("p").child(el("b").child("Loginscope stopped by a fault of its own")))
        .child(el("p").class("second").child(now))
        .child(el("p").class("second").child(el("code").child(says.to_owned())))
        .child(save)
        .into_node()
}

fn failed(title: &str, says: &str) -> Node {
    let lines: Vec<Node> = says
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| el("p").class("second").child(rich(line)).into_node())
        .collect();
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(sign(Icon::Failed, "is-failed", "Error"))
        .child(el("p").child(el("b").child(rich(title))))
        .child(lines)
        .into_node()
}

fn nothing(ui: Ui, files: &[String]) -> Node {
    let report = ui.host.report.get();
    let entries: usize = report.captures.iter().map(|capture| capture.entries).sum();
    let read = count(entries, "exchange was read", "exchanges were read");
    let notes = report.captures.iter().flat_map(|capture| &capture.notes);
    let notes: Vec<Node> = notes.map(|note| el("p").class("second").child(rich(note)).into_node()).collect();
    el("div")
        .class("notice")
        .attr("role", "status")
        .child(sign(Icon::Unseen, "is-unseen", "Nothing found"))
        .child(el("p").child(el("b").child(files.join(", "))).child(" holds no login."))
        .child(el("p").class("second").child(say!(
            "{}, none of them belongs to OAuth 2.0 or OpenID Connect. Record again from before the login starts, with the log preserved across pages.",
            read,
        )))
        .child(notes)
        .into_node()
}

fn panel(ui: Ui) -> Node {
    let recording = move || !matches!(ui.host.status.get(), Status::Live { recording: false, .. });
    let title = move || {
        if recording() { "Ready: log in, in this tab" } else { "Recording is off: start it, then log in" }
    };
    let why = move || match recording() {
        true => "What fails appears here at once: the cause, its proof, who must act and what to change.",
        false => "Nothing that happens in this tab is seen meanwhile.",
    };
    let head = el("div")
        .class("verdict-line")
        .attr("role", "status")
        .child(icon(Icon::Record, "is-unseen"))
        .child(el("h2").id("cause").child(title))
        .child(el("p").class("why").child(why));
    let article = el("article")
        .class("answer")
        .id("answer")
        .attr("aria-labelledby", "cause")
        .attr("tabindex", "-1")
        .child(notice(ui))
        .child(everywhere(ui))
        .child(head)
        .child(elsewhere(ui));
    el("div")
        .key("ready")
        .class("columns two")
        .child(flows::flows(ui))
        .child(el("main").child(article))
        .into_node()
}

fn elsewhere(ui: Ui) -> Node {
    let start = controls::button("link", "Record this tab", move || ui.act(Action::SetRecording(true)));
    let open = controls::button("link", "Open a capture", move || ui.act(Action::OpenFile));
    let kept = match ui.host.forgets {
        false => [
            ", then log in once more. Of a page that navigates away at once, Chrome keeps the answers only with ",
            "Preserve log",
            " ticked in the Network panel",
        ],
        true => [
            ", then log in once more. Of a page that navigates away at once, Firefox tells only with ",
            "Persist Logs",
            " ticked behind the gear of the Network panel",
        ],
    };
    let [before, name, after] = kept;
    let points = el("ul")
        .class("points")
        .child(point(
            (Icon::Record, "It has failed already, before DevTools was opened."),
            (start, before, el("b").child(name), after).into_node(),
        ))
        .child(other_tabs(ui))
        .child(point(
            (Icon::Open, "In a file: HAR, the output of `curl -v`, or raw HTTP."),
            (open, ", or drop it anywhere in this panel").into_node(),
        ));
    let paste = el("div").class("actions").child(paste::button(ui, "Paste text…", false));
    el("section")
        .class("section")
        .attr("aria-labelledby", "other")
        .child(el("h3").id("other").child("If the login is somewhere else"))
        .child(points)
        .child(paste)
        .child(paste::area(ui))
        .into_node()
}

/// Once all tabs are recorded there is nothing to do for them.
fn other_tabs(ui: Ui) -> Node {
    let view = move || {
        (!ui.host.everywhere.get()).then(|| {
            point(
                (Icon::Tabs, "In a popup window or another tab: DevTools sees only its own tab."),
                (
                    record_all(ui),
                    ", for which the browser asks you once and which ends when you stop; or open DevTools there",
                )
                    .into_node(),
            )
        })
    };
    view.into_node()
}

fn point((picture, says): (Icon, &'static str), note: Node) -> Node {
    el("li")
        .child(icon(picture, "is-unseen"))
        .child(el("div").child(el("p").child(rich(says))).child(el("p").class("note").child(note)))
        .into_node()
}

fn page(ui: Ui) -> Node {
    el("main")
        .class("page-main")
        .id("answer")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .class("first")
                .child(el("h1").child("Why did the login fail?"))
                .child(el("p").class("lead").child(
                    "Give a recording of an OAuth 2.0 or OpenID Connect login. The answer is the one cause, the bytes that prove it, who must act, and the fix at this provider.",
                ))
                .child(el("div").class("said-before").child(notice(ui)))
                .child(drop_zone(ui))
                .child(paste::area(ui))
                .child(
                    el("p").class("promise").child(icon(Icon::Lock, "")).child(el("span").child(
                        "Read and judged in this page. It cannot send anything: its policy forbids every connection but to its own files. Secrets are masked on reading.",
                    )),
                )
                .child(how()),
        )
        .into_node()
}

fn drop_zone(ui: Ui) -> Node {
    let choose = el("button")
        .class(move || if ui.pasting.get() { "button" } else { "button primary" })
        .attr("type", "button")
        .on(ev::click, move |_| ui.act(Action::OpenFile))
        .child(icon(Icon::Open, ""))
        .child("Choose files…");
    let sample = el("button")
        .class("button plain")
        .attr("type", "button")
        .on(ev::click, move |_| ui.act(Action::Sample))
        .child("Try an example");
    el("section")
        .class("drop")
        .attr("aria-label", "Open a recording")
        .child(el("p").class("large").child("Drop a HAR file here"))
        .child(el("p").class("second").child(rich(
            "or the output of `curl -v`, or raw HTTP as text; several files are looked at together",
        )))
        .child(
            el("div").class("row").child(choose).child(paste::button(ui, "Paste text…", false)).child(sample),
        )
        .into_node()
}

const HOW: [(&str, &[&str]); 3] = [
    (
        "Chrome, Edge",
        &[
            "DevTools, *Network*, tick *Preserve log*",
            "Log in until it fails",
            "*Export HAR*; for full advice *with sensitive data*",
        ],
    ),
    (
        "Firefox",
        &[
            "DevTools, *Network*, gear, *Persist Logs*",
            "Log in until it fails",
            "Right click, *Save All As HAR*",
        ],
    ),
    (
        "A server or a program",
        &[
            "Repeat its token request with `curl -v`",
            "Drop the output beside the HAR: the two halves are joined by `code` and `state`",
        ],
    ),
];

fn how() -> Node {
    let parts: Vec<Node> = HOW
        .into_iter()
        .map(|(title, steps)| {
            let steps: Vec<Node> =
                steps.iter().map(|step| el("li").child(el("span").child(strong(step))).into_node()).collect();
            el("section").child(el("h3").child(title)).child(el("ol").child(steps)).into_node()
        })
        .collect();
    el("section")
        .class("how")
        .attr("aria-labelledby", "how")
        .child(el("h2").id("how").class("hidden").child("How to record a login"))
        .child(parts)
        .into_node()
}

/// Text in which a word of a menu stands between asterisks.
fn strong(text: &str) -> Vec<Node> {
    let part = |(index, part): (usize, &str)| match index % 2 {
        1 => el("b").child(part.to_owned()).into_node(),
        _ => rich(part).into_node(),
    };
    local(text).split('*').enumerate().map(part).collect()
}
