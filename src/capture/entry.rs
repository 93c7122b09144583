//! One HAR entry, in any dialect, becomes one exchange. Lenient by design: a missing or ill-typed member is "not
//! recorded", never an error, unless there is no request at all.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::http::{Body, Exchange, Headers, Initiator, Instant, Request, Response, Secret, media_type};

/// Reads an entry; the error names what it lacks.
pub fn read(value: &Value, index: usize) -> Result<Exchange, String> {
    let Some(members) = value.as_object() else { return Err("it is not an object".into()) };
    let Some(request) = members.get("request").filter(|request| request.is_object()) else {
        return Err("it has no `request`".into());
    };
    let Some(url) = text(request, "url").filter(|url| !url.is_empty()) else {
        return Err("its request has no `url`".into());
    };
    let null = Value::Null;
    let response = members.get("response").unwrap_or(&null);
    let request = request_of(request, url);
    let response_read = response_of(response);
    let initiator = initiator(&Clues {
        method: &request.method,
        media_type: &response_read.media_type,
        resource_type: text(value, "_resourceType").unwrap_or_default(),
        fetch_mode: request.headers.first("sec-fetch-mode").unwrap_or_default(),
        fetch_dest: request.headers.first("sec-fetch-dest").unwrap_or_default(),
        asks_cors: request.headers.has("access-control-request-method"),
    });
    Ok(Exchange {
        file: 0,
        entry: index,
        started: text(value, "startedDateTime").and_then(Instant::parse),
        duration_ms: number(value, "time").filter(|time| *time >= 0.0),
        initiator,
        request,
        error: ["_error", "_failureText"]
            .iter()
            .find_map(|name| text(response, name).or(text(value, name)))
            .map(str::to_owned),
        response: response_read,
        by_service_worker: response.get("_fetchedViaServiceWorker").and_then(Value::as_bool).unwrap_or(false),
    })
}

fn request_of(request: &Value, url: &str) -> Request {
    let method = text(request, "method").unwrap_or("GET").to_ascii_uppercase();
    let headers = headers(request);
    let body = match request.get("postData").filter(|data| data.is_object()) {
        Some(data) => post_data(data),
        None => absent_request_body(&method, request, &headers),
    };
    Request { url: url.to_owned(), headers, body, method }
}

/// Charles, Fiddler and BrowserMob may write `params` without `text`; everybody else's `text` is the wire.
fn post_data(data: &Value) -> Body {
    let encoded = text(data, "encoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64"));
    if let Some(text) = text(data, "text").filter(|text| !text.is_empty()) {
        return Body::Text(if encoded { from_base64(text) } else { text.into() });
    }
    let params: Vec<(&str, &str)> = list(data, "params")
        .filter_map(|param| Some((text(param, "name")?, text(param, "value").unwrap_or_default())))
        .collect();
    match params.as_slice() {
        [] => Body::Empty,
        [(json, "")] if json.starts_with('{') => Body::Text((*json).into()),
        _ => Body::Text(form(&params).into()),
    }
}

/// Params without text are raw in Chrome's family and decoded elsewhere; a character that cannot stand in a raw form
/// body tells.
fn form(params: &[(&str, &str)]) -> String {
    let decoded = params.iter().any(|(name, value)| {
        name.chars().chain(value.chars()).any(|c| !c.is_ascii() || matches!(c, ' ' | '&' | ':' | '/'))
    });
    if decoded {
        return url::form_urlencoded::Serializer::new(String::new()).extend_pairs(params).finish();
    }
    let pairs: Vec<String> = params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn absent_request_body(method: &str, request: &Value, headers: &Headers) -> Body {
    let no_length = headers.first("content-length").is_some_and(|length| length.trim() == "0");
    let bodiless = matches!(method, "GET" | "HEAD" | "OPTIONS" | "CONNECT" | "TRACE");
    if bodiless || no_length || number(request, "bodySize") == Some(0.0) {
        Body::Empty
    } else {
        Body::NotRecorded
    }
}

fn response_of(response: &Value) -> Response {
    let null = Value::Null;
    let content = response.get("content").unwrap_or(&null);
    let headers = headers(response);
    // 0, -1 and -2 are the exporters' ways to say that they know no status.
    let status = number(response, "status")
        .filter(|status| (100.0..1000.0).contains(status))
        .map(|status| status as u16);
    let from_member = text(content, "mimeType").map(media_type).filter(|media| media != "x-unknown");
    let location = headers.first("location").map(str::to_owned);
    Response {
        status,
        status_text: text(response, "statusText").unwrap_or_default().to_owned(),
        body: content_body(content, status),
        location: location
            .or_else(|| text(response, "redirectURL").filter(|url| !url.is_empty()).map(str::to_owned)),
        media_type: headers.first("content-type").map(media_type).or(from_member).unwrap_or_default(),
        headers,
    }
}

fn content_body(content: &Value, status: Option<u16>) -> Body {
    let encoded = text(content, "encoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64"));
    let size = number(content, "size");
    match text(content, "text") {
        Some("") if size.is_some_and(|size| size > 0.0) => Body::NotRecorded,
        Some("") => Body::Empty,
        Some(text) if encoded => Body::Text(from_base64(text)),
        Some(text) => Body::Text(text.into()),
        None if status == Some(204) => Body::Empty,
        None => Body::NotRecorded,
    }
}

fn from_base64(text: &str) -> Secret {
    let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    match STANDARD.decode(&compact) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
        Err(_) => text.into(),
    }
}

/// Headers as objects, or as pairs (Slack's exporter).
fn headers(message: &Value) -> Headers {
    let read = |header: &Value| -> Option<(String, Secret)> {
        if let Some([name, value]) = header.as_array().map(Vec::as_slice) {
            return Some((name.as_str()?.to_owned(), value.as_str()?.into()));
        }
        Some((text(header, "name")?.to_owned(), text(header, "value").unwrap_or_default().into()))
    };
    Headers(list(message, "headers").filter_map(read).collect())
}

/// What tells how a request came about.
#[derive(Default)]
pub struct Clues<'a> {
    pub method: &'a str,
    pub media_type: &'a str,
    pub resource_type: &'a str,
    pub fetch_mode: &'a str,
    pub fetch_dest: &'a str,
    pub asks_cors: bool,
}

/// From Chrome's and Playwright's `_resourceType`, else from `Sec-Fetch-*` (Fetch Metadata, section 2), else from what
/// can only be an asset.
pub fn initiator(clues: &Clues<'_>) -> Initiator {
    match clues.resource_type {
        "preflight" => return Initiator::Preflight,
        "document" => return Initiator::Navigation,
        "fetch" | "xhr" | "ping" | "eventsource" => return Initiator::Script,
        "stylesheet" | "image" | "font" | "media" | "script" | "texttrack" | "manifest" | "websocket" => {
            return Initiator::Asset;
        }
        _ => {}
    }
    if clues.method == "OPTIONS" && clues.asks_cors {
        return Initiator::Preflight;
    }
    match (clues.fetch_mode, clues.fetch_dest) {
        ("navigate" | "nested-navigate", _) => return Initiator::Navigation,
        (_, "image" | "style" | "script" | "font" | "audio" | "video" | "manifest" | "track") => {
            return Initiator::Asset;
        }
        ("cors" | "same-origin" | "no-cors", "empty") => return Initiator::Script,
        _ => {}
    }
    let asset = clues.media_type.starts_with("image/")
        || clues.media_type.starts_with("font/")
        || matches!(clues.media_type, "text/css" | "text/javascript" | "application/javascript");
    if asset && clues.method == "GET" { Initiator::Asset } else { Initiator::Unknown }
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

/// A number, also one that is written as a string.
fn number(value: &Value, name: &str) -> Option<f64> {
    let member = value.get(name)?;
    member.as_f64().or_else(|| member.as_str()?.trim().parse().ok())
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}
