//! A button with words on it. What it does comes in.

use leptos::ev;

use super::dom::{IntoNode, Node, el};

/// A button of a class: `button`, `button primary`, `button plain`, `link`.
pub fn button(class: &'static str, words: &'static str, press: impl Fn() + Send + 'static) -> Node {
    el("button").class(class).attr("type", "button").on(ev::click, move |_| press()).child(words).into_node()
}
