//! A button with words on it. What it does comes in.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// A button of a class: `button`, `button primary`, `button plain`, `link`.
pub fn button(class: &'static str, words: &'static str, press: impl Fn() + 'static) -> AnyView {
    html::button().class(class).attr("type", "button").on(ev::click, move |_| press()).child(words).into_any()
}
