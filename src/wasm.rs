//! The only doors between the browser's scripts and Rust: a start, a port, bytes to judge. Thin: what is behind them is in
//! `app`, in `worker` and in the pipeline.

use wasm_bindgen::prelude::*;

/// The page's module.
#[cfg(feature = "view")]
mod page {
    use js_sys::Function;

    use super::*;
    use crate::app::{self, fault};
    use crate::view::Surface;

    /// Shows the panel of the developer tools. `connect` promises a port to an engine, a new one each time.
    #[wasm_bindgen]
    pub fn start_panel(connect: Function) {
        fault::watch();
        app::start(Surface::Panel, connect);
    }

    /// Shows the offline page. `connect` promises a port to an engine, a new one each time.
    #[wasm_bindgen]
    pub fn start_page(connect: Function) {
        fault::watch();
        app::start(Surface::Page, connect);
    }

    /// Shows the popup of the extension's button. `connect` promises a port to an engine, a new one each time.
    #[wasm_bindgen]
    pub fn start_popup(connect: Function) {
        fault::watch();
        app::start(Surface::Popup, connect);
    }
}

/// The engine's module.
#[cfg(feature = "engine")]
mod engine {
    use super::*;
    use crate::worker::{self, Port};
    use crate::{analyse, capture, config, print};

    /// Begins to answer the page on a port. `is_live`: there is a browser to listen to. `turn`: how long, in milliseconds,
    /// reading may keep this thread from everything else.
    #[wasm_bindgen]
    pub fn serve(port: Port, is_live: bool, turn: f64) {
        worker::serve(port, is_live, turn);
    }

    /// Whether the body of an answer may matter, so that it is worth asking the browser for. `resource_type` is Chrome's
    /// `_resourceType`, or empty.
    #[wasm_bindgen]
    pub fn wants_body(method: &str, url: &str, media_type: &str, resource_type: &str) -> bool {
        capture::wants_body(method, url, media_type, resource_type)
    }

    /// The report on one capture, as the line of JSON that the command line prints. `configs` is the text of a client
    /// configuration, or empty.
    ///
    /// # Errors
    /// If the capture or the configuration cannot be read; the message is the reader's own.
    #[wasm_bindgen]
    pub fn check(bytes: &[u8], file_name: &str, configs: &str) -> Result<String, JsError> {
        let clients = if configs.is_empty() { Vec::new() } else { config::read(configs)?.0 };
        let capture = capture::read(file_name, bytes)?;
        Ok(print::json_lines([&analyse(&[capture], &clients)]))
    }
}
