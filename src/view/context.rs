//! The line above the cause: which client, where, when.

use leptos::ev;
use leptos::prelude::*;

use super::Surface;
use super::dom::{IntoNode, Node, el};
use super::local::say;
use super::moment::Moment;
use super::scene::Scene;
use super::ui::{Screen, Ui};
use super::words::{host, span};
use crate::config::ClientConfig;
use crate::kept;
use crate::report::{FlowReport, Outcome};

/// Client, provider and time of a login.
pub fn context(flow: &FlowReport, scene: &Scene) -> Node {
    el("p")
        .class("context")
        .child(client(flow, scene))
        .child(el("span").child(provider(flow)))
        .child(el("span").class("num").child(when(flow, scene)))
        .into_node()
}

fn client(flow: &FlowReport, scene: &Scene) -> Node {
    match &flow.client_name {
        Some(name) => el("span")
            .child("Client ")
            .child(el("b").child(name.clone()))
            .child(scene.ui.map(|ui| (chosen_by(flow, ui), to_clients(ui, "Change", None))))
            .into_node(),
        None => el("span")
            .child("No stored client for ")
            .child(el("b").child(flow.title.clone()))
            .child(scene.ui.map(|ui| (" ", to_clients(ui, "Create one", Some(draft(flow))))))
            .into_node(),
    }
}

/// By what the stored client was found.
fn chosen_by(flow: &FlowReport, ui: Ui) -> Node {
    let clients = ui.host.clients.get_untracked();
    let both = kept::stored(flow, &clients).is_some_and(|client| {
        client.client_id == flow.client_id && client.issuer.is_some() && client.issuer == flow.issuer
    });
    let says = if both { " by issuer and client_id " } else { " by what it shares with the login " };
    el("span").class("quiet mid-only").child(says).into_node()
}

fn to_clients(ui: Ui, words: &'static str, draft: Option<ClientConfig>) -> Node {
    el("button")
        .class("link")
        .attr("type", "button")
        .on(ev::click, move |_| ui.screen.set(Screen::Clients(draft.clone().map(Box::new))))
        .child(words)
        .into_node()
}

/// What a login tells of its client, to begin a stored one with.
fn draft(flow: &FlowReport) -> ClientConfig {
    let (mut all, index) = kept::learned(flow, &[]);
    all.swap_remove(index)
}

fn provider(flow: &FlowReport) -> String {
    let place = flow.issuer.as_deref().map(host).unwrap_or_default();
    match (flow.provider.as_ref(), place) {
        ("unknown", _) => say!("{}, provider not recognised", flow.provider_name),
        (_, "") => flow.provider_name.clone(),
        (_, place) => say!("{} at {}", flow.provider_name, place),
    }
}

fn when(flow: &FlowReport, scene: &Scene) -> String {
    let Some(started) = flow.started.as_deref() else { return say!("no times in the capture") };
    let ended = flow.outcome != Outcome::Incomplete;
    let took =
        flow.duration_ms.filter(|_| ended).map(|took| say!(", took {}", span(took))).unwrap_or_default();
    let moment = match scene.ui {
        Some(ui) => ui.moment(started),
        None => Moment::read(started),
    };
    let Some(moment) = moment else { return format!("{started}{took}") };
    let zone = if scene.ui.is_none_or(|ui| ui.in_utc()) { " UTC" } else { "" };
    match scene.ui {
        Some(ui) if ui.host.surface == Surface::Panel => format!("{}{zone}{took}", moment.clock()),
        Some(_) | None => format!("{}, {}{zone}{took}", moment.date(), moment.clock()),
    }
}
