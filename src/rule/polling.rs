//! Requests that ask again and again whether a person has finished: device flow (RFC 8628, section 3.4) and CIBA
//! (OpenID Connect Client-Initiated Backchannel Authentication, section 10.1). Knows no rule.

use serde_json::Value;

use crate::flow::Flow;
use crate::oauth::{DEVICE_GRANT, Message};
use crate::rule::token;

/// RFC 8628, section 3.2: without `interval` five seconds.
pub const INTERVAL: f64 = 5.0;

/// Clocks of captures are not finer than a second.
pub const GRACE: f64 = 1.0;

/// Polls of a grant, in order of time.
pub fn polls<'f, 'c>(flow: &'f Flow<'c>, grant: &'static str) -> Vec<&'f Message<'c>> {
    token::requests(flow).filter(|request| request.grant() == Some(grant)).collect()
}

/// What started it: the answer that brought the code that this poll sends.
pub fn start<'f, 'c>(flow: &'f Flow<'c>, poll: &Message<'_>) -> Option<&'f Message<'c>> {
    let name = if poll.grant() == Some(DEVICE_GRANT) { "device_code" } else { "auth_req_id" };
    let code = poll.given(name)?;
    flow.messages.iter().find(|message| message.answer.text(name) == Some(code))
}

/// A number of seconds in an answer.
pub fn seconds(message: &Message<'_>, member: &str) -> Option<f64> {
    match message.answer.json.as_ref()?.get(member)? {
        Value::String(text) => text.parse().ok(),
        other => other.as_f64(),
    }
}

/// Seconds between the starts of two requests, where both are known.
pub fn between(earlier: &Message<'_>, later: &Message<'_>) -> Option<f64> {
    Some(later.exchange.started?.seconds_since(earlier.exchange.started?))
}

/// The error code of an answer.
pub fn code<'m>(message: &'m Message<'_>) -> &'m str {
    message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default()
}
