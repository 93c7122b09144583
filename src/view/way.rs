//! How far a login got, where nothing failed: what shows that it works, what it waits for, what would come next.

use leptos::prelude::*;

use super::Surface;
use super::answer::save_report;
use super::dom::{IntoNode, Node, el};
use super::empty::record_all;
use super::icons::{Icon, icon};
use super::local::{local, say};
use super::scene::Scene;
use super::ui::Ui;
use super::words::rich;
use super::{Action, controls, folds, proof, step};
use crate::kept;
use crate::report::{FlowReport, StepReport};

/// What a login under way waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    AuthorizationRequest,
    Callback,
    TokenRequest,
    TokenResponse,
}

impl Awaited {
    /// The first message that was not seen.
    pub fn of(flow: &FlowReport) -> Awaited {
        let seen = |message: &str| flow.steps.iter().any(|step| step.message == message);
        if seen("token_request") {
            Awaited::TokenResponse
        } else if seen("authorization_response") || seen("callback") {
            Awaited::TokenRequest
        } else if seen("authorization_request") {
            Awaited::Callback
        } else {
            Awaited::AuthorizationRequest
        }
    }

    /// In a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Awaited::AuthorizationRequest => "Waiting for the authorization request",
            Awaited::Callback => "Waiting for the callback",
            Awaited::TokenRequest => "Waiting for the token request",
            Awaited::TokenResponse => "Waiting for the answer to the token request",
        }
    }
}

/// What has happened so far in a login under way.
pub fn so_far(flow: &FlowReport) -> String {
    let happened = match Awaited::of(flow) {
        Awaited::AuthorizationRequest => "The login has begun.",
        Awaited::Callback => "The login page is open.",
        Awaited::TokenRequest => "The provider has sent the code.",
        Awaited::TokenResponse => "The code was sent to the token endpoint.",
    };
    match flow.verdicts.fail {
        0 => say!("{} Everything up to here is right.", local(happened)),
        _ => local(happened).into_owned(),
    }
}

/// A login that works: the steps that show it, with what is right in each.
pub fn right(flow: &FlowReport, scene: &Scene) -> Node {
    let rows: Vec<Node> = flow
        .steps
        .iter()
        .filter_map(|step| Some((step, checked(step)?)))
        .map(|(step, says)| {
            let term =
                el("dt").child(step::dot(Some(step.number), flow, scene)).child(format!(" {}", step.label));
            (term, el("dd").child(rich(&says))).into_node()
        })
        .collect();
    let box_of = (!rows.is_empty()).then(|| {
        el("section")
            .class("section")
            .attr("aria-labelledby", scene.id("proof"))
            .child(el("h3").id(scene.id("proof")).child("What shows it"))
            .child(el("div").class("proof").child(el("dl").class("said-by").child(rows)))
    });
    let actions =
        scene.ui.map(|ui| el("div").class("actions").child(remember(flow, ui)).child(save_report(ui)));
    (box_of, actions).into_node()
}

/// The button that makes a good login the measure of later ones; a line where it is that already.
fn remember(flow: &FlowReport, ui: Ui) -> Option<Node> {
    flow.client_id.as_ref()?;
    let flow = flow.clone();
    let view = move || {
        let clients = ui.host.clients.get();
        let known = ui.good.with(|good| {
            kept::good_of(&flow, good, &clients).is_some_and(|good| good.flow.started == flow.started)
        });
        if known {
            let says = "Remembered: a later login of this client that fails is compared with it.";
            return el("p")
                .class("said")
                .child(icon(Icon::Check, "is-good"))
                .child(el("span").child(says))
                .into_node();
        }
        let flow = flow.clone();
        controls::button("button primary", "This worked: remember it", move || {
            let (clients, index) = kept::learned(&flow, &ui.host.clients.get_untracked());
            let key = clients.get(index).map(kept::key_of).unwrap_or_default();
            ui.act(Action::Learn { clients, key, login: flow.id.clone() });
            ui.say("Remembered, without secrets");
        })
    };
    Some(view.into_node())
}

/// The answer of a step and what was found right in it; none if nothing was looked at.
fn checked(step: &StepReport) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for parameter in step.sheets.iter().flat_map(|sheet| &sheet.parameters) {
        let name = format!("`{}`", parameter.name);
        if parameter.mark == "pass" && !names.contains(&name) && names.len() < 6 {
            names.push(name);
        }
    }
    match (names.is_empty(), step.message.as_ref()) {
        (false, _) => Some(say!("{}; right: {}", step.status_says, names.join(", "))),
        (true, "api_call" | "userinfo" | "token_request") => Some(step.status_says.clone()),
        (true, _) => None,
    }
}

const ELSEWHERE: &str = "The login went on in a popup window, another tab or another program: only what is recorded can be judged.";
const ERROR_PAGE: &str = "The provider shows its own error page instead of sending the person back: it is read as soon as it loads.";

fn point(picture: Icon, words: &'static str, note: Option<Node>) -> Node {
    let says = el("div").child(el("p").child(words)).child(note);
    el("li").child(icon(picture, "is-unseen")).child(says).into_node()
}

/// A login that was not seen to its end: what must come next, and what it means if nothing comes.
pub fn open(flow: &FlowReport, scene: &Scene) -> Node {
    let callback = flow
        .sent("redirect_uri")
        .filter(|_| Awaited::of(flow) == Awaited::Callback)
        .map(|uri| next(flow, uri, scene));
    let waits = scene.ui.is_some_and(|ui| ui.waits(flow));
    let page = waits.then(|| point(Icon::Unseen, ERROR_PAGE, None));
    let panel = scene.ui.filter(|ui| ui.host.surface == Surface::Panel);
    let found: Vec<Node> =
        folds::of_class(flow, "failure").into_iter().map(|found| folds::suspect(found, scene)).collect();
    let points = el("ul")
        .class("points")
        .child(found)
        .child(point(
            Icon::Tabs,
            ELSEWHERE,
            panel.map(|ui| el("p").class("note").child(record_all(ui)).into_node()),
        ))
        .child(page);
    let title = if waits { "If nothing comes" } else { "Where the rest may be" };
    let nothing = el("section")
        .class("section")
        .attr("aria-labelledby", scene.id("nothing"))
        .child(el("h3").id(scene.id("nothing")).child(title))
        .child(points);
    let actions = scene.ui.map(|ui| el("div").class("actions").child(save_report(ui)));
    let known = flow.diagnosis.first().and_then(|first| proof::proof(&first.evidence, flow, scene));
    (known, callback, nothing, actions).into_node()
}

fn next(flow: &FlowReport, uri: String, scene: &Scene) -> Node {
    let row = |term: &'static str, value: String| (el("dt").child(term), el("dd").child(value));
    let state = flow.sent("state").map(|state| row("", format!("state={state}")));
    let rows =
        el("dl").class("pair").child(row("Callback", uri)).child(row("with", "code".to_owned())).child(state);
    el("section")
        .class("section")
        .attr("aria-labelledby", scene.id("due"))
        .child(el("h3").id(scene.id("due")).child("What must come next"))
        .child(el("div").class("proof").child(rows))
        .into_node()
}
