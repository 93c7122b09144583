//! Exchanges as a HAR file (HTTP Archive 1.2, <http://www.softwareishard.com/blog/har-12-spec/>) that any HAR tool opens.

use serde_json::{Map, Value, json};

use crate::capture::Capture;
use crate::http::{Body, Exchange, Headers, Initiator, Params};

/// What stands for a time that is not known; the reader takes it for none.
const NO_TIME: &str = "1970-01-01T00:00:00.000Z";

/// The file's text. `creator` stays that of the capture, so that what its exporter leaves out is still known.
pub fn text(capture: &Capture, exchanges: &[Exchange]) -> String {
    let entries: Vec<Value> = exchanges.iter().map(entry).collect();
    let har = json!({ "log": {
        "version": "1.2",
        "creator": creator(&capture.exporter),
        "comment": format!("Redacted by Loginscope {}: every secret is a pseudonym of the same shape.", env!("CARGO_PKG_VERSION")),
        "pages": [],
        "entries": entries,
    } });
    serde_json::to_string_pretty(&har).unwrap_or_default() + "\n"
}

fn creator(exporter: &str) -> Value {
    match exporter {
        "Chrome DevTools" => json!({ "name": "WebInspector", "version": "537.36" }),
        "Safari" => json!({ "name": "WebKit Web Inspector", "version": "" }),
        _ => {
            let (name, version) = exporter.rsplit_once(' ').unwrap_or((exporter, ""));
            json!({ "name": name, "version": version })
        }
    }
}

fn entry(exchange: &Exchange) -> Value {
    let mut entry = json!({
        "_entry": exchange.entry,
        "startedDateTime": exchange.started.map_or(NO_TIME.to_owned(), |at| at.to_string()),
        "time": exchange.duration_ms.unwrap_or(0.0),
        "request": request(exchange),
        "response": response(exchange),
        "cache": {},
        "timings": { "send": 0, "wait": exchange.duration_ms.unwrap_or(0.0), "receive": 0 },
    });
    if let (Some(known), Some(members)) = (&exchange.stored_secret, entry.as_object_mut()) {
        let known = json!({ "salt": known.salt, "pseudonym": known.pseudonym.expose() });
        members.insert("_storedSecret".into(), known);
    }
    if let Some(members) = entry.as_object_mut().filter(|_| exchange.in_popup) {
        members.insert("_popup".into(), true.into());
    }
    let kind = match exchange.initiator {
        Initiator::Navigation => Some("document"),
        Initiator::Script => Some("fetch"),
        Initiator::Preflight => Some("preflight"),
        Initiator::Asset => Some("image"),
        Initiator::Unknown => None,
    };
    if let (Some(kind), Some(members)) = (kind, entry.as_object_mut()) {
        members.insert("_resourceType".into(), kind.into());
    }
    entry
}

fn request(exchange: &Exchange) -> Value {
    let Exchange { request, .. } = exchange;
    let mut members = object(json!({
        "method": request.method,
        "url": request.url,
        "httpVersion": "HTTP/1.1",
        "headers": headers(&request.headers),
        "queryString": pairs(&exchange.query()),
        "cookies": [],
        "headersSize": -1,
        "bodySize": match &request.body {
            Body::Text(text) => i64::try_from(text.expose().len()).unwrap_or(-1),
            Body::Empty => 0,
            Body::NotRecorded => -1,
        },
    }));
    let media_type = request.headers.first("content-type").unwrap_or_default();
    match &request.body {
        Body::Text(text) => {
            members.insert("postData".into(), json!({ "mimeType": media_type, "text": text.expose() }));
        }
        Body::Empty if request.method != "GET" => {
            members.insert("postData".into(), json!({ "mimeType": media_type, "text": "" }));
        }
        Body::Empty | Body::NotRecorded => {}
    }
    members.into()
}

fn response(exchange: &Exchange) -> Value {
    let Exchange { response, .. } = exchange;
    let mut content = object(json!({ "mimeType": response.media_type }));
    match &response.body {
        Body::Text(text) => {
            content.insert("size".into(), text.expose().len().into());
            content.insert("text".into(), text.expose().into());
        }
        Body::Empty => {
            content.insert("size".into(), 0.into());
        }
        Body::NotRecorded => {
            content.insert("size".into(), (-1).into());
        }
    }
    let mut members = object(json!({
        "status": response.status.unwrap_or(0),
        "statusText": response.status_text,
        "httpVersion": "HTTP/1.1",
        "headers": headers(&response.headers),
        "cookies": [],
        "content": content,
        "redirectURL": response.location.clone().unwrap_or_default(),
        "headersSize": -1,
        "bodySize": -1,
    }));
    if let Some(error) = &exchange.error {
        members.insert("_error".into(), error.as_str().into());
    }
    if exchange.by_service_worker {
        members.insert("_fetchedViaServiceWorker".into(), true.into());
    }
    members.into()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn headers(headers: &Headers) -> Vec<Value> {
    headers.0.iter().map(|(name, value)| json!({ "name": name, "value": value.expose() })).collect()
}

fn pairs(params: &Params) -> Vec<Value> {
    params.0.iter().map(|param| json!({ "name": param.name, "value": param.value() })).collect()
}
