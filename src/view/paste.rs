//! Pasted text: a button that opens a field, and the field, which hands what was pasted to the host.

use leptos::ev;
use leptos::prelude::*;

use super::dom::{IntoNode, Node, el};
use super::held::State;
use super::ui::Ui;
use super::{Action, controls, focus};

/// The button that opens the field.
pub fn button(ui: Ui, words: &'static str, primary: bool) -> Node {
    el("button")
        .class(move || if primary && !ui.pasting.get() { "button primary" } else { "button" })
        .attr("type", "button")
        .attr("aria-expanded", move || ui.pasting.get().to_string())
        .attr("aria-controls", "paste")
        .on(ev::click, move |_| {
            ui.pasting.toggle();
            focus::give("paste-text".to_owned());
        })
        .child(words)
        .into_node()
}

/// The field, where it was opened.
pub fn area(ui: Ui) -> Node {
    let text = State::new(String::new());
    let view = move || ui.pasting.get().then(|| opened(ui, text));
    view.into_node()
}

fn opened(ui: Ui, text: State<String>) -> Node {
    let field = el("textarea")
        .class("input bytes")
        .id("paste-text")
        .attr("name", "paste")
        .attr("rows", "6")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "paste-help")
        .prop("value", text)
        .on(ev::input, move |event| text.set(event_target_value(&event)));
    el("div")
        .class("paste field")
        .id("paste")
        .child(el("label").attr("for", "paste-text").child(
            "A HAR, the output of curl -v, raw HTTP, a callback’s address, a token, or an error’s text",
        ))
        .child(field)
        .child(el("p").class("help").id("paste-help").child("It is read here and is not sent anywhere."))
        .child(el("div").class("actions flush").child(judge(ui, text)).child(controls::button(
            "button",
            "Cancel",
            move || ui.pasting.set(false),
        )))
        .into_node()
}

fn judge(ui: Ui, text: State<String>) -> Node {
    el("button")
        .class("button primary")
        .attr("type", "button")
        .attr("disabled", move || text.with(|text| text.trim().is_empty()))
        .on(ev::click, move |_| {
            let pasted = text.get_untracked();
            ui.pasting.set(false);
            text.set(String::new());
            ui.act(Action::Paste(pasted));
        })
        .child("Judge this text")
        .into_node()
}
