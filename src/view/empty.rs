//! Before there is an answer: ready, reading, nothing found, could not be read. Says what to do.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::icons::{Icon, icon, sign};
use super::ui::Ui;
use super::words::{count, rich, size};
use super::{Action, Status, Surface, controls, flows, paste};

/// What fills the surface while no login is known.
pub fn empty(ui: Ui) -> AnyView {
    match ui.host.surface {
        Surface::Panel => panel(ui),
        Surface::Page => page(ui),
    }
}

/// What the host says of itself: reading, or a failure with what to do. Nothing while all is well.
pub fn notice(ui: Ui) -> AnyView {
    let view = move || match ui.host.status.get() {
        Status::Reading { file, bytes } => Some(reading(&file, bytes)),
        Status::Failed { title, says } => Some(failed(&title, &says)),
        Status::Done { files } if ui.total.get() == 0 => Some(nothing(ui, &files)),
        Status::Done { .. } | Status::Empty | Status::Live { .. } => None,
    };
    view.into_any()
}

fn reading(file: &str, bytes: u64) -> AnyView {
    let figure = if bytes > 0 { size(bytes) } else { String::new() };
    html::div()
        .class("notice")
        .attr("role", "status")
        .child(icon(Icon::File, "is-unseen"))
        .child(
            html::p()
                .child("Reading ")
                .child(html::b().child(file.to_owned()))
                .child(" ")
                .child(html::span().class("quiet num").child(figure)),
        )
        .child(html::progress().class("progress").attr("aria-label", format!("Reading {file}")))
        .into_any()
}

fn failed(title: &str, says: &str) -> AnyView {
    let lines: Vec<AnyView> = says
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| html::p().class("second").child(rich(line)).into_any())
        .collect();
    html::div()
        .class("notice")
        .attr("role", "alert")
        .child(sign(Icon::Failed, "is-failed", "Error"))
        .child(html::p().child(html::b().child(rich(title))))
        .child(lines)
        .into_any()
}

fn nothing(ui: Ui, files: &[String]) -> AnyView {
    let (entries, notes) = ui.host.report.with(|report| {
        let entries: usize = report.captures.iter().map(|capture| capture.entries).sum();
        let notes: Vec<String> = report.captures.iter().flat_map(|capture| capture.notes.clone()).collect();
        (entries, notes)
    });
    let read = count(entries, "exchange was read", "exchanges were read");
    let notes: Vec<AnyView> =
        notes.iter().map(|note| html::p().class("second").child(rich(note)).into_any()).collect();
    html::div()
        .class("notice")
        .attr("role", "status")
        .child(sign(Icon::Unseen, "is-unseen", "Nothing found"))
        .child(html::p().child(html::b().child(files.join(", "))).child(" holds no login."))
        .child(html::p().class("second").child(format!(
            "{read}, none of them belongs to OAuth 2.0 or OpenID Connect. Record again from before the login starts, with the log preserved across pages."
        )))
        .child(notes)
        .into_any()
}

fn panel(ui: Ui) -> AnyView {
    let recording = move || !matches!(ui.host.status.get(), Status::Live { recording: false, .. });
    let title = move || if recording() { "Ready: log in, in this tab" } else { "Recording is off" };
    let why = move || match recording() {
        true => "The answer appears here while the login is still on the screen.",
        false => "Start recording, then log in, in this tab.",
    };
    let head = html::div()
        .class("verdict-line")
        .attr("role", "status")
        .child(icon(Icon::Record, "is-unseen"))
        .child(html::h2().id("cause").child(title))
        .child(html::p().class("why").child(why));
    let article = html::article()
        .class("answer")
        .id("answer")
        .attr("aria-labelledby", "cause")
        .attr("tabindex", "-1")
        .child(notice(ui))
        .child(head)
        .child(elsewhere(ui));
    html::div().class("columns two").child(flows::flows(ui)).child(html::main().child(article)).into_any()
}

fn elsewhere(ui: Ui) -> AnyView {
    let start = controls::button("link", "Record this tab", move || ui.act(Action::SetRecording(true)));
    let open = controls::button("link", "Open a capture", move || ui.act(Action::OpenFile));
    let points = html::ul()
        .class("points")
        .child(point(
            (Icon::Record, "It has failed already, before DevTools was opened."),
            (
                start,
                ", then log in once more. Of a page that navigates away at once, Chrome keeps the answers only with ",
                html::b().child("Preserve log"),
                " ticked in the Network panel",
            )
                .into_any(),
        ))
        .child(point(
            (Icon::Tabs, "In a popup window or another tab: DevTools sees only its own tab."),
            "Open DevTools there, or record there and open the HAR here".into_any(),
        ))
        .child(point(
            (Icon::Open, "In a file: HAR, the output of `curl -v`, or raw HTTP."),
            (open, ", or drop it anywhere in this panel").into_any(),
        ));
    let paste = html::div().class("actions").child(paste::button(ui, "Paste text…", false));
    html::section()
        .class("section")
        .attr("aria-labelledby", "other")
        .child(html::h3().id("other").child("If the login is somewhere else"))
        .child(points)
        .child(paste)
        .child(paste::area(ui))
        .into_any()
}

fn point((picture, says): (Icon, &'static str), note: AnyView) -> AnyView {
    html::li()
        .child(icon(picture, "is-unseen"))
        .child(html::div().child(html::p().child(rich(says))).child(html::p().class("note").child(note)))
        .into_any()
}

fn page(ui: Ui) -> AnyView {
    html::main()
        .class("page-main")
        .id("answer")
        .attr("tabindex", "-1")
        .child(
            html::div()
                .class("first")
                .child(html::h1().child("Why did the login fail?"))
                .child(html::p().class("lead").child(
                    "Give a recording of an OAuth 2.0 or OpenID Connect login. The answer is the one cause, the bytes that prove it, who must act, and the fix at this provider.",
                ))
                .child(html::div().class("said-before").child(notice(ui)))
                .child(drop_zone(ui))
                .child(paste::area(ui))
                .child(
                    html::p().class("promise").child(icon(Icon::Lock, "")).child(html::span().child(
                        "Read and judged in this page. It cannot send anything: its policy forbids every connection but to its own files. Secrets are masked on reading.",
                    )),
                )
                .child(how()),
        )
        .into_any()
}

fn drop_zone(ui: Ui) -> AnyView {
    let choose = html::button()
        .class(move || if ui.pasting.get() { "button" } else { "button primary" })
        .attr("type", "button")
        .on(ev::click, move |_| ui.act(Action::OpenFile))
        .child(icon(Icon::Open, ""))
        .child("Choose files…");
    let sample = html::button()
        .class("button plain")
        .attr("type", "button")
        .on(ev::click, move |_| ui.act(Action::Sample))
        .child("Try an example");
    html::section()
        .class("drop")
        .attr("aria-label", "Open a recording")
        .child(html::p().class("large").child("Drop a HAR file here"))
        .child(html::p().class("second").child(rich(
            "or the output of `curl -v`, or raw HTTP as text; several files are judged as one login",
        )))
        .child(
            html::div()
                .class("row")
                .child(choose)
                .child(paste::button(ui, "Paste text…", false))
                .child(sample),
        )
        .into_any()
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

fn how() -> AnyView {
    let parts: Vec<AnyView> = HOW
        .into_iter()
        .map(|(title, steps)| {
            let steps: Vec<AnyView> = steps
                .iter()
                .map(|step| html::li().child(html::span().child(strong(step))).into_any())
                .collect();
            html::section().child(html::h3().child(title)).child(html::ol().child(steps)).into_any()
        })
        .collect();
    html::section()
        .class("how")
        .attr("aria-labelledby", "how")
        .child(html::h2().id("how").class("hidden").child("How to record a login"))
        .child(parts)
        .into_any()
}

/// Text in which a word of a menu stands between asterisks.
fn strong(text: &str) -> Vec<AnyView> {
    let part = |(index, part): (usize, &str)| match index % 2 {
        1 => html::b().child(part.to_owned()).into_any(),
        _ => rich(part).into_any(),
    };
    text.split('*').enumerate().map(part).collect()
}
