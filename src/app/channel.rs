//! The channel to the extension's devtools page, which collects entries from the moment the developer tools open. The
//! engine listens on it; here are its name, and the way from what was collected to a file.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{frame, save};

/// Milliseconds that the devtools page has for its answer.
const PATIENCE: u32 = 10_000;

/// One channel for each inspected tab: every open devtools page of the extension would hear it otherwise. None where
/// this is no panel.
pub fn name() -> Option<String> {
    frame::inspected_tab().map(|tab| format!("loginscope-{tab}"))
}

/// Saves all entries that were collected as a HAR file. They are what the browser's own export with sensitive data holds.
pub fn save_recording() {
    let Some(channel) = name().and_then(|name| BroadcastChannel::new(&name).ok()) else { return };
    let hear = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
        let kept = Reflect::get(&message.data(), &"kept".into()).ok();
        if let Some(entries) = kept.and_then(|kept| kept.dyn_into::<Array>().ok()) {
            save::save("recording.har", "application/json", &har(&entries));
        }
    });
    channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    drop(channel.post_message(&"save".into()));
    Timeout::new(PATIENCE, move || channel.close()).forget();
}

fn har(entries: &Array) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let creator = format!(r#"{{"name":"Loginscope","version":"{version}"}}"#);
    let entries = String::from(entries.join(",\n"));
    format!("{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":[\n{entries}\n]}}}}\n")
}
