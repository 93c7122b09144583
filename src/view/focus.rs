//! Moves the focus and the view within the document, by id.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Brings an element into view, after what was just changed has been drawn.
pub fn show(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id) {
            element.scroll_into_view();
        }
    });
}

/// Gives an element the focus, after what was just changed has been drawn.
pub fn give(id: String) {
    request_animation_frame(move || {
        if let Some(element) = element(&id) {
            let _ = element.focus();
        }
    });
}

thread_local! {
    /// What had the focus before something opened that took it.
    static BEFORE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Remembers what has the focus.
pub fn keep() {
    BEFORE.set(document().active_element().and_then(|element| element.dyn_into().ok()));
}

/// Gives the focus back to what was remembered.
pub fn give_back() {
    if let Some(element) = BEFORE.take() {
        let _ = element.focus();
    }
}

/// Whether the focus is where letters are typed.
pub fn in_field() -> bool {
    let tag = document().active_element().map(|element| element.tag_name().to_ascii_uppercase());
    matches!(tag.as_deref(), Some("INPUT" | "TEXTAREA" | "SELECT"))
}

/// The id of what has the focus; empty if it has none.
pub fn current() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}

/// Width and height of the window, in pixels.
pub fn room() -> (f64, f64) {
    let [width, height] = [window().inner_width(), window().inner_height()]
        .map(|side| side.ok().and_then(|side| side.as_f64()));
    (width.unwrap_or(0.0), height.unwrap_or(0.0))
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Brings an element into view only where it is out of it. With three columns the last one scrolls by itself.
pub fn reach(id: &'static str) {
    request_animation_frame(move || {
        let Some(element) = element(id) else { return };
        let column = element.parent_element().filter(|_| room().0 > 1200.0);
        let seen = column.is_some_and(|column| {
            let from = column.scroll_top();
            (from..from + column.client_height() - 60).contains(&element.offset_top())
        });
        if !seen {
            element.scroll_into_view();
        }
    });
}
