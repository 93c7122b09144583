//! The whole of a surface: bar, logins, answer, sequence and exchange, or what stands in their place.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{IntoNode, Node, el};
use super::held::Derived;
use super::icons::{Icon, icon};
use super::local::local;
use super::scene::Scene;
use super::state::{outcome_id, shape};
use super::ui::{Screen, Ui};
use super::words::plain;
use super::{Host, Surface, answer, bar, clients, empty, exchange, flows, keys, popup, sequence};
use crate::report::FlowReport;

/// Everything that a person sees.
pub fn surface(host: Host) -> Node {
    match host.surface {
        Surface::Panel | Surface::Page => whole(host),
        Surface::Popup => popup::popup(host),
    }
}

fn whole(host: Host) -> Node {
    let ui = Ui::new(host);
    keys::listen(ui);
    (
        el("a").class("skip").attr("href", "#answer").child("To the answer"),
        el("div").class("panel").child(bar::bar(ui)).child(inside(ui)),
        el("p").class("hidden").attr("role", "status").child(announced(ui)),
        toast(ui),
        keys::help(ui),
    )
        .into_node()
}

fn inside(ui: Ui) -> Node {
    let any = Derived::new(move || ui.total.get() > 0);
    let view = move || match (ui.screen.get(), any.get()) {
        (Screen::Clients(draft), _) => clients::clients(ui, draft.map(|draft| *draft)),
        (Screen::Answer, true) => columns(ui),
        (Screen::Answer, false) => empty::empty(ui),
    };
    view.into_node()
}

fn columns(ui: Ui) -> Node {
    ui.draw_in_turns();
    el("div")
        .class("columns")
        .child(flows::flows(ui))
        .child(el("main").child(empty::notice(ui)).child(article(ui)))
        .child(aside(ui))
        .into_node()
}

fn article(ui: Ui) -> Node {
    let of = move |read: fn(&FlowReport) -> String| {
        move || ui.flow.with(|flow| flow.as_ref().map(|flow| read(flow)).unwrap_or_default())
    };
    let inside = move || {
        let captures = ui.captures.get();
        ui.flow.get().map(|flow| answer::answer(flow, captures, ui))
    };
    el("article")
        .class("answer")
        .id("answer")
        .attr("aria-labelledby", "cause")
        .attr("tabindex", "-1")
        .attr("data-outcome", of(|flow| outcome_id(flow.outcome).to_owned()))
        .attr(
            "data-cause",
            of(|flow| flow.diagnosis.first().map(|first| first.cause.to_string()).unwrap_or_default()),
        )
        .child(inside)
        .into_node()
}

fn aside(ui: Ui) -> Node {
    let selected = Derived::new(move || ui.flow.get().and_then(|flow| ui.step_of(&flow)));
    let diagram = ui.later(2, move || {
        ui.flow.get().map(|flow| sequence::sequence(&flow, selected.get(), &Scene::surface(ui)))
    });
    let step = Derived::new(move || {
        let flow: Arc<FlowReport> = ui.flow.get()?;
        let number = selected.get()?;
        flow.steps.iter().find(|step| step.number == number).map(|step| (flow.id.clone(), step.clone()))
    });
    let part = el("div").id("exchange").class("exchange").child(ui.later(3, move || {
        step.with(|step| step.as_ref().map(|(_, step)| exchange::exchange(step, &Scene::surface(ui))))
    }));
    el("aside")
        .class("aside")
        .attr("aria-label", "Sequence and exchange")
        .child(diagram)
        .child(part)
        .into_node()
}

/// A new outcome, said once to those who do not see it: of the newest login, whichever one is being read.
fn announced(ui: Ui) -> Node {
    let says = move || {
        let report = ui.host.report.get();
        let newest = report.flows.last()?;
        let shape = shape(newest, ui.waits(newest));
        Some(format!("{}: {}", local(shape.parts().2), plain(&answer::title(newest, shape))))
    };
    says.into_node()
}

fn toast(ui: Ui) -> Node {
    let said =
        move || ui.toast.get().map(|said| el("span").class("toast").child(icon(Icon::Check, "")).child(said));
    el("div").class("toasts").attr("role", "status").child(said).into_node()
}
