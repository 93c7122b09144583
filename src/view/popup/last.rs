//! The last login of a client: its outcome in a sentence, who must act, and the advice on request.

use leptos::ev;
use leptos::prelude::*;

use super::super::Action;
use super::super::answer;
use super::super::dom::{IntoNode, Node, el};
use super::super::icons::{Icon, icon, sign};
use super::super::memory::Subject;
use super::super::moment::Moment;
use super::super::scene::Scene;
use super::super::state::{outcome_id, proven, shape};
use super::super::words::rich;
use super::{Here, report};
use crate::kept::Kept;
use crate::report::FlowReport;

/// What the last login showed, or that there was none.
pub fn last(here: Here, subject: &Subject) -> Node {
    match &subject.kept {
        Some(kept) => shown(here, subject, kept),
        None => el("section")
            .class("last")
            .attr("aria-labelledby", "last")
            .attr("data-outcome", "none")
            .child(icon(Icon::Unseen, "is-unseen"))
            .child(el("h2").id("last").child("No login was recorded yet"))
            .child(el("p").class("second").child("Until then only the configuration can be judged."))
            .child(el("div").class("row").child(copy(here, subject)))
            .into_node(),
    }
}

fn shown(here: Here, subject: &Subject, kept: &Kept) -> Node {
    let flow = &kept.flow;
    let shape = shape(flow, false);
    let (picture, class, word) = shape.parts();
    let cause = flow.diagnosis.first().map(|first| first.cause.clone()).unwrap_or_default();
    let button = (!flow.diagnosis.is_empty()).then(|| advice_button(here));
    let inside = {
        let flow = flow.clone();
        move || here.advice.get().then(|| advice(&flow))
    };
    el("section")
        .class("last")
        .attr("aria-labelledby", "last")
        .attr("data-outcome", outcome_id(flow.outcome))
        .attr("data-cause", cause)
        .child(sign(picture, class, word))
        .child(el("h2").id("last").child(rich(&answer::title(flow, shape))))
        .child(el("p").class("second").child(rich(&line(here, flow))))
        .child(el("div").class("row").child(button).child(copy(here, subject)))
        .child(inside)
        .into_node()
}

/// When, where, and who must act.
fn line(here: Here, flow: &FlowReport) -> String {
    let moment = flow.started.as_deref().and_then(|started| {
        let minutes = here.local.map_or(0, |local| local.0.run(started.to_owned()));
        Some(Moment::read(started)?.moved(minutes))
    });
    let when = moment.map(|moment| format!("{}, {}. ", moment.date(), moment.clock())).unwrap_or_default();
    let act = proven(flow).map(|first| format!(" {}", first_sentence(&first.who_says))).unwrap_or_default();
    format!("{when}{}.{act}", flow.provider_name)
}

fn first_sentence(text: &str) -> String {
    let first = text.split_once(". ").map_or(text, |(first, _)| first);
    format!("{}.", first.trim_end_matches('.'))
}

fn advice_button(here: Here) -> Node {
    let words = move || if here.advice.get() { "Hide the advice" } else { "Show the advice" };
    el("button")
        .class("button primary")
        .attr("type", "button")
        .attr("aria-expanded", move || here.advice.get().to_string())
        .attr("aria-controls", "advice")
        .on(ev::click, move |_| here.advice.toggle())
        .child(words)
        .into_node()
}

fn copy(here: Here, subject: &Subject) -> Node {
    let subject = subject.clone();
    el("button")
        .class("button")
        .attr("type", "button")
        .on(ev::click, move |_| {
            here.act(Action::Copy(report::markdown(&subject, &here.ticked(&subject.key))));
            here.say("Report copied, secrets left out");
        })
        .child(icon(Icon::Copy, ""))
        .child("Copy report")
        .into_node()
}

/// The panel's advice, and where the rest is: a popup cannot open the developer tools.
fn advice(flow: &FlowReport) -> Node {
    el("div")
        .class("advice")
        .id("advice")
        .child(answer::body(flow, &Scene::document("advice")))
        .child(el("p").class("help").child(rich(
            "The whole login, step by step, is in DevTools: press `F12` (on a Mac `⌥⌘I`) and choose `Loginscope`.",
        )))
        .into_node()
}
