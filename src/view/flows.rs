//! The logins, newest first: shape, client, time, provider, the cause in two lines. Choosing one shows its answer.

use leptos::ev;
use leptos::prelude::*;

use super::dom::{El, IntoNode, Node, el, made};
use super::icons::{Icon, icon, sign};
use super::list::Row;
use super::local::say;
use super::ui::Ui;
use super::words::{count, number, rich};
use super::{Status, Surface, focus};

/// The list with its head and what was seen in all.
pub fn flows(ui: Ui) -> Node {
    let head = el("h2").child("Logins ").child(el("span").child(move || number(ui.total.get())));
    let list = el("details")
        .attr("open", move || !ui.narrow.get() || ui.unfolded.get())
        .id("logins")
        .child(chosen(ui))
        .child(head)
        .child(el("ul").on(ev::keydown, move |event| moved(ui, &event)).child(items(ui)))
        .child(unmatched(ui));
    el("nav")
        .class("flows")
        .attr("aria-label", "Logins")
        .child(list)
        .child(jump(ui))
        .child(el("p").class("seen").child(move || seen(ui)))
        .into_node()
}

/// A login stays the same element in the document, whatever comes above it; of hundreds only what has changed is drawn.
fn items(ui: Ui) -> Node {
    let items = move || {
        let current = ui.flow.with(|flow| flow.as_ref().map(|flow| flow.id.clone()));
        let item = |row: &Row| {
            let (of, row) = ((row.clone(), current.as_ref() == Some(&row.id)), row.clone());
            made(row.id.clone(), of.clone(), move || item(ui, &row, of.1))
        };
        let drawn = ui.rows_drawn();
        ui.rows.with(|rows| rows.iter().take(drawn).map(item).collect::<Vec<Node>>())
    };
    items.into_node()
}

fn item(ui: Ui, row: &Row, current: bool) -> El {
    let id = row.id.clone();
    let link = el("a")
        .class("flow")
        .id(id.clone())
        .attr("href", format!("#{id}"))
        .attr("data-outcome", row.outcome)
        .attr("aria-current", current.then_some("true"))
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.choose(&id);
        })
        .child(shape(row))
        .child(el("span").class("name").child(row.title.clone()))
        .child(time(ui, row.started.clone()))
        .child(el("span").class("line where-from").child(row.from.clone()))
        .child(el("span").class("line two-lines").child(rich(&row.summary)));
    el("li").key(row.id.clone()).child(link)
}

fn shape(row: &Row) -> Node {
    let (picture, class, word) = row.shape.parts();
    sign(picture, class, word)
}

fn time(ui: Ui, started: Option<String>) -> Option<Node> {
    let started = started?;
    let clock = ui.moment(&started)?.clock();
    Some(el("time").attr("datetime", started).child(clock).into_node())
}

/// The chosen login in one line, where there is no room for the list.
fn chosen(ui: Ui) -> Node {
    let row = move || {
        let id = ui.flow.with(|flow| flow.as_ref().map(|flow| flow.id.clone()))?;
        ui.rows.with(|rows| {
            rows.iter().enumerate().find(|(_, row)| row.id == id).map(|(at, row)| (at, row.clone()))
        })
    };
    let inside = move || {
        row().map(|(at, row)| {
            (
                shape(&row),
                el("span").class("name").child(row.title.clone()),
                el("span").class("second").child(row.provider.clone()),
                el("span").class("second num").child(
                    row.started
                        .as_deref()
                        .and_then(|started| ui.moment(started))
                        .map(|moment| moment.clock()),
                ),
                el("span").class("gap"),
                el("span").class("second nowrap").child(say!("{} of {}", at + 1, ui.total.get())),
                icon(Icon::Down, ""),
            )
        })
    };
    el("summary")
        .class("chosen")
        .attr("hidden", move || ui.total.get() == 0)
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.unfolded.toggle();
        })
        .child(inside)
        .into_node()
}

fn jump(ui: Ui) -> Node {
    let link = |id: &'static str| {
        el("a").attr("href", format!("#{id}")).on(ev::click, move |event| {
            event.prevent_default();
            focus::show(id);
        })
    };
    let step = move || {
        let number = ui.flow.get().and_then(|flow| ui.step_of(&flow));
        number.map(|number| say!("Step {}", number))
    };
    el("p")
        .class("jump")
        .attr("hidden", move || ui.total.get() == 0)
        .child(link("sequence").child("Sequence"))
        .child(link("exchange").child(step))
        .into_node()
}

fn unmatched(ui: Ui) -> Node {
    let view = move || {
        (ui.rows.with(Vec::is_empty) && ui.total.get() > 0).then(|| {
            el("p").class("none").child(say!("No login matches “{}”. ", ui.filter.get().trim())).child(
                el("button")
                    .class("link")
                    .attr("type", "button")
                    .on(ev::click, move |_| ui.filter.set(String::new()))
                    .child(say!("Show all {}", number(ui.total.get()))),
            )
        })
    };
    view.into_node()
}

/// What was recorded or read in all, and that it stays here.
fn seen(ui: Ui) -> Node {
    let report = ui.host.report.get();
    let captures = report.captures.iter();
    let (entries, of_logins) = captures.clone().fold((0, 0), |(entries, of_logins), capture| {
        (entries + capture.entries, of_logins + capture.exchanges)
    });
    let exporter = captures.map(|capture| &capture.exporter).find(|exporter| !exporter.is_empty());
    let total = match ui.host.status.get() {
        Status::Live { exchanges, .. } => exchanges.max(entries),
        Status::Empty
        | Status::Reading { .. }
        | Status::Done { .. }
        | Status::Failed { .. }
        | Status::Fault { .. } => entries,
    };
    let belong = match of_logins {
        0 => say!("none belongs to a login"),
        1 => say!("1 belongs to a login"),
        more => say!("{} belong to a login", number(more)),
    };
    let written = match (exporter, ui.host.surface) {
        (Some(exporter), Surface::Page) => say!("Written by {}. ", exporter),
        (Some(_) | None, _) => String::new(),
    };
    let stays = match ui.host.surface {
        Surface::Panel => "Nothing leaves this machine.",
        Surface::Page | Surface::Popup => "Nothing leaves this page.",
    };
    (
        say!("{}, {}. {}", count(total, "exchange", "exchanges"), belong, written),
        el("span").class("nowrap").child(stays),
    )
        .into_node()
}

/// Arrows move and select, Home and End go to the ends, Enter goes to the answer.
fn moved(ui: Ui, event: &leptos::web_sys::KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Home" => isize::MIN / 2,
        "End" => isize::MAX / 2,
        "Enter" => {
            event.prevent_default();
            focus::give("answer".to_owned());
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(id) = ui.choose_beside(down) {
        focus::give(id);
    }
}
