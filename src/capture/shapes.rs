//! JSON that is no HAR document: entries without a log, other recorders' exports, and an endpoint's answer by itself.

use serde_json::Value;

use crate::http::{Body, Exchange, Headers, Instant, Request, Response, Secret, media_type};

use super::{Capture, entry, head};

/// Reads a document of a shape that is known; none else.
pub fn read(document: &Value) -> Option<Capture> {
    let members = |name: &str| document.get(name).and_then(Value::as_array);
    let tracer =
        |requests: &&Vec<Value>| requests.iter().any(|request| request.get("requestHeaders").is_some());
    if let Some(requests) = members("requests").filter(tracer) {
        return capture("SAML-tracer", requests, saml_tracer);
    }
    let executions = document.get("run").and_then(|run| run.get("executions")).and_then(Value::as_array);
    if let Some(executions) = executions {
        return capture("Newman", executions, newman);
    }
    if let Some(list) = document.as_array() {
        let session =
            list.iter().any(|item| item.get("protocolVersion").is_some() && item.get("host").is_some());
        return if session { capture("Charles", list, charles) } else { capture("", list, entry_of) };
    }
    if document.get("request").is_some_and(Value::is_object) {
        return capture("", std::slice::from_ref(document), entry_of);
    }
    is_answer(document).then(|| super::text::alone("JSON", &document.to_string(), "application/json"))
}

fn capture(exporter: &str, items: &[Value], read: fn(&Value, usize) -> Option<Exchange>) -> Option<Capture> {
    let read = |(index, item): (usize, &Value)| read(item, index);
    let exchanges: Vec<Exchange> = items.iter().enumerate().filter_map(read).collect();
    if exchanges.is_empty() {
        return None;
    }
    let mut capture =
        Capture { exporter: exporter.into(), entries: items.len(), exchanges, ..Capture::default() };
    let lost = items.len() - capture.exchanges.len();
    if lost > 0 {
        capture
            .notes
            .push(format!("{lost} of {} entries cannot be judged: they hold no request.", items.len()));
    }
    Some(capture)
}

fn entry_of(item: &Value, index: usize) -> Option<Exchange> {
    entry::read(item, index).ok()
}

/// What an endpoint of a login answers: tokens, keys, or an error.
fn is_answer(document: &Value) -> bool {
    let has = |name: &str| document.get(name).is_some_and(|value| value.is_string() || value.is_object());
    let keys = document.get("keys").and_then(Value::as_array).is_some_and(|keys| {
        !keys.is_empty() && keys.iter().all(|key| key.get("kty").is_some_and(Value::is_string))
    });
    keys || ["access_token", "id_token", "error", "errorCode", "error_description"]
        .iter()
        .any(|name| has(name))
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn pairs(value: &Value, name: &str, key: &str) -> Headers {
    let list = value.get(name).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|header| Some((text(header, key)?, Secret::from(text(header, "value")?)))).collect()
}

fn form(fields: impl Iterator<Item = (String, String)>) -> Body {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    match form.finish() {
        text if text.is_empty() => Body::Empty,
        text => Body::Text(text.into()),
    }
}

/// SAML-tracer: headers and status as they were, the form's fields decoded, no bodies of answers.
fn saml_tracer(item: &Value, index: usize) -> Option<Exchange> {
    let fields = item.get("post").and_then(Value::as_array).into_iter().flatten().filter_map(|pair| {
        let [name, value] = pair.as_array()?.as_slice() else { return None };
        Some((name.as_str()?.to_owned(), value.as_str().unwrap_or_default().to_owned()))
    });
    let request = Request {
        method: text(item, "method").unwrap_or("GET").to_owned(),
        url: text(item, "url")?.to_owned(),
        headers: pairs(item, "requestHeaders", "name"),
        body: form(fields),
    };
    let status =
        item.get("responseStatus").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    let headers = pairs(item, "responseHeaders", "name");
    let status = status.filter(|status| *status >= 100).map(|status| (status, ""));
    Some(head::exchange(index, request, head::response(status, headers, Body::NotRecorded)))
}

/// Postman's command line (`newman --reporters json`): bodies of answers as lists of bytes.
fn newman(item: &Value, index: usize) -> Option<Exchange> {
    let request = item.get("request")?;
    let url = request.get("url")?;
    let body = request.get("body").unwrap_or(&Value::Null);
    let fields = body.get("urlencoded").and_then(Value::as_array).into_iter().flatten().filter_map(|field| {
        Some((text(field, "key")?.to_owned(), text(field, "value").unwrap_or_default().to_owned()))
    });
    let raw = text(body, "raw").filter(|raw| !raw.is_empty());
    let request = Request {
        method: text(request, "method").unwrap_or("GET").to_owned(),
        url: text(item.get("request")?, "url")
            .map_or_else(|| postman_url(url), |url| Some(url.to_owned()))?,
        headers: pairs(request, "header", "key"),
        body: raw.map_or_else(|| form(fields), |raw| Body::Text(raw.into())),
    };
    let null = Value::Null;
    let answer = item.get("response").unwrap_or(&null);
    let bytes: Vec<u8> = answer
        .get("stream")
        .and_then(|stream| stream.get("data"))
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|byte| u8::try_from(byte.as_u64()?).ok())
        .collect();
    let headers = pairs(answer, "header", "key");
    let status = answer.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
    let body = head::answer_body(&super::encoding::text(&bytes), status, &headers);
    let status = status.map(|status| (status, text(answer, "status").unwrap_or_default()));
    Some(head::exchange(index, request, head::response(status, headers, body)))
}

/// A URL in pieces, as Postman's collections hold it.
fn postman_url(url: &Value) -> Option<String> {
    let joined = |name: &str, with: &str| {
        let pieces = url.get(name)?.as_array()?.iter().filter_map(Value::as_str);
        Some(pieces.collect::<Vec<_>>().join(with))
    };
    let host = joined("host", ".")?;
    let port = text(url, "port").map(|port| format!(":{port}")).unwrap_or_default();
    let path = joined("path", "/").unwrap_or_default();
    let query: Vec<String> = url
        .get("query")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|pair| {
            Some(format!("{}={}", text(pair, "key")?, text(pair, "value").unwrap_or_default()))
        })
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(format!("{}://{host}{port}/{path}{query}", text(url, "protocol").unwrap_or("https")))
}

/// Charles' JSON session file.
fn charles(item: &Value, index: usize) -> Option<Exchange> {
    let null = Value::Null;
    let scheme = text(item, "scheme").unwrap_or("https");
    let port = item.get("port").and_then(Value::as_u64).map(|port| format!(":{port}")).unwrap_or_default();
    let query = text(item, "query").map(|query| format!("?{query}")).unwrap_or_default();
    let side = |name: &str| item.get(name).unwrap_or(&null);
    let headers = |side: &Value| pairs(side.get("header").unwrap_or(&null), "headers", "name");
    let body = |side: &Value| match side.get("body").and_then(|body| text(body, "text")) {
        Some("") => Body::Empty,
        Some(text) => Body::Text(text.into()),
        None => Body::NotRecorded,
    };
    let method = text(item, "method").unwrap_or("GET").to_owned();
    let sent = match body(side("request")) {
        Body::NotRecorded if method == "GET" => Body::Empty,
        body => body,
    };
    let url = format!("{scheme}://{}{port}{}{query}", text(item, "host")?, text(item, "path").unwrap_or("/"));
    let request = Request { method, url, headers: headers(side("request")), body: sent };
    let answered = side("response");
    let headers = headers(answered);
    let status = answered.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    let response = Response {
        status,
        location: headers.first("location").map(str::to_owned),
        media_type: headers.first("content-type").map(media_type).unwrap_or_default(),
        body: body(answered),
        headers,
        ..Response::default()
    };
    let started = item.get("times").and_then(|times| Instant::parse(text(times, "start")?));
    let exchange = head::exchange(index, request, response);
    Some(Exchange { started: started.or(exchange.started), ..exchange })
}
