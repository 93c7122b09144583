//! The browser's clock, frames and address: what time it is here, when the first frame was painted, what the address asks
//! for.

use js_sys::Date;
use leptos::prelude::{request_animation_frame, window};

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
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').split('&').any(|part| part == word)
}
