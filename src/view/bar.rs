//! The bar above everything: record, clear, filter, open, save, clients, keys in the panel; brand, file and the same few
//! on the page.

use leptos::ev;
use leptos::prelude::*;

use super::dom::{IntoNode, Node, el};
use super::icons::{Icon, brand, icon};
use super::ui::{Screen, Ui};
use super::{Action, Status, Surface};

/// The bar of the surface.
pub fn bar(ui: Ui) -> Node {
    match ui.host.surface {
        Surface::Panel => panel(ui),
        Surface::Page | Surface::Popup => page(ui),
    }
}

fn panel(ui: Ui) -> Node {
    el("header")
        .class("bar")
        .attr("aria-label", "Loginscope")
        .child(el("h1").class("hidden").child("Loginscope"))
        .child(record(ui))
        .child(everywhere(ui))
        .child(button(Icon::Clear, "Clear", move || ui.act(Action::Clear)))
        .child(el("span").class("rule"))
        .child(search(ui))
        .child(el("span").class("gap"))
        .child(button(Icon::Open, "Open a capture", move || ui.act(Action::OpenFile)))
        .child(button(Icon::Save, "Save a report", move || ui.act(Action::SaveReport)))
        .child(el("span").class("rule mid-only"))
        .child(clients(ui))
        .child(button(Icon::Help, "Keys", move || ui.keys.toggle()))
        .into_node()
}

fn page(ui: Ui) -> Node {
    let files = move || match ui.host.status.get() {
        Status::Done { files } if !files.is_empty() => Some(file(ui, files)),
        _ => None,
    };
    el("header")
        .class("page-bar")
        .attr("aria-label", "Loginscope")
        .child(el("span").class("brand").child(brand()).child("Loginscope"))
        .child(files)
        .child(move || (ui.total.get() > 1).then(|| search(ui)))
        .child(pages(ui))
        .into_node()
}

fn pages(ui: Ui) -> Node {
    let elsewhere = move || ui.screen.get() != Screen::Answer;
    let home = move || elsewhere().then(|| page_link("Logins", move || ui.screen.set(Screen::Answer)));
    let clients = el("a")
        .attr("href", "#clients")
        .attr("data-open", "clients")
        .attr("aria-current", move || elsewhere().then_some("page"))
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.screen.set(Screen::Clients(None));
        })
        .child("Clients");
    el("nav")
        .attr("aria-label", "Pages")
        .child(home)
        .child(clients)
        .child(page_link("Keys", move || ui.keys.toggle()))
        .into_node()
}

fn page_link(words: &'static str, press: impl Fn() + Send + 'static) -> Node {
    el("a")
        .attr("href", "#answer")
        .on(ev::click, move |event| {
            event.prevent_default();
            press();
        })
        .child(words)
        .into_node()
}

fn file(ui: Ui, files: Vec<String>) -> Node {
    let first = files.first().cloned().unwrap_or_default();
    let more = files.len().saturating_sub(1);
    el("span")
        .class("file")
        .child(icon(Icon::File, "is-unseen"))
        .child(el("b").child(first))
        .child((more > 0).then(|| {
            let rest: Vec<String> = files.into_iter().skip(1).collect();
            el("span").class("quiet mid-only").child(format!("+ {}", rest.join(", ")))
        }))
        .child(
            el("button")
                .class("link")
                .attr("type", "button")
                .on(ev::click, move |_| ui.act(Action::OpenFile))
                .child("Open another"),
        )
        .into_node()
}

fn record(ui: Ui) -> Node {
    let on = move || matches!(ui.host.status.get(), Status::Live { recording: true, .. });
    el("button")
        .class("button plain icon-only recording")
        .attr("type", "button")
        .attr("aria-pressed", move || on().to_string())
        .attr("aria-label", "Record this tab")
        .attr("title", "Record this tab")
        .on(ev::click, move |_| ui.act(Action::SetRecording(!untrack(on))))
        .child(icon(Icon::Record, ""))
        .into_node()
}

/// Ends the recording of all tabs; there only while they are recorded.
fn everywhere(ui: Ui) -> Node {
    let view = move || {
        ui.host.everywhere.get().then(|| {
            el("button")
                .class("button plain icon-only")
                .attr("type", "button")
                .attr("aria-pressed", "true")
                .attr("aria-label", "Record all tabs")
                .attr("title", "Record all tabs")
                .on(ev::click, move |_| ui.act(Action::RecordAll(false)))
                .child(icon(Icon::Tabs, ""))
        })
    };
    view.into_node()
}

fn clients(ui: Ui) -> Node {
    let open = move || ui.screen.get() != Screen::Answer;
    el("button")
        .class("button plain icon-only")
        .attr("type", "button")
        .attr("data-open", "clients")
        .attr("aria-pressed", move || open().to_string())
        .attr("aria-label", "Clients")
        .attr("title", "Clients")
        .on(ev::click, move |_| {
            let next = if untrack(open) { Screen::Answer } else { Screen::Clients(None) };
            ui.screen.set(next);
        })
        .child(icon(Icon::Gear, ""))
        .into_node()
}

fn button(picture: Icon, words: &'static str, pressed: impl Fn() + Send + 'static) -> Node {
    el("button")
        .class("button plain icon-only")
        .attr("type", "button")
        .attr("aria-label", words)
        .attr("title", words)
        .on(ev::click, move |_| pressed())
        .child(icon(picture, ""))
        .into_node()
}

fn search(ui: Ui) -> Node {
    let field = el("input")
        .class("input")
        .id("filter")
        .attr("type", "search")
        .attr("aria-label", "Filter logins")
        .attr("placeholder", "Client, provider, cause, host")
        .attr("spellcheck", "false")
        .prop("value", ui.filter)
        .on(ev::input, move |event| ui.filter.set(event_target_value(&event)));
    el("span").class("search").child(icon(Icon::Search, "")).child(field).into_node()
}
