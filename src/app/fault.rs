//! A fault of our own must be seen: a panic ends the wasm for good, so its message takes the page's place. The way out
//! is plain links, because nothing of Rust may be called any more.

use std::panic;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use crate::view::local::local;

/// Shows a panic instead of a silent page. Where there is no page, the console has it.
pub fn watch() {
    panic::set_hook(Box::new(|fault| {
        web_sys::console::error_1(&fault.to_string().into());
        show(&fault.to_string());
    }));
}

fn show(says: &str) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let here = window.location().pathname().ok()?;
    let notice = element(&document, "main", "notice", "")?;
    notice.set_attribute("role", "alert").ok()?;
    append(&notice, &element(&document, "h1", "", "Loginscope stopped by a fault of its own")?);
    append(&notice, &element(&document, "pre", "", says)?);
    let ways = element(&document, "p", "actions flush", "")?;
    let again = element(&document, "a", "button primary", "Start again")?;
    again.set_attribute("href", &here).ok()?;
    append(&ways, &again);
    if here.ends_with("/panel.html") {
        append(&notice, &element(&document, "p", "second", "What was recorded is kept.")?);
        let empty = element(&document, "a", "button", "Start again without what was recorded")?;
        empty.set_attribute("href", &format!("{here}?empty")).ok()?;
        append(&ways, &empty);
    }
    append(&notice, &ways);
    document.body()?.replace_children_with_node_1(&notice);
    Some(())
}

fn element(document: &Document, name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(&local(text)));
    Some(element)
}

fn append(parent: &Element, child: &Element) {
    drop(parent.append_with_node_1(child));
}

/// What the browser says of an error.
pub fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
