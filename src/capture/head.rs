//! Heads of HTTP/1.1 messages as text (RFC 9112) become requests and answers. Knows neither where the lines come from nor
//! what the messages are for.

use crate::http::{Body, Exchange, Headers, Initiator, Instant, Request, Response, Secret, media_type};

use super::entry;

/// Header lines; a line that begins with white space continues the one before it.
pub fn headers<'a>(lines: impl IntoIterator<Item = &'a str>) -> Headers {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, _, Some((name, value))) if is_token(name.trim()) => {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    headers.into_iter().map(|(name, value)| (name, Secret::from(value))).collect()
}

/// A request line: method, target, and whether it names its HTTP version.
pub fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_ascii_whitespace();
    let (method, target) = (words.next()?, words.next()?);
    let version = words.next();
    let is_method =
        (3..=16).contains(&method.len()) && method.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let has_version = version.is_some_and(|version| version.starts_with("HTTP/")) && words.next().is_none();
    // Files of requests for editors leave the version out.
    let is_bare = version.is_none() && target.contains("://");
    (is_method && (has_version || is_bare)).then_some((method, target))
}

/// A status line: status and reason.
pub fn status_line(line: &str) -> Option<(u16, &str)> {
    let (version, rest) = line.split_once(' ')?;
    let number = version.strip_prefix("HTTP/")?;
    let (status, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_version = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let status = status.parse().ok().filter(|status| (100..1000).contains(status))?;
    is_version.then_some((status, reason.trim()))
}

/// A request; `scheme` where the target does not name one and nothing else tells.
pub fn request(method: &str, target: &str, headers: Headers, body: Body, scheme: Option<&str>) -> Request {
    let url = match (target.contains("://"), headers.first("host")) {
        (false, Some(host)) if target.starts_with('/') => {
            format!("{}://{host}{target}", scheme.unwrap_or_else(|| scheme_of(host, &headers)))
        }
        _ => target.to_owned(),
    };
    Request { method: method.to_owned(), url, headers, body }
}

/// An answer; without a status line it is empty.
pub fn response(status: Option<(u16, &str)>, headers: Headers, body: Body) -> Response {
    Response {
        status: status.map(|(status, _)| status),
        status_text: status.map(|(_, reason)| reason.to_owned()).unwrap_or_default(),
        location: headers.first("location").map(str::to_owned),
        media_type: headers.first("content-type").map(media_type).unwrap_or_default(),
        body,
        headers,
    }
}

/// The body of a request, as far as its head tells what an absent one means.
pub fn request_body(text: &str, method: &str, headers: &Headers) -> Body {
    let bodiless = matches!(method, "GET" | "HEAD" | "OPTIONS") || has_no_length(headers);
    body(text, bodiless)
}

/// The body of an answer, likewise.
pub fn answer_body(text: &str, status: Option<u16>, headers: &Headers) -> Body {
    body(text, has_no_length(headers) || status == Some(204))
}

fn body(text: &str, empty: bool) -> Body {
    match text.trim() {
        "" if empty => Body::Empty,
        "" => Body::NotRecorded,
        text => Body::Text(text.into()),
    }
}

fn has_no_length(headers: &Headers) -> bool {
    headers.first("content-length").is_some_and(|length| length.trim() == "0")
}

/// An exchange of a request and its answer; its time is the answer's `Date`.
pub fn exchange(entry: usize, request: Request, response: Response) -> Exchange {
    let initiator = entry::initiator(&entry::Clues {
        method: &request.method,
        fetch_mode: request.headers.first("sec-fetch-mode").unwrap_or_default(),
        fetch_dest: request.headers.first("sec-fetch-dest").unwrap_or_default(),
        asks_cors: request.headers.has("access-control-request-method"),
        ..Default::default()
    });
    Exchange {
        entry,
        started: response.headers.first("date").and_then(Instant::parse_http),
        initiator: if initiator == Initiator::Asset { Initiator::Unknown } else { initiator },
        request,
        response,
        ..Exchange::default()
    }
}

fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| {
            b.is_ascii_graphic()
                && !matches!(b, b'"' | b'(' | b')' | b',' | b'/' | b'<' | b'>' | b'@' | b'{' | b'}')
        })
}

/// `http` on port 80 and for this machine, unless the page that asks is on the same host and says otherwise.
fn scheme_of(host: &str, headers: &Headers) -> &'static str {
    for name in ["origin", "referer"] {
        let from = headers.first(name).unwrap_or_default();
        let same =
            |scheme: &str| from.strip_prefix(scheme).is_some_and(|rest| rest.split('/').next() == Some(host));
        match (same("https://"), same("http://")) {
            (true, _) => return "https",
            (_, true) => return "http",
            _ => {}
        }
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_local =
        name == "localhost" || name.ends_with(".localhost") || name.starts_with("127.") || name == "[::1]";
    if host.ends_with(":80") || (is_local && !host.ends_with(":443")) { "http" } else { "https" }
}
