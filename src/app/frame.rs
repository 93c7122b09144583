//! The browser's clock, frames and address: what time it is here, when something was painted, what the address asks for.

use std::time::Duration;

use js_sys::{Date, Function, Promise};
use leptos::prelude::{request_animation_frame, set_timeout, window};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since the page began; 0 where the browser has no such clock.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Marks the moment when the view was on the screen for the first time.
pub fn mark_first() {
    request_animation_frame(|| {
        request_animation_frame(|| {
            window().performance().and_then(|clock| clock.mark("loginscope:first-frame").ok());
        });
    });
}

/// Comes back when what was changed last is on the screen.
pub async fn painted() {
    let promise = Promise::new(&mut |done: Function, _| {
        request_animation_frame(move || {
            set_timeout(move || drop(done.call0(&JsValue::NULL)), Duration::ZERO)
        });
    });
    drop(JsFuture::from(promise).await);
}

/// Minutes by which this machine's clock is before UTC at a moment in RFC 3339: 60 in Berlin in winter.
pub fn minutes_before_utc(moment: &str) -> i32 {
    let offset = Date::new(&moment.into()).get_timezone_offset();
    if offset.is_finite() { -offset as i32 } else { 0 }
}

/// Whether the address has this word in its query: `?sample`.
pub fn asked_for(word: &str) -> bool {
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').split('&').any(|part| part == word)
}
