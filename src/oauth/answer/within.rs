//! An error that stands deeper in a refusal: in envelopes such as `{"response": {"rmsg": {"error": …}}}` or
//! `{"Fault": {"Error": [{…}]}}`. JSON comes in, the first error in it goes out.

use serde_json::Value;

use super::ServerError;

/// The first error that `read` finds in what an object holds, at most `depth` levels down.
pub fn first(json: &Value, depth: usize, read: fn(&Value) -> Option<ServerError>) -> Option<ServerError> {
    let depth = depth.checked_sub(1)?;
    let held = json.as_object()?.values().take(20).map(|value| value.get(0).unwrap_or(value));
    held.filter(|value| value.is_object()).find_map(|value| read(value).or_else(|| first(value, depth, read)))
}
