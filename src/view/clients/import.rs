//! Pasted or chosen configurations: a text in, clients added to the stored ones. A secret in it ends here as a fingerprint.

use leptos::ev;
use leptos::prelude::*;

use super::super::dom::{IntoNode, Node, el};
use super::super::held::State;
use super::super::icons::{Icon, icon, sign};
use super::super::ui::Ui;
use super::super::words::rich;
use super::super::{Action, controls};
use super::Chosen;
use crate::config::ClientConfig;

const FORMS: &str = "An export of Keycloak, Entra ID, Auth0, Okta, Google or Cognito; settings of MSAL, Microsoft.Identity.Web, oidc-client-ts, Auth.js or Spring Security as JSON or properties; a .env file. A secret becomes a salted fingerprint.";

/// What was said of the JSON: notes, or why it cannot be read.
type Said = State<Option<Result<Vec<String>, String>>>;

/// The field that takes JSON, and what was said of it.
pub fn area(ui: Ui, open: State<bool>, chosen: State<Chosen>) -> Node {
    let text = State::new(String::new());
    let said: Said = State::new(None);
    ui.host.imported.set(None);
    Effect::new(move |_| {
        let Some(read) = ui.host.imported.get() else { return };
        if let Ok((clients, _)) = &read {
            add(ui, clients.clone(), chosen);
            text.set(String::new());
        }
        let notes = read.map(|(_, notes)| notes);
        open.set(notes.as_ref().map_or(true, |notes| !notes.is_empty()));
        said.set(Some(notes));
    });
    let take = move || ui.act(Action::ReadClients(text.get_untracked()));
    let field = el("textarea")
        .class("input bytes")
        .id("import-text")
        .attr("name", "import")
        .attr("rows", "6")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "import-said")
        .prop("value", text)
        .on(ev::input, move |event| text.set(event_target_value(&event)));
    let actions = el("div")
        .class("actions flush")
        .child(controls::button("button", "Add these", take))
        .child(controls::button("button", "Choose a file…", move || ui.act(Action::OpenClients)))
        .child(controls::button("button plain", "Close", move || open.set(false)));
    el("div")
        .class("import field section")
        .child(
            el("label")
                .attr("for", "import-text")
                .child("Clients as JSON, or what a provider or a library has"),
        )
        .child(field)
        .child(el("p").class("help").child(FORMS))
        .child(el("div").id("import-said").child(move || said.get().map(told)))
        .child(actions)
        .into_node()
}

fn add(ui: Ui, clients: Vec<ClientConfig>, chosen: State<Chosen>) {
    let (all, first) = merged(ui.host.clients.get_untracked(), clients);
    ui.host.clients.set(all.clone());
    ui.act(Action::SaveClients(all));
    chosen.set(first.map_or(Chosen::New, Chosen::Stored));
    ui.say("Clients imported");
}

fn told(said: Result<Vec<String>, String>) -> Node {
    match said {
        Err(wrong) => el("p")
            .class("said")
            .attr("role", "alert")
            .child(sign(Icon::Cross, "is-failed", "Wrong"))
            .child(el("span").child(rich(&wrong)))
            .into_node(),
        Ok(notes) => notes
            .iter()
            .map(|note| {
                el("p")
                    .class("said")
                    .child(icon(Icon::Unseen, "is-unseen"))
                    .child(el("span").child(rich(note)))
                    .into_node()
            })
            .collect::<Vec<Node>>()
            .into_node(),
    }
}

/// Adds clients, each in place of the stored one with the same issuer, client id and name.
fn merged(mut stored: Vec<ClientConfig>, new: Vec<ClientConfig>) -> (Vec<ClientConfig>, Option<usize>) {
    let key = |client: &ClientConfig| (client.issuer.clone(), client.client_id.clone(), client.name.clone());
    let mut first = None;
    for client in new {
        let index = stored.iter().position(|other| key(other) == key(&client));
        match index.and_then(|index| stored.get_mut(index)) {
            Some(place) => *place = client,
            None => stored.push(client),
        }
        first = first.or(index.or(stored.len().checked_sub(1)));
    }
    (stored, first)
}
