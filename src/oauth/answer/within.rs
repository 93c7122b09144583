//! An error that stands deeper in a refusal: in envelopes such as `{"response": {"rmsg": {"error": …}}}` or
//! `{"Fault": {"Error": [{…}]}}`, or the answer of another server that a client's refusal repeats. JSON comes in, the first
//! error in it goes out.

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

/// The answer of another server in what an object holds, also as a text of its own: an object whose `error` is a code of the
/// specifications, or described as they do it (RFC 6749, section 5.2).
pub fn repeated(json: &Value, depth: usize) -> Option<ServerError> {
    let depth = depth.checked_sub(1)?;
    let held =
        || json.as_object().into_iter().flatten().take(20).map(|(_, value)| value.get(0).unwrap_or(value));
    held().find_map(|value| {
        let printed = value.as_str().and_then(printed);
        let value = printed.as_ref().unwrap_or(value);
        let text = |name: &str| value.get(name)?.as_str();
        let description = text("error_description");
        let is_one = |code: &&str| description.is_some() || super::is_registered_error(code);
        let Some(code) = text("error").filter(is_one) else { return repeated(value, depth) };
        let names = ("error".to_owned(), "error_description".to_owned());
        let description = description.unwrap_or_default().to_owned();
        Some(ServerError { code: code.to_owned(), description, names })
    })
}

/// A JSON object that is printed as a text.
fn printed(text: &str) -> Option<Value> {
    let text = text.trim();
    serde_json::from_str(text).ok().filter(|_| text.starts_with('{') && text.len() < 8000)
}

/// Whether a GraphQL answer tells of errors and has no data (GraphQL, section 7.1).
pub fn gives_nothing(json: &Value) -> bool {
    let is_empty =
        |data: &Value| data.is_null() || data.as_object().is_some_and(|all| all.values().all(Value::is_null));
    json.get("errors").is_some_and(Value::is_array) && json.get("data").is_none_or(is_empty)
}

/// All texts of an object, in order.
pub fn texts(json: &Value, depth: usize) -> Vec<&str> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    match json {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().take(8).flat_map(|item| texts(item, depth)).collect(),
        Value::Object(members) => members.values().take(20).flat_map(|value| texts(value, depth)).collect(),
        _ => Vec::new(),
    }
}
