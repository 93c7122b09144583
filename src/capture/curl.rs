//! The text that `curl -v` prints: lines of the request behind `>`, of the answer behind `<`, curl's own behind `*`.
//! Also the notation in which rules give their examples. curl does not print request bodies; lines between the request's
//! head and the answer's are taken as one, and a request target may be absolute.

use crate::http::Exchange;

use super::{Capture, head};

mod trouble;

/// Reads one or several exchanges; none if the text is not of this form.
pub fn read(text: &str) -> Option<Capture> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut draft = Draft::default();
    for line in text.lines() {
        if draft.ends_before(line) {
            exchanges.extend(std::mem::take(&mut draft).finish(exchanges.len()));
        }
        draft.take(line);
    }
    exchanges.extend(draft.finish(exchanges.len()));
    match exchanges.last_mut() {
        Some(last) if last.response.status.is_none() => last.error = trouble::kind(text).map(str::to_owned),
        Some(_) => {}
        None => exchanges.push(trouble::read(text)?),
    }
    Some(Capture { exporter: "curl".into(), entries: exchanges.len(), exchanges, ..Capture::default() })
}

#[derive(Clone, Copy, Default, PartialEq)]
enum At {
    #[default]
    Before,
    RequestHead,
    RequestBody,
    ResponseHead,
    ResponseBody,
}

#[derive(Default)]
struct Draft {
    at: At,
    plain: bool,
    request: Vec<String>,
    request_body: Vec<String>,
    response: Vec<String>,
    response_body: Vec<String>,
}

impl Draft {
    /// A new request begins, or curl turns to another connection.
    fn ends_before(&self, line: &str) -> bool {
        let request_line = line.strip_prefix("> ").is_some_and(|rest| rest.contains(" HTTP/"));
        request_line && self.at != At::Before
    }

    fn take(&mut self, line: &str) {
        if let Some(head) = line.strip_prefix('>').filter(|_| !matches!(self.at, At::ResponseBody)) {
            let head = head.strip_prefix(' ').unwrap_or(head).trim_end();
            self.at = if head.is_empty() { At::RequestBody } else { At::RequestHead };
            self.request.extend((!head.is_empty()).then(|| head.to_owned()));
        } else if let Some(head) =
            line.strip_prefix('<').filter(|head| head.is_empty() || head.starts_with([' ', '\r']))
        {
            let head = head.trim();
            // After `100 Continue` the final answer's head follows.
            if head.starts_with("HTTP/") {
                self.response.clear();
                self.at = At::ResponseHead;
            }
            if head.is_empty() {
                self.at = At::ResponseBody;
            } else {
                self.response.push(head.to_owned());
            }
        } else if let Some(own) = line.strip_prefix("* ") {
            self.plain |=
                own.contains(" port 80 ") || own.contains("(#0) http://") || own.ends_with(" port 80");
        } else if !is_progress(line) {
            match self.at {
                At::RequestBody => self.request_body.push(line.to_owned()),
                At::ResponseBody => self.response_body.push(line.to_owned()),
                At::Before | At::RequestHead | At::ResponseHead => {}
            }
        }
    }

    fn finish(self, index: usize) -> Option<Exchange> {
        // What a proxy is asked for is not the request.
        let line = head::request_line(self.request.first()?);
        let (method, target) = line.filter(|(method, _)| *method != "CONNECT")?;
        let headers = head::headers(self.request.iter().skip(1).map(String::as_str));
        if !target.contains("://") && !headers.has("host") {
            return None;
        }
        let body = head::request_body(&self.request_body.join("\n"), method, &headers);
        let scheme = if self.plain { "http" } else { "https" };
        let request = head::request(method, target, headers, body, Some(scheme));
        let status = self.response.first().and_then(|line| head::status_line(line));
        let headers = head::headers(self.response.iter().skip(1).map(String::as_str));
        let text = self.response_body.join("\n");
        let body = head::answer_body(without_head(&text), status.map(|(status, _)| status), &headers);
        Some(head::exchange(index, request, head::response(status, headers, body)))
    }
}

/// With `-i` the head stands before the body once more.
fn without_head(text: &str) -> &str {
    let text = text.trim_start();
    if text.lines().next().and_then(head::status_line).is_none() {
        return text;
    }
    text.split_once("\n\n").map_or("", |(_, body)| without_head(body))
}

/// curl's own remarks and progress meter between the lines.
fn is_progress(line: &str) -> bool {
    let line = line.trim_start();
    line == "*"
        || line.starts_with("% Total")
        || line.starts_with("Dload")
        || line.contains("--:--:--")
        || (line.starts_with("{ [") || line.starts_with("} [")) && line.ends_with(" data]")
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::http::Body;

    #[test]
    fn real_curl_output_is_read() {
        let text = "*   Trying 203.0.113.7:443...\n* Connected to op.example (203.0.113.7) port 443 (#0)\n\
            > POST /oauth/token HTTP/2\n> Host: op.example\n> user-agent: curl/8.5.0\n> content-length: 61\n\
            > content-type: application/x-www-form-urlencoded\n>\n} [61 bytes data]\n* We are completely uploaded and fine\n\
            < HTTP/2 403\n< content-type: text/html\n< cf-ray: 8f00aa11bb22cc33-FRA\n<\n{ [512 bytes data]\n\
            <!doctype html>\n<p>Sorry, you have been blocked\n* Connection #0 to host op.example left intact\n";
        let capture = read(text).unwrap();
        let exchange = &capture.exchanges[0];
        assert_eq!(capture.exchanges.len(), 1);
        assert_eq!(exchange.request.url, "https://op.example/oauth/token");
        assert_eq!(exchange.request.body, Body::NotRecorded);
        assert_eq!(exchange.response.status, Some(403));
        assert_eq!(exchange.response.body.text(), Some("<!doctype html>\n<p>Sorry, you have been blocked"));
    }

    #[test]
    fn bodies_between_the_heads_belong_to_the_request() {
        let text = "> POST https://op.example/token HTTP/1.1\n>\ncode=1&state=2\n< HTTP/1.1 200 OK\n<\n{}\n\
            > GET /me HTTP/1.1\n> Host: op.example\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Length: 0\n<\n";
        let capture = read(text).unwrap();
        assert_eq!(capture.exchanges[0].request.body.text(), Some("code=1&state=2"));
        assert_eq!(capture.exchanges[0].response.body.text(), Some("{}"));
        assert_eq!(capture.exchanges[1].response.body, Body::Empty);
    }

    #[test]
    fn other_text_is_not_taken() {
        for text in ["", "hello", "> quoted mail\n< no", ">", "> GET / HTTP/1.1"] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
