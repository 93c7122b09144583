//! The logins, newest first: shape, client, time, provider, the cause in two lines. Choosing one shows its answer.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::icons::{Icon, icon, sign};
use super::list::Row;
use super::ui::Ui;
use super::words::{count, number, rich};
use super::{Status, Surface, focus};

/// The list with its head and what was seen in all.
pub fn flows(ui: Ui) -> AnyView {
    let head = html::h2().child("Logins ").child(html::span().child(move || number(ui.total.get())));
    let list = html::details()
        .attr("open", move || !ui.narrow.get() || ui.unfolded.get())
        .id("logins")
        .child(chosen(ui))
        .child(head)
        .child(html::ul().on(ev::keydown, move |event| moved(ui, &event)).child(items(ui)))
        .child(unmatched(ui));
    html::nav()
        .class("flows")
        .attr("aria-label", "Logins")
        .child(list)
        .child(jump(ui))
        .child(html::p().class("seen").child(move || seen(ui)))
        .into_any()
}

fn items(ui: Ui) -> AnyView {
    For(ForProps::builder()
        .each(move || ui.rows.get())
        .key(|row: &Row| row.id.clone())
        .children(move |row: Row| item(ui, row))
        .build())
    .into_any()
}

fn item(ui: Ui, first: Row) -> AnyView {
    let id = first.id.clone();
    let row = Memo::new({
        let id = id.clone();
        move |_| {
            ui.rows
                .with(|rows| rows.iter().find(|row| row.id == id).cloned().unwrap_or_else(|| first.clone()))
        }
    });
    let current = {
        let id = id.clone();
        Memo::new(move |_| ui.flow.with(|flow| flow.as_ref().is_some_and(|flow| flow.id == id)))
    };
    let link = html::a()
        .class("flow")
        .id(id.clone())
        .attr("href", format!("#{id}"))
        .attr("data-outcome", move || row.with(|row| row.outcome))
        .attr("aria-current", move || current.get().then_some("true"))
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.choose(&id);
        })
        .child(move || shape(&row.get()))
        .child(html::span().class("name").child(move || row.with(|row| row.title.clone())))
        .child(move || time(ui, row.with(|row| row.started.clone())))
        .child(html::span().class("line where-from").child(move || row.with(|row| row.from.clone())))
        .child(html::span().class("line two-lines").child(move || row.with(|row| rich(&row.summary))));
    html::li().child(link).into_any()
}

fn shape(row: &Row) -> AnyView {
    let (picture, class, word) = row.shape.parts();
    sign(picture, class, word)
}

fn time(ui: Ui, started: Option<String>) -> Option<AnyView> {
    let started = started?;
    let clock = ui.moment(&started)?.clock();
    Some(html::time().attr("datetime", started).child(clock).into_any())
}

/// The chosen login in one line, where there is no room for the list.
fn chosen(ui: Ui) -> AnyView {
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
                html::span().class("name").child(row.title.clone()),
                html::span().class("second").child(row.provider.clone()),
                html::span().class("second num").child(
                    row.started
                        .as_deref()
                        .and_then(|started| ui.moment(started))
                        .map(|moment| moment.clock()),
                ),
                html::span().class("gap"),
                html::span().class("second nowrap").child(format!("{} of {}", at + 1, ui.total.get())),
                icon(Icon::Down, ""),
            )
        })
    };
    html::summary()
        .class("chosen")
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.unfolded.update(|open| *open = !*open);
        })
        .child(inside)
        .into_any()
}

fn jump(ui: Ui) -> AnyView {
    let link = |id: &'static str| {
        html::a().attr("href", format!("#{id}")).on(ev::click, move |event| {
            event.prevent_default();
            focus::show(id);
        })
    };
    let step = move || {
        let number = ui.flow.get().and_then(|flow| ui.step_of(&flow));
        number.map(|number| format!("Step {number}"))
    };
    html::p()
        .class("jump")
        .child(link("sequence").child("Sequence"))
        .child(link("exchange").child(step))
        .into_any()
}

fn unmatched(ui: Ui) -> AnyView {
    let view = move || {
        (ui.rows.with(Vec::is_empty) && ui.total.get() > 0).then(|| {
            html::p().class("none").child(format!("No login matches “{}”. ", ui.filter.get().trim())).child(
                html::button()
                    .class("link")
                    .attr("type", "button")
                    .on(ev::click, move |_| ui.filter.set(String::new()))
                    .child(format!("Show all {}", number(ui.total.get()))),
            )
        })
    };
    view.into_any()
}

/// What was recorded or read in all, and that it stays here.
fn seen(ui: Ui) -> AnyView {
    let (entries, of_logins, exporter) = ui.host.report.with(|report| {
        let exporters: Vec<String> = report
            .captures
            .iter()
            .map(|capture| capture.exporter.clone())
            .filter(|exporter| !exporter.is_empty())
            .collect();
        let entries: usize = report.captures.iter().map(|capture| capture.entries).sum();
        let exchanges: usize = report.captures.iter().map(|capture| capture.exchanges).sum();
        (entries, exchanges, exporters.into_iter().next())
    });
    let total = match ui.host.status.get() {
        Status::Live { exchanges, .. } => exchanges.max(entries),
        Status::Empty | Status::Reading { .. } | Status::Done { .. } | Status::Failed { .. } => entries,
    };
    let belong = match of_logins {
        0 => "none belongs to a login".to_owned(),
        1 => "1 belongs to a login".to_owned(),
        more => format!("{} belong to a login", number(more)),
    };
    let written = match (exporter, ui.host.surface) {
        (Some(exporter), Surface::Page) => format!("Written by {exporter}. "),
        (Some(_) | None, _) => String::new(),
    };
    let stays = match ui.host.surface {
        Surface::Panel => "Nothing leaves this machine.",
        Surface::Page => "Nothing leaves this page.",
    };
    (
        format!("{}, {belong}. {written}", count(total, "exchange", "exchanges")),
        html::span().class("nowrap").child(stays),
    )
        .into_any()
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
