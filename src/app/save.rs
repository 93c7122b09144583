//! Saves text as a file, by a download of the browser.

use gloo::file::{Blob, ObjectUrl};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Offers the text for saving under this name; nothing happens where the browser refuses.
pub fn save(name: &str, media_type: &str, text: &str) -> Option<()> {
    let address = ObjectUrl::from(Blob::new_with_options(text, Some(media_type)));
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Some(())
}
