//! The browser's clock, frames and address: what time it is here, when the first frame was painted, what the address asks
//! for, which tab is inspected.

use js_sys::{Date, Reflect};
use leptos::prelude::{request_animation_frame, window};
use wasm_bindgen::JsValue;

/// Marks the moment when the view was on the screen for the first time.
pub fn mark_first() {
    request_animation_frame(|| {
        request_animation_frame(|| {
            window().performance().and_then(|clock| clock.mark("loginscope:first-frame").ok());
        });
    });
}

/// Minutes by which this machine's clock is before UTC at a moment in RFC 3339: 60 in Berlin in winter.
pub fn minutes_before_utc(moment: &str) -> i32 {
    let offset = Date::new(&moment.into()).get_timezone_offset();
    if offset.is_finite() { -offset as i32 } else { 0 }
}

/// Whether the address has this word in its query: `?sample`.
pub fn asked_for(word: &str) -> bool {
    query().split('&').any(|part| part == word)
}

/// The value that the address has for this word in its query: `?tab=7`.
pub fn asked_value(word: &str) -> Option<String> {
    let value = |part: &str| part.strip_prefix(word)?.strip_prefix('=').map(str::to_owned);
    query().split('&').find_map(value)
}

fn query() -> String {
    window().location().search().unwrap_or_default().trim_start_matches('?').to_owned()
}

/// The number of the tab that the developer tools inspect, in a panel.
pub fn inspected_tab() -> Option<f64> {
    ["chrome", "devtools", "inspectedWindow", "tabId"]
        .iter()
        .try_fold(js_sys::global().into(), |object: JsValue, name| Reflect::get(&object, &(*name).into()))
        .ok()?
        .as_f64()
}
