//! The only doors between the browser's scripts and Rust: a start, raw entries, bytes to judge. Thin: what is behind
//! them is in `app` and in the pipeline.

use wasm_bindgen::prelude::*;

use crate::app::{self, fault};
use crate::view::Surface;
use crate::{analyse, capture, config, print};

/// Shows the panel of the developer tools and begins to listen for its entries.
#[wasm_bindgen]
pub fn start_panel() {
    fault::watch();
    app::start(Surface::Panel);
}

/// Shows the offline page.
#[wasm_bindgen]
pub fn start_page() {
    fault::watch();
    app::start(Surface::Page);
}

/// Takes one entry as the developer tools deliver it: an object, or its JSON text. What is no entry is left out.
#[wasm_bindgen]
pub fn feed(entry: JsValue) {
    app::feed(std::iter::once(entry));
}

/// Whether the body of an answer may matter, so that it is worth asking the browser for. `resource_type` is Chrome's
/// `_resourceType`, or empty.
#[wasm_bindgen]
pub fn wants_body(method: &str, url: &str, media_type: &str, resource_type: &str) -> bool {
    capture::wants_body(method, url, media_type, resource_type)
}

/// The report on one capture, as the JSON that the command line prints. `configs` is the text of a client
/// configuration, or empty.
///
/// # Errors
/// If the capture or the configuration cannot be read; the message is the reader's own.
#[wasm_bindgen]
pub fn check(bytes: &[u8], file_name: &str, configs: &str) -> Result<String, JsError> {
    let clients = if configs.is_empty() { Vec::new() } else { config::read(configs)?.0 };
    let capture = capture::read(file_name, bytes)?;
    Ok(print::json(&analyse(&[capture], &clients)))
}
