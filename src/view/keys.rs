//! The keyboard: single letters outside of fields, Escape everywhere, and the list of them.

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use super::advice::advice;
use super::dom::{IntoNode, Node, el};
use super::focus;
use super::ui::{Screen, Ui};

/// Listens on the window for as long as the surface lives: to keys, and to how much room there is.
pub fn listen(ui: Ui) {
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| pressed(ui, &event));
        let sizes = window_event_listener(ev::resize, move |_| measure(ui));
        measure(ui);
        on_cleanup(move || {
            keys.remove();
            sizes.remove();
        });
    });
}

/// One column up to 960 pixels, and little height up to 416, as the style sheet has it.
fn measure(ui: Ui) {
    let (width, height) = focus::room();
    let narrow = width <= 960.0;
    for (state, is) in [(ui.narrow, narrow), (ui.low, narrow && height <= 416.0)] {
        if state.get_untracked() != is {
            state.set(is);
        }
    }
}

fn pressed(ui: Ui, event: &KeyboardEvent) {
    if event.key() == "Escape" {
        close(ui);
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() || focus::in_field() {
        return;
    }
    match event.key().as_str() {
        "/" => focus::give("filter".to_owned()),
        "?" => ui.keys.toggle(),
        _ if ui.screen.get_untracked() != Screen::Answer => return,
        "j" => drop(ui.choose_beside(1)),
        "k" => drop(ui.choose_beside(-1)),
        "n" => ui.choose_step_beside(1),
        "p" => ui.choose_step_beside(-1),
        "c" => copy(ui),
        "e" => open_wrong(ui),
        _ => return,
    }
    event.prevent_default();
}

/// Closes what was opened last and gives the focus back.
fn close(ui: Ui) {
    if ui.keys.get_untracked() {
        ui.keys.set(false);
    } else if ui.pasting.get_untracked() {
        ui.pasting.set(false);
    } else if ui.unfolded.get_untracked() {
        ui.unfolded.set(false);
    } else if focus::current() == "filter" && !ui.filter.with_untracked(String::is_empty) {
        ui.filter.set(String::new());
    } else if ui.screen.get_untracked() != Screen::Answer {
        ui.screen.set(Screen::Answer);
    }
}

fn copy(ui: Ui) {
    if let Some(flow) = ui.flow.get_untracked() {
        ui.copy(advice(&flow), "Advice copied, secrets left out");
    }
}

/// Shows the step that is broken, at its exchange.
fn open_wrong(ui: Ui) {
    let number = ui.flow.get_untracked().and_then(|flow| super::list::telling_step(&flow));
    if let Some(number) = number {
        ui.choose_step(number);
        focus::show("exchange");
    }
}

const KEYS: [(&str, &str); 10] = [
    ("/", "Filter the logins"),
    ("j", "Next login in the list"),
    ("k", "Previous login in the list"),
    ("n", "Next step"),
    ("p", "Previous step"),
    ("c", "Copy advice"),
    ("e", "Show the wrong exchange"),
    ("↑ ↓", "Move in the list of logins"),
    ("Home End", "First and last login"),
    ("Esc", "Close what was opened last"),
];

/// The list of keys, while it is open: it has the focus, and gives it back.
pub fn help(ui: Ui) -> Node {
    Effect::new(move |was: Option<bool>| {
        let is = ui.keys.get();
        match (was.unwrap_or(false), is) {
            (false, true) => {
                focus::keep();
                focus::give("keys-close".to_owned());
            }
            (true, false) => focus::give_back(),
            (true, true) | (false, false) => {}
        }
        is
    });
    let view = move || {
        ui.keys.get().then(|| {
            let rows: Vec<Node> = KEYS
                .into_iter()
                .map(|(key, does)| (el("dt").child(el("kbd").child(key)), el("dd").child(does)).into_node())
                .collect();
            el("section")
                .class("keys")
                .attr("role", "dialog")
                .attr("aria-label", "Keys")
                .child(el("h2").child("Keys"))
                .child(el("dl").child(rows))
                .child(
                    el("button")
                        .class("button")
                        .id("keys-close")
                        .attr("type", "button")
                        .on(ev::click, move |_| ui.keys.set(false))
                        .child("Close"),
                )
        })
    };
    view.into_node()
}
