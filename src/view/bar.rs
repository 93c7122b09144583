//! The bar above everything: record, clear, filter, open, save, clients, keys in the panel; brand, file and the same few
//! on the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::icons::{Icon, brand, icon};
use super::ui::{Screen, Ui};
use super::{Action, Status, Surface};

/// The bar of the surface.
pub fn bar(ui: Ui) -> AnyView {
    match ui.host.surface {
        Surface::Panel => panel(ui),
        Surface::Page => page(ui),
    }
}

fn panel(ui: Ui) -> AnyView {
    html::header()
        .class("bar")
        .attr("aria-label", "Loginscope")
        .child(html::h1().class("hidden").child("Loginscope"))
        .child(record(ui))
        .child(button(Icon::Clear, "Clear", move || ui.act(Action::Clear)))
        .child(html::span().class("rule"))
        .child(search(ui))
        .child(html::span().class("gap"))
        .child(button(Icon::Open, "Open a capture", move || ui.act(Action::OpenFile)))
        .child(button(Icon::Save, "Save a report", move || ui.act(Action::SaveReport)))
        .child(html::span().class("rule mid-only"))
        .child(clients(ui))
        .child(button(Icon::Help, "Keys", move || ui.keys.update(|open| *open = !*open)))
        .into_any()
}

fn page(ui: Ui) -> AnyView {
    let files = move || match ui.host.status.get() {
        Status::Done { files } if !files.is_empty() => Some(file(ui, files)),
        _ => None,
    };
    html::header()
        .class("page-bar")
        .attr("aria-label", "Loginscope")
        .child(html::span().class("brand").child(brand()).child("Loginscope"))
        .child(files)
        .child(move || (ui.total.get() > 1).then(|| search(ui)))
        .child(pages(ui))
        .into_any()
}

fn pages(ui: Ui) -> AnyView {
    let elsewhere = move || ui.screen.get() != Screen::Answer;
    let home = move || elsewhere().then(|| page_link("Logins", move || ui.screen.set(Screen::Answer)));
    let clients = html::a()
        .attr("href", "#clients")
        .attr("data-open", "clients")
        .attr("aria-current", move || elsewhere().then_some("page"))
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.screen.set(Screen::Clients(None));
        })
        .child("Clients");
    html::nav()
        .attr("aria-label", "Pages")
        .child(home)
        .child(clients)
        .child(page_link("Keys", move || ui.keys.update(|open| *open = !*open)))
        .into_any()
}

fn page_link(words: &'static str, press: impl Fn() + 'static) -> AnyView {
    html::a()
        .attr("href", "#answer")
        .on(ev::click, move |event| {
            event.prevent_default();
            press();
        })
        .child(words)
        .into_any()
}

fn file(ui: Ui, files: Vec<String>) -> AnyView {
    let first = files.first().cloned().unwrap_or_default();
    let more = files.len().saturating_sub(1);
    html::span()
        .class("file")
        .child(icon(Icon::File, "is-unseen"))
        .child(html::b().child(first))
        .child((more > 0).then(|| {
            let rest: Vec<String> = files.into_iter().skip(1).collect();
            html::span().class("quiet mid-only").child(format!("+ {}", rest.join(", ")))
        }))
        .child(
            html::button()
                .class("link")
                .attr("type", "button")
                .on(ev::click, move |_| ui.act(Action::OpenFile))
                .child("Open another"),
        )
        .into_any()
}

fn record(ui: Ui) -> AnyView {
    let on = move || matches!(ui.host.status.get(), Status::Live { recording: true, .. });
    html::button()
        .class("button plain icon-only recording")
        .attr("type", "button")
        .attr("aria-pressed", move || on().to_string())
        .attr("aria-label", "Record this tab")
        .attr("title", "Record this tab")
        .on(ev::click, move |_| ui.act(Action::SetRecording(!untrack(on))))
        .child(icon(Icon::Record, ""))
        .into_any()
}

fn clients(ui: Ui) -> AnyView {
    let open = move || ui.screen.get() != Screen::Answer;
    html::button()
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
        .into_any()
}

fn button(picture: Icon, words: &'static str, pressed: impl Fn() + Send + 'static) -> AnyView {
    html::button()
        .class("button plain icon-only")
        .attr("type", "button")
        .attr("aria-label", words)
        .attr("title", words)
        .on(ev::click, move |_| pressed())
        .child(icon(picture, ""))
        .into_any()
}

fn search(ui: Ui) -> AnyView {
    let field = html::input()
        .class("input")
        .id("filter")
        .attr("type", "search")
        .attr("aria-label", "Filter logins")
        .attr("placeholder", "Client, provider, cause, host")
        .attr("spellcheck", "false")
        .prop("value", ui.filter)
        .on(ev::input, move |event| ui.filter.set(event_target_value(&event)));
    html::span().class("search").child(icon(Icon::Search, "")).child(field).into_any()
}
