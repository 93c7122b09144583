//! A value as it may be shown. A secret is its length and an eye: pressing asks for this one value, shows it to the
//! person looking, and leaving the login masks it again. A document says only what was taken out.

use leptos::ev;

use super::bytes;
use super::dom::{IntoNode, Node, el};
use super::icons::{Icon, icon};
use super::local::say;
use super::scene::Scene;
use super::ui::Ui;
use super::words::{count, number};
use crate::report::{Place, Value};

/// The value of a parameter called `name`.
pub fn value(value: &Value, name: &str, scene: &Scene) -> Node {
    match value {
        Value::Shown { text, marks } => bytes::shown(bytes::runs(text, marks), None).into_node(),
        Value::Absent => el("mark").class("differs").child("not sent").into_node(),
        Value::Secret { length, shape, place } => match scene.ui {
            Some(ui) => masked(ui, name.to_owned(), (*length, shape.clone()), place.clone()),
            None => taken_out(*length, shape),
        },
    }
}

fn taken_out(length: usize, shape: &str) -> Node {
    let words = say!("taken out, {}", described(length, shape));
    el("span").class("words").child(words).into_node()
}

/// The length and what else can be told; the length only once.
fn described(length: usize, shape: &str) -> String {
    let told = format!("{} ", number(length));
    let length = count(length, "character", "characters");
    match shape {
        "" => length,
        shape if shape.starts_with(told.as_str()) => shape.to_owned(),
        shape => format!("{length}, {shape}"),
    }
}

fn masked(ui: Ui, name: String, (length, shape): (usize, String), place: Place) -> Node {
    let said = described(length, &shape);
    let view = move || match ui.revealed(&place) {
        None => eye(ui, say!("Show {}, {}", name, said), said.clone(), place.clone()),
        Some(Some(clear)) => clear_value(ui, clear, place.clone()),
        Some(None) => {
            el("span").class("words").child(say!("{}; the value is no longer held", said)).into_node()
        }
    };
    view.into_node()
}

fn eye(ui: Ui, label: String, said: String, place: Place) -> Node {
    el("button")
        .class("secret")
        .attr("type", "button")
        .attr("aria-label", label)
        .on(ev::click, move |_| ui.reveal(&place))
        .child(el("span").class("dots").attr("aria-hidden", "true").child("••••••••"))
        .child(el("span").child(said))
        .child(icon(Icon::Eye, ""))
        .into_node()
}

fn clear_value(ui: Ui, clear: String, place: Place) -> Node {
    el("span")
        .class("secret shown")
        .child(el("code").child(clear))
        .child(
            el("button")
                .class("link")
                .attr("type", "button")
                .on(ev::click, move |_| ui.hide(&place))
                .child("Hide"),
        )
        .into_node()
}
