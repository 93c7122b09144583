//! An error that stands deeper in a refusal: in envelopes such as `{"response": {"rmsg": {"error": …}}}` or
//! `{"Fault": {"Error": [{…}]}}`. JSON comes in, the first error in it goes out.

use serde_json::Value;

use super::ServerError;

/// The first error that `read` finds in what an object holds, at most `depth` levels down.
pub fn first(json: &Value, depth: usize, read: fn(&Value) -> Option<ServerError>) -> Option<ServerError> {
    let depth = depth.checked_sub(1)?;
    // `{"errors": ["…"]}` (Vault and others).
    let sentence = ["errors", "messages"].iter().find_map(|name| json.get(name)?.get(0)?.as_str());
    if let Some(says) = sentence.filter(|says| says.contains(' ')) {
        let names = (String::new(), "errors.0".to_owned());
        return Some(ServerError { code: String::new(), description: says.to_owned(), names });
    }
    let held = json.as_object()?.values().take(20).map(|value| value.get(0).unwrap_or(value));
    held.filter(|value| value.is_object()).find_map(|value| read(value).or_else(|| first(value, depth, read)))
}
