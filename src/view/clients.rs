//! The stored clients: a list, a form for one of them, import of pasted JSON and export. What is saved goes to the host
//! as a whole; a secret is never among it.

mod check;
mod discover;
mod environments;
mod form;
mod import;

use leptos::ev;
use leptos::prelude::*;

use super::dom::{IntoNode, Node, el};
use super::held::State;
use super::icons::{Icon, icon};
use super::local::say;
use super::ui::Ui;
use super::{Action, controls, focus};
use crate::config::ClientConfig;

/// Which client is in the form: a stored one, or one that is new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    Stored(usize),
    #[default]
    New,
}

/// The screen of the clients, beginning with a draft if there is one.
pub fn clients(ui: Ui, draft: Option<ClientConfig>) -> Node {
    let stored = ui.host.clients;
    let known = draft.as_ref().and_then(|draft| position(&stored.get_untracked(), draft));
    let first = match (known, &draft) {
        (Some(index), _) => Chosen::Stored(index),
        (None, None) if !stored.get_untracked().is_empty() => Chosen::Stored(0),
        (None, _) => Chosen::New,
    };
    let chosen = State::new(first);
    // What is stored comes a moment after the page.
    let late = first == Chosen::New && draft.is_none();
    Effect::new(move |before: Option<bool>| {
        let any = !stored.get().is_empty();
        if late && before == Some(false) && any && chosen.get_untracked() == Chosen::New {
            chosen.set(Chosen::Stored(0));
        }
        any
    });
    let importing = State::new(false);
    let draft = State::new(draft.unwrap_or_default());
    let fields = move || {
        let config = match chosen.get() {
            Chosen::Stored(index) => stored.get_untracked().get(index).cloned().unwrap_or_default(),
            Chosen::New => draft.get(),
        };
        form::form(ui, config, chosen)
    };
    el("div")
        .key("clients")
        .class("settings")
        .child(list(ui, chosen))
        .child(
            el("main").id("clients").child(
                el("div")
                    .class("inner")
                    .child(head(ui, importing))
                    .child(move || importing.get().then(|| import::area(ui, importing, chosen)))
                    .child(move || beside(ui, chosen, draft))
                    .child(fields),
            ),
        )
        .into_node()
}

/// The environments of the chosen client, and the way to one more.
fn beside(ui: Ui, chosen: State<Chosen>, draft: State<ClientConfig>) -> Option<Node> {
    let Chosen::Stored(index) = chosen.get() else { return None };
    let clients = ui.host.clients.get();
    let family = environments::family(&clients, index);
    let table = ui.host.memory.with(|memory| environments::table(&family, index, memory));
    let base = clients.get(index)?.clone();
    let add = controls::button("button", "Add environment", move || {
        let name = format!("{}, ", environments::parts(&base).0);
        draft.set(ClientConfig {
            name: Some(name),
            issuer: None,
            redirect_uris: None,
            metadata: None,
            origins: None,
            client_secret_fingerprint: None,
            ..base.clone()
        });
        chosen.set(Chosen::New);
        focus::give("client-name".to_owned());
    });
    Some((table, el("div").class("actions").child(add)).into_node())
}

/// A stored client with the draft's issuer and client id.
fn position(stored: &[ClientConfig], draft: &ClientConfig) -> Option<usize> {
    stored.iter().position(|client| client.client_id == draft.client_id && client.issuer == draft.issuer)
}

fn list(ui: Ui, chosen: State<Chosen>) -> Node {
    let entry = move |which: Chosen, title: String| {
        let link = el("a")
            .attr("href", "#clients")
            .attr("aria-current", move || (chosen.get() == which).then_some("true"))
            .on(ev::click, move |event| {
                event.prevent_default();
                chosen.set(which);
            })
            .child(title);
        el("li").child(link).into_node()
    };
    let stored = move || {
        let titles: Vec<String> = ui.host.clients.get().iter().map(title).collect();
        let entry = |(index, title)| entry(Chosen::Stored(index), title);
        titles.into_iter().enumerate().map(entry).collect::<Vec<Node>>()
    };
    el("nav")
        .attr("aria-label", "Stored clients")
        .child(el("ul").child(stored).child(entry(Chosen::New, say!("New client"))))
        .into_node()
}

fn title(client: &ClientConfig) -> String {
    client.title().map_or_else(|| say!("Client without a name"), str::to_owned)
}

fn head(ui: Ui, importing: State<bool>) -> Node {
    let export = move |_| {
        let text = serde_json::to_string_pretty(&ui.host.clients.get_untracked()).unwrap_or_default();
        ui.act(Action::Copy(text));
        ui.say("Clients copied as JSON, without secrets");
    };
    let none = move || ui.host.clients.get().is_empty();
    let actions = el("div")
        .class("actions flush")
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .attr("aria-expanded", move || importing.get().to_string())
                .on(ev::click, move |_| importing.toggle())
                .child("Import…"),
        )
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .attr("disabled", none)
                .on(ev::click, export)
                .child("Export JSON"),
        );
    (
        el("div").class("title").child(el("h2").child("Clients")).child(actions),
        el("p").class("second").child(
            "What is registered at the provider. A login is matched by issuer and client id, and compared with it.",
        ),
        el("p").class("promise").child(icon(Icon::Lock, "")).child(el("span").child(
            "A client secret is never stored: a salted fingerprint and its shape are kept, to recognise it.",
        )),
    )
        .into_node()
}
