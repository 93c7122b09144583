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

/// `{"field": "redirect_uri", "code": "invalid"}` (Strava): the two together are the sentence.
pub fn of_field(entry: &Value, error: ServerError) -> ServerError {
    // `{"errors": [{"description": "authorization_pending"}]}` (Webex).
    if error.code.is_empty() && is_code(&error.description) {
        let names = (error.names.1.clone(), String::new());
        return ServerError { code: error.description, description: String::new(), names };
    }
    let field = ["field", "parameter", "param"].iter().find_map(|name| entry.get(name)?.as_str());
    match field.filter(|_| error.description.is_empty() && !error.code.contains('_')) {
        Some(field) => {
            ServerError { description: format!("{field} {}", error.code), code: String::new(), ..error }
        }
        None => error,
    }
}

/// The same, where a code of RFC 8628 stands in the sentence's place: `{"status": 400, "message": "authorization_pending"}`.
pub fn coded(error: ServerError) -> ServerError {
    let of_device = ["authorization_pending", "slow_down", "expired_token"];
    let no_code = error.code.bytes().all(|byte| byte.is_ascii_digit());
    match no_code && of_device.contains(&error.description.as_str()) {
        true => ServerError {
            code: error.description,
            description: String::new(),
            names: (error.names.1, String::new()),
        },
        false => error,
    }
}

/// Whether a text is written as the specifications write their codes.
fn is_code(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
