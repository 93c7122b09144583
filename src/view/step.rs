//! A step's number as a dot; pressing it shows the exchange.

use leptos::ev;

use super::dom::{IntoNode, Node, el};
use super::focus;
use super::local::say;
use super::scene::Scene;
use crate::report::FlowReport;

/// The dot of a step; nothing for what has no step.
pub fn dot(number: Option<usize>, flow: &FlowReport, scene: &Scene) -> Option<Node> {
    let number = number?;
    let broken = flow.steps.iter().any(|step| step.number == number && step.state == "broken");
    let class = if broken { "step is-broken" } else { "step" };
    let Some(ui) = scene.ui else {
        return Some(el("span").class(class).child(number.to_string()).into_node());
    };
    let link = el("a")
        .class(class)
        .attr("href", scene.link("exchange"))
        .attr("aria-label", say!("Step {}", number))
        .on(ev::click, move |event| {
            event.prevent_default();
            ui.choose_step(number);
            focus::reach("exchange");
        })
        .child(number.to_string());
    Some(link.into_node())
}
