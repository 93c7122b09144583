//! One HAR entry, in any dialect, becomes one exchange. Lenient by design: a missing or ill-typed member is "not
//! recorded", never an error, unless there is no request at all.

mod bodies;
mod headers;

use std::sync::Arc;

use serde_json::Value;

use crate::http::{
    Exchange, Headers, Initiator, Instant, Lack, Lacks, Request, Response, StoredSecret, media_type,
};

/// Reads an entry; the error names what it lacks.
pub fn read(value: &Value, index: usize) -> Result<Exchange, String> {
    let Some(members) = value.as_object() else { return Err("it is not an object".into()) };
    let Some(request) = members.get("request").filter(|request| request.is_object()) else {
        return Err("it has no `request`".into());
    };
    let listed = headers::of(request);
    let Some(url) = url(request, &listed) else { return Err("its request has no `url`".into()) };
    let null = Value::Null;
    let response = members.get("response").unwrap_or(&null);
    let answer_headers = headers::of(response);
    let lacks = lacks(request, &listed, response, &answer_headers, &url);
    let request = request_of(request, url, headers::plain(listed, request));
    let response_read = response_of(response, headers::plain(answer_headers, response));
    let initiator = initiator(&Clues {
        method: &request.method,
        media_type: &response_read.media_type,
        resource_type: text(value, "_resourceType").unwrap_or_default(),
        fetch_mode: request.headers.first("sec-fetch-mode").unwrap_or_default(),
        fetch_dest: request.headers.first("sec-fetch-dest").unwrap_or_default(),
        asks_cors: request.headers.has("access-control-request-method"),
        refused: response_read.status.is_some_and(|status| status >= 400),
    });
    Ok(Exchange {
        file: 0,
        entry: index,
        started: value.get("startedDateTime").and_then(started),
        duration_ms: number(value, "time").filter(|time| *time >= 0.0),
        initiator,
        request,
        error: ["_error", "_failureText"]
            .iter()
            .find_map(|name| text(response, name).or(text(value, name)))
            .filter(|error| !error.is_empty())
            .map(str::to_owned),
        response: response_read,
        by_service_worker: response.get("_fetchedViaServiceWorker").and_then(Value::as_bool).unwrap_or(false),
        in_popup: value.get("_popup").and_then(Value::as_bool).unwrap_or(false),
        lacks,
        seen_by: None,
        bytes: None,
        within: Arc::default(),
        stored_secret: stored_secret(value),
    })
}

/// What `loginscope redact` has written beside a request with a client secret.
fn stored_secret(entry: &Value) -> Option<StoredSecret> {
    let known = entry.get("_storedSecret")?;
    let (salt, pseudonym) = (text(known, "salt")?.to_owned(), text(known, "pseudonym")?.to_owned());
    Some(StoredSecret { salt, pseudonym: pseudonym.into() })
}

/// The address: as written; with the query that stands only in `queryString` (Insomnia); or put together from the pseudo
/// headers of HTTP/2.
fn url(request: &Value, headers: &Headers) -> Option<String> {
    // A text by itself, as it is written when it is shared.
    if text(request, "url") == Some("") && text(request, "method") == Some("") {
        return Some(String::new());
    }
    let Some(url) = text(request, "url").filter(|url| !url.is_empty()) else {
        let authority = headers.first(":authority").or_else(|| headers.first("host"))?;
        let scheme = headers.first(":scheme").unwrap_or("https");
        return Some(format!("{scheme}://{authority}{}", headers.first(":path").unwrap_or("/")));
    };
    let pairs: Vec<(&str, &str)> = list(request, "queryString")
        .filter_map(|pair| Some((text(pair, "name")?, text(pair, "value").unwrap_or_default())))
        .collect();
    if pairs.is_empty() || url.contains('?') {
        return Some(url.to_owned());
    }
    let (before, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
    let query = bodies::form(&pairs);
    Some(format!("{before}?{query}{}", fragment.map(|text| format!("#{text}")).unwrap_or_default()))
}

fn request_of(request: &Value, url: String, headers: Headers) -> Request {
    let method = text(request, "method").unwrap_or("GET").to_ascii_uppercase();
    let body = bodies::of_request(request, &method, &headers);
    Request { url, headers, body, method }
}

fn response_of(response: &Value, headers: Headers) -> Response {
    let null = Value::Null;
    let content = response.get("content").unwrap_or(&null);
    // 0, -1 and -2 are the exporters' ways to say that they know no status.
    let status = number(response, "status")
        .filter(|status| (100.0..1000.0).contains(status))
        .map(|status| status as u16);
    let from_member = text(content, "mimeType").map(media_type).filter(|media| media != "x-unknown");
    let location = headers.first("location").map(str::to_owned);
    Response {
        status,
        status_text: text(response, "statusText").unwrap_or_default().to_owned(),
        body: bodies::of_answer(content, status, &headers),
        location: location
            .or_else(|| text(response, "redirectURL").filter(|url| !url.is_empty()).map(str::to_owned)),
        media_type: headers.first("content-type").map(media_type).or(from_member).unwrap_or_default(),
        headers,
    }
}

/// RFC 3339, a `Date` header's form, or a number of milliseconds or seconds, also as text.
fn started(value: &Value) -> Option<Instant> {
    let started = match value {
        Value::String(text) => Instant::parse(text.trim())
            .or_else(|| Instant::parse_http(text.trim()))
            .or_else(|| Instant::from_epoch(text.trim().parse().ok()?)),
        _ => Instant::from_epoch(value.as_f64()?),
    };
    // Nothing was recorded in 1970: a program that knows no time writes its zero.
    started.filter(|at| at.0 > 0.0)
}

/// Chrome drops `Cookie`, `Set-Cookie` and `Authorization` from its list and keeps the size of the whole head: what is
/// too much there, on HTTP/1.1, are the bytes of what it has left out.
fn lacks(request: &Value, headers: &Headers, response: &Value, answer: &Headers, url: &str) -> Lacks {
    let mut lacks = Lacks::default();
    let over = |message: &Value, first_line: usize, headers: &Headers| {
        let size = number(message, "headersSize").filter(|size| *size > 0.0)?;
        let lines = headers.0.iter().map(|(name, value)| name.len() + value.expose().len() + 4);
        Some(size - (first_line + 2 + lines.sum::<usize>()) as f64)
    };
    let version = text(request, "httpVersion").unwrap_or_default();
    let Some(path) = url.strip_prefix("http").and_then(|_| url.splitn(4, '/').nth(3)) else { return lacks };
    let line = text(request, "method").unwrap_or_default().len() + path.len() + version.len() + 5;
    let shown = headers.has("cookie") || headers.has("authorization");
    // A header's name, its marks and a value of a few bytes are the least that can be missing.
    let of_request = !shown && over(request, line, headers).is_some_and(|over| over >= 10.0);
    let words = ["httpVersion", "statusText"].map(|name| text(response, name).unwrap_or_default().len());
    let of_answer = !answer.has("set-cookie")
        && over(response, words.iter().sum::<usize>() + 7, answer).is_some_and(|over| over >= 14.0);
    if version.eq_ignore_ascii_case("http/1.1") && (of_request || of_answer) {
        lacks.add(Lack::Credentials);
    }
    lacks
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
    /// Whether it is refused: an error may be called a script (Meta's Graph API).
    pub refused: bool,
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
    if asset && clues.method == "GET" && !clues.refused { Initiator::Asset } else { Initiator::Unknown }
}

/// The headers of a list in any form.
pub fn headers(list: &Value) -> Headers {
    headers::of(&serde_json::json!({ "headers": list }))
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
