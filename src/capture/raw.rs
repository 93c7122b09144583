//! Raw HTTP text: request lines, headers, bodies and the answers below them, one exchange or several; as editors, proxies
//! and `curl -i` write it. An answer without a request stands alone.

use crate::http::{Body, Exchange, Headers, Request};

use super::{Capture, head};

/// Reads raw HTTP; none if no line begins a message.
pub fn read(text: &str) -> Option<Capture> {
    let exchanges = exchanges(&blocks(text));
    if exchanges.is_empty() {
        return None;
    }
    Some(Capture { exporter: "raw HTTP".into(), entries: exchanges.len(), exchanges, ..Capture::default() })
}

/// The bytes of one request and its answer as a proxy keeps them (Burp Suite, Fiddler).
pub fn pair(request: &[u8], response: &[u8], scheme: Option<&str>, entry: usize) -> Option<Exchange> {
    let (request_head, request_body) = split(request);
    let request_head = super::encoding::text(request_head).into_owned();
    let mut lines = request_head.lines();
    let (method, target) = head::request_line(lines.next()?)?;
    let headers = head::headers(lines);
    let body = head::request_body(&decoded(request_body, &headers), method, &headers);
    let request = head::request(method, target, headers, body, scheme);
    let (response_head, response_body) = split(response);
    let response_head = super::encoding::text(response_head).into_owned();
    let mut lines = response_head.lines();
    let status = lines.next().and_then(head::status_line);
    let headers = head::headers(lines);
    let body = match status {
        Some((status, _)) => head::answer_body(&decoded(response_body, &headers), Some(status), &headers),
        None => Body::NotRecorded,
    };
    Some(head::exchange(entry, request, head::response(status, headers, body)))
}

/// A message's head and body.
fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let at =
        |end: &[u8]| message.windows(end.len()).position(|window| window == end).map(|at| (at, end.len()));
    let first = [at(b"\r\n\r\n"), at(b"\n\n")].into_iter().flatten().min();
    let Some((at, length)) = first else { return (message, &[]) };
    (message.get(..at).unwrap_or_default(), message.get(at + length..).unwrap_or_default())
}

/// A body as it was meant: out of its chunks (RFC 9112, section 7.1), unpacked, as text.
fn decoded(body: &[u8], headers: &Headers) -> String {
    let is = |name: &str, coding: &str| {
        headers.first(name).is_some_and(|value| value.to_ascii_lowercase().contains(coding))
    };
    let whole = if is("transfer-encoding", "chunked") { dechunked(body) } else { None };
    let body = whole.as_deref().unwrap_or(body);
    let plain = if body.starts_with(&[0x1f, 0x8b]) { super::unpack::inflated(body).ok() } else { None };
    let body = plain.as_deref().unwrap_or(body);
    let coded = ["br", "zstd", "deflate"].iter().any(|coding| is("content-encoding", coding));
    if coded && std::str::from_utf8(body).is_err() {
        return String::new();
    }
    super::encoding::text(body).into_owned()
}

fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        let data = body.get(end + 2..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(data.get(..size)?);
        body = data.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// A message: its first line, its headers, its body.
struct Block<'a> {
    start: &'a str,
    head: Vec<&'a str>,
    body: Vec<&'a str>,
    in_body: bool,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        let begin = line.trim_start_matches(['<', '>', '$', ' ']);
        if head::request_line(begin).is_some() || head::status_line(begin).is_some() {
            blocks.push(Block { start: begin, head: Vec::new(), body: Vec::new(), in_body: false });
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        match (block.in_body, line.trim().is_empty()) {
            (false, true) => block.in_body = true,
            (false, false) => block.head.push(line),
            // ZAP and editors part the messages with such lines.
            (true, _) if line.starts_with("====") || line.starts_with("###") => {}
            (true, _) => block.body.push(line),
        }
    }
    blocks
}

fn exchanges(blocks: &[Block<'_>]) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut asked: Option<Request> = None;
    let mut follows: Option<String> = None;
    for block in blocks {
        let headers = head::headers(block.head.iter().copied());
        let text = block.body.join("\n");
        if let Some((method, target)) = head::request_line(block.start) {
            let unanswered = asked.take();
            let body = head::request_body(&text, method, &headers);
            exchanges.extend(unanswered.map(|request| head::exchange(0, request, Default::default())));
            asked = Some(head::request(method, target, headers, body, None));
        } else if let Some((status, reason)) = head::status_line(block.start) {
            // Interim answers, and a proxy's leave to open a tunnel.
            if status < 200 || (reason.eq_ignore_ascii_case("connection established") && headers.0.is_empty())
            {
                continue;
            }
            let body = head::answer_body(&text, Some(status), &headers);
            let request = asked.take().unwrap_or_else(|| redirected(follows.take()));
            let exchange = head::exchange(0, request, head::response(Some((status, reason)), headers, body));
            follows = exchange.redirect_target().filter(|target| target.contains("://"));
            exchanges.push(exchange);
        }
    }
    exchanges.extend(asked.map(|request| head::exchange(0, request, Default::default())));
    exchanges.into_iter().enumerate().map(|(entry, exchange)| Exchange { entry, ..exchange }).collect()
}

/// What `curl -iL` asks after an answer that redirects; nothing is known of any other.
fn redirected(target: Option<String>) -> Request {
    let method = if target.is_some() { "GET".to_owned() } else { String::new() };
    Request { method, url: target.unwrap_or_default(), ..Request::default() }
}

#[cfg(test)]
mod tests {
    use super::{pair, read};
    use crate::http::Body;

    #[test]
    fn requests_and_answers_are_paired() {
        let text = "POST /oauth/token HTTP/1.1\r\nHost: op.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ngrant_type=authorization_code&code=1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n{\"error\":\r\n\"access_denied\"}\r\n\r\nGET https://op.example/me HTTP/2\r\n\r\n";
        let capture = read(text).unwrap();
        assert_eq!(capture.exchanges.len(), 2);
        let first = &capture.exchanges[0];
        assert_eq!(first.request.url, "https://op.example/oauth/token");
        assert_eq!(first.request.body.text(), Some("grant_type=authorization_code&code=1"));
        assert_eq!(first.response.status, Some(403));
        assert_eq!(first.response.body.text(), Some("{\"error\":\n\"access_denied\"}"));
        assert_eq!((capture.exchanges[1].entry, capture.exchanges[1].response.status), (1, None));
    }

    #[test]
    fn an_answer_may_stand_alone_and_a_redirect_names_the_next() {
        let text = "HTTP/1.1 302 Found\nLocation: https://op.example/error?x=1\n\nHTTP/1.1 400 Bad Request\nContent-Length: 0\n\n";
        let capture = read(text).unwrap();
        assert!(capture.exchanges[0].is_alone());
        assert_eq!(capture.exchanges[1].request.url, "https://op.example/error?x=1");
        assert_eq!(capture.exchanges[1].response.body, Body::Empty);
    }

    #[test]
    fn a_proxys_bytes_are_unpacked() {
        let response = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
        let exchange =
            pair(b"POST /token HTTP/1.1\r\nHost: localhost:8080\r\n\r\n", response, None, 0).unwrap();
        assert_eq!(exchange.request.url, "http://localhost:8080/token");
        assert_eq!(exchange.response.body.text(), Some("{\"a\":1}"));
    }

    #[test]
    fn prose_is_no_http() {
        for text in ["GET well soon", "HTTP is a protocol", "HTTP/1.1", "POST it", ""] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
