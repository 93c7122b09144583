//! Copies text. Where the clipboard is refused, as in panels of the developer tools, a selection is copied instead.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Copies text; says so in the console if the browser allows neither way.
pub fn copy(text: String) {
    spawn_local(async move {
        let asked = window().navigator().clipboard().write_text(&text);
        if JsFuture::from(asked).await.is_err() && copy_selection(&text).is_none() {
            web_sys::console::warn_1(&"Loginscope: the browser refused to copy".into());
        }
    });
}

fn copy_selection(text: &str) -> Option<()> {
    let focused = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document().create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("hidden");
    area.set_value(text);
    document().body()?.append_child(&area).ok()?;
    area.select();
    let copied = document().dyn_into::<HtmlDocument>().ok()?.exec_command("copy");
    area.remove();
    if let Some(element) = focused {
        drop(element.focus());
    }
    copied.ok()?.then_some(())
}
