//! The provider's discovery document in the form of a client, on request: issuer and endpoints are taken from it.

use leptos::ev;
use leptos::prelude::*;

use super::super::dom::{IntoNode, Node, el};
use super::super::held::State;
use super::super::ui::Ui;
use super::super::words::rich;
use super::super::{Action, Discovered, Surface, discovery};
use super::check::check;
use super::form::Field;
use crate::config::ClientConfig;

/// The button, and what became of it. Where the host cannot ask, the way to a page that can.
pub fn discover(ui: Ui, base: State<ClientConfig>, fields: &[Field]) -> Option<Node> {
    let issuer = *fields.iter().find(|field| field.name == "issuer")?;
    ui.host.discovered.set(None);
    if !ui.host.can_discover {
        return (ui.host.surface == Surface::Panel).then(|| {
            let link = el("a").attr("href", "page.html?clients").attr("target", "_blank");
            el("p")
                .class("help")
                .child(link.child("Clients in a tab of their own"))
                .child(" can also be read from discovery.")
                .into_node()
        });
    }
    Effect::new(move |_| {
        if let Some(Discovered::Text(text)) = ui.host.discovered.get() {
            let mut config = base.get_untracked();
            if discovery::take(&mut config, &text).is_ok() {
                issuer.value.set(config.issuer.clone().unwrap_or_default());
                issuer.judge();
                base.set(config);
            }
        }
    });
    let says = move || match ui.host.discovered.get()? {
        Discovered::Waiting => Some("Asking the provider…".to_owned()),
        Discovered::Refused => Some("The browser was not allowed to read it.".to_owned()),
        Discovered::Failed(says) => Some(says),
        Discovered::Text(text) => Some(match discovery::take(&mut ClientConfig::default(), &text) {
            Ok(()) => {
                "Issuer and endpoints are taken from the discovery document. Save to keep them.".to_owned()
            }
            Err(says) => says,
        }),
    };
    let ask = move |_| {
        let asked = issuer.value.get_untracked().trim().to_owned();
        match check("issuer", &asked)
            .or_else(|| asked.is_empty().then(|| "Enter the issuer first.".to_owned()))
        {
            Some(wrong) => issuer.said.set(Some(wrong)),
            None => ui.act(Action::Discover(asked)),
        }
    };
    let button = el("button").class("button").attr("type", "button").on(ev::click, ask);
    Some(
        el("div")
            .class("actions")
            .child(button.child("Read from discovery…"))
            .child(
                el("span")
                    .class("second")
                    .attr("role", "status")
                    .child(move || says().map(|says| rich(&says).into_node())),
            )
            .into_node(),
    )
}
