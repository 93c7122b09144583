//! The only doors between the browser's scripts and Rust: a start, a port, bytes to judge. Thin: what is behind them is in
//! `app`, in `worker` and in the pipeline.

use wasm_bindgen::prelude::*;

/// The page's module.
#[cfg(feature = "view")]
mod page {
    use js_sys::Function;

    use super::*;
    use crate::app::{self, fault};
    use crate::print;
    use crate::view::Surface;

    /// Shows the panel of the developer tools. `connect` promises a port to an engine, a new one each time; `record_all`
    /// is called with whether all tabs are to be recorded.
    #[wasm_bindgen]
    pub fn start_panel(connect: Function, record_all: Function) {
        fault::watch();
        app::start(Surface::Panel, connect, Some(record_all));
    }

    /// Tells the panel whether all tabs are recorded.
    #[wasm_bindgen]
    pub fn hear_everywhere(on: bool) {
        app::hear_everywhere(on);
    }

    /// A report, as JSON text, as one HTML document with this style sheet.
    ///
    /// # Errors
    /// If the text is no report.
    #[wasm_bindgen]
    pub fn html(report: &str, style: &str) -> Result<String, JsError> {
        Ok(print::styled_html(&serde_json::from_str(report)?, style))
    }

    /// Shows the offline page. `connect` promises a port to an engine, a new one each time.
    #[wasm_bindgen]
    pub fn start_page(connect: Function) {
        fault::watch();
        app::start(Surface::Page, connect, None);
    }

    /// Shows the popup of the extension's button. `connect` promises a port to an engine, a new one each time.
    #[wasm_bindgen]
    pub fn start_popup(connect: Function) {
        fault::watch();
        app::start(Surface::Popup, connect, None);
    }
}

/// The engine's module.
#[cfg(feature = "engine")]
mod engine {
    use super::*;
    use crate::config::ClientConfig;
    use crate::worker::{self, Port};
    use crate::{analyse, capture, config, print};

    /// Begins to answer the page on a port. `is_live`: there is a browser to listen to. `turn`: how long, in milliseconds,
    /// reading may keep this thread from everything else.
    #[wasm_bindgen]
    pub fn serve(port: Port, is_live: bool, turn: f64) {
        worker::serve(port, is_live, turn);
    }

    /// What the extension's devtools page asks about each entry of the browser, before anything is held of it.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Watch(capture::Watch);

    #[wasm_bindgen]
    impl Watch {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Watch {
            Watch::default()
        }

        /// Whether an entry cannot matter by these alone.
        pub fn is_idle(&self, resource_type: &str, url: &str, referer: &str) -> bool {
            self.0.is_idle(resource_type, url, referer)
        }

        /// Takes an entry without its body; answers which entries matter now, or nothing if its body may matter.
        pub fn offer(&mut self, entry: String) -> Option<Vec<String>> {
            self.0.offer(entry)
        }

        /// Takes an entry with all that is known of it; answers which entries matter now.
        pub fn take(&mut self, entry: String) -> Vec<String> {
            self.0.take(entry)
        }
    }

    /// The report on one capture, as the line of JSON that the command line prints. `configs` is the text of a client
    /// configuration, or empty.
    ///
    /// # Errors
    /// If the capture or the configuration cannot be read; the message is the reader's own.
    #[wasm_bindgen]
    pub fn check(bytes: &[u8], file_name: &str, configs: &str) -> Result<String, JsError> {
        let clients = if configs.is_empty() { Vec::new() } else { config::read(configs)?.0 };
        let addresses = clients.iter().flat_map(ClientConfig::addresses);
        let capture = capture::read_for(file_name, bytes, addresses)?;
        Ok(print::json_lines([&analyse(&[capture], &clients)]))
    }
}
