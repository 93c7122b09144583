//! Bodies as exporters write them: text, parameters, base64, cut, packed or replaced by a mark. "Not recorded" is never
//! "empty".

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{list, number, text};
use crate::capture::{encoding, unpack};
use crate::http::{Body, Headers};

/// The body of a request.
pub fn of_request(request: &Value, method: &str, headers: &Headers) -> Body {
    // HTTP Toolkit: what is not UTF-8, and what was too large.
    if let Some(content) = request.get("_content").filter(|content| text(content, "text").is_some()) {
        return Body::Text(coded(content, text(content, "text").unwrap_or_default()).into());
    }
    if text(request, "_requestBodyStatus").is_some_and(|status| status.starts_with("discarded")) {
        return Body::NotRecorded;
    }
    let body = match request.get("postData") {
        Some(Value::String(text)) if !text.is_empty() => Body::Text(text.as_str().into()),
        Some(data @ Value::Object(_)) => post_data(data),
        _ => return absent(method, request, headers),
    };
    match body {
        // Playwright writes an empty text for bodies that are no form and no text, WebPageTest for all.
        Body::Empty
            if length(headers).or_else(|| number(request, "bodySize")).is_none_or(|size| size != 0.0) =>
        {
            Body::NotRecorded
        }
        body => body,
    }
}

/// Charles, Fiddler and BrowserMob may write `params` without `text`; everybody else's `text` is the wire.
fn post_data(data: &Value) -> Body {
    if let Some(text) = text(data, "text").filter(|text| !text.is_empty()) {
        let text = coded(data, text);
        return if is_mark(&text) { Body::NotRecorded } else { Body::Text(text.into()) };
    }
    if text(data, "_file").is_some() {
        return Body::NotRecorded;
    }
    let decoded: Vec<(String, String)> = list(data, "params")
        .filter_map(|param| {
            Some((text(param, "name")?.to_owned(), coded(param, text(param, "value").unwrap_or_default())))
        })
        .collect();
    let params: Vec<(&str, &str)> =
        decoded.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if params.is_empty() {
        return Body::Empty;
    }
    if let Some(json) = json(&params) {
        return Body::Text(json.into());
    }
    let is_multipart = text(data, "mimeType").is_some_and(|media| media.starts_with("multipart/"));
    Body::Text(if is_multipart { multipart(&params) } else { form(&params) }.into())
}

/// A JSON body that was labelled as a form: its text became a name, and a value behind its first `=`.
fn json(params: &[(&str, &str)]) -> Option<String> {
    if !params.first()?.0.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let piece = |(name, value): &(&str, &str)| {
        if value.is_empty() { (*name).to_owned() } else { format!("{name}={value}") }
    };
    let text = params.iter().map(piece).collect::<Vec<_>>().join("&");
    (params.len() == 1 || serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok()).then_some(text)
}

/// Params without text are raw in Chrome's family and decoded elsewhere; a character that cannot stand in a raw form
/// body tells.
pub fn form(params: &[(&str, &str)]) -> String {
    let decoded = params.iter().any(|(name, value)| {
        name.chars().chain(value.chars()).any(|c| !c.is_ascii() || matches!(c, ' ' | '&' | ':' | '/'))
    });
    if decoded {
        return url::form_urlencoded::Serializer::new(String::new()).extend_pairs(params).finish();
    }
    let pairs: Vec<String> = params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn multipart(params: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--field\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: Vec<String> = params.iter().map(part).collect();
    format!("{}--field--\r\n", parts.concat())
}

fn absent(method: &str, request: &Value, headers: &Headers) -> Body {
    let bodiless = matches!(method, "GET" | "HEAD" | "OPTIONS" | "CONNECT" | "TRACE");
    if bodiless || length(headers) == Some(0.0) || number(request, "bodySize") == Some(0.0) {
        Body::Empty
    } else {
        Body::NotRecorded
    }
}

fn length(headers: &Headers) -> Option<f64> {
    headers.first("content-length")?.trim().parse().ok()
}

/// The body of an answer.
pub fn of_answer(content: &Value, status: Option<u16>, headers: &Headers) -> Body {
    if let Value::String(text) = content {
        return if text.is_empty() { Body::Empty } else { Body::Text(text.as_str().into()) };
    }
    // Chrome writes no text of what a service worker has passed on, and a negative compression, for bytes did come.
    let came = [number(content, "size"), number(content, "compression").map(|saved| -saved), length(headers)];
    let came = came.into_iter().flatten().any(|size| size > 0.0);
    match text(content, "text") {
        Some("") if came && status != Some(304) => Body::NotRecorded,
        Some("") => Body::Empty,
        Some(text) => {
            let text = coded(content, text);
            let packed = headers.first("content-encoding").is_some_and(|coding| {
                ["br", "zstd"].iter().any(|known| coding.trim().eq_ignore_ascii_case(known))
            });
            // BrowserMob leaves Brotli as it came.
            let unread = packed && text.chars().take(200).any(|c| c.is_control() && !c.is_ascii_whitespace());
            if unread || is_mark(&text) { Body::NotRecorded } else { Body::Text(text.into()) }
        }
        None if status == Some(204) => Body::Empty,
        None => Body::NotRecorded,
    }
}

/// A text out of its `encoding`, which may be base64 or the name of a character set.
fn coded(holder: &Value, text: &str) -> String {
    let encoding = super::text(holder, "encoding").unwrap_or_default();
    if !encoding.eq_ignore_ascii_case("base64") {
        return text.to_owned();
    }
    let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let Ok(bytes) = STANDARD.decode(&compact) else { return text.to_owned() };
    let plain = if unpack::is_gzip(&bytes) { unpack::inflated(&bytes).ok() } else { None };
    encoding::text(plain.as_deref().unwrap_or(&bytes)).into_owned()
}

/// What sanitizers put in the place of a whole body.
fn is_mark(text: &str) -> bool {
    let mark = text.trim().trim_matches(['[', ']', '<', '>', '*', '"']);
    text.len() < 40
        && (mark.is_empty() && !text.trim().is_empty()
            || ["redacted", "removed", "sanitized", "filtered"]
                .iter()
                .any(|word| mark.eq_ignore_ascii_case(word)))
}
