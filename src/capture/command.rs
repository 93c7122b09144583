//! Requests copied out of DevTools: "Copy as cURL" for bash and for cmd, "Copy as fetch". Only what was asked is in them;
//! the answers are not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::http::{Body, Exchange, Headers, Request, Response, Secret};

use super::{Capture, head, words::Word};

/// Reads `curl …` commands, one or several; none if there is none with an address.
pub fn read(text: &str) -> Option<Capture> {
    let requests = requests(text);
    capture("curl command", requests)
}

/// Reads `fetch("…", {…})` calls; none if there is none.
pub fn read_fetch(text: &str) -> Option<Capture> {
    let mut requests = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("fetch(") {
        requests.extend(fetched(after));
        rest = after;
    }
    capture("fetch call", requests)
}

fn capture(exporter: &str, requests: Vec<Request>) -> Option<Capture> {
    let exchange = |(entry, request)| head::exchange(entry, request, Response::default());
    let exchanges: Vec<Exchange> = requests.into_iter().enumerate().map(exchange).collect();
    if exchanges.is_empty() {
        return None;
    }
    Some(Capture { exporter: exporter.into(), entries: exchanges.len(), exchanges, ..Capture::default() })
}

/// The requests of the commands in a text.
pub fn requests(text: &str) -> Vec<Request> {
    let words = super::words::split(text);
    let commands = words.split(|word| *word == Word::End);
    commands.filter_map(of_command).collect()
}

fn of_command(words: &[Word]) -> Option<Request> {
    let is_curl = |word: &Word| matches!(word, Word::Text(text) if matches!(text.rsplit(['/', '\\']).next(), Some("curl" | "curl.exe")));
    let start = words.iter().position(is_curl)?;
    // A prompt, `sudo` or variables may stand before it, prose may not.
    if start > 3 {
        return None;
    }
    let mut draft = Draft::default();
    let mut rest = words.get(start + 1..)?.iter().filter_map(Word::text);
    while let Some(word) = rest.next() {
        match option(word) {
            Some((name, Some(value))) => draft.take(&name, value),
            Some((name, None)) if takes_value(&name) => draft.take(&name, rest.next().unwrap_or_default()),
            Some((name, None)) => draft.take(&name, ""),
            None if draft.url.is_empty() => draft.url = word.to_owned(),
            None => {}
        }
    }
    draft.finish()
}

/// An option's name (long, or one letter) and what is stuck to it.
fn option(word: &str) -> Option<(String, Option<&str>)> {
    if let Some(long) = word.strip_prefix("--") {
        return Some(match long.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value)),
            None => (long.to_owned(), None),
        });
    }
    let letters = word.strip_prefix('-').filter(|letters| !letters.is_empty())?;
    // `-sSLXPOST`: flags, then the first that takes a value, with the rest as its value.
    let taking = letters.char_indices().find(|(_, letter)| takes_value(letter.encode_utf8(&mut [0; 4])));
    let flag = letters.chars().find(|letter| matches!(letter, 'G' | 'I'));
    match taking {
        Some((at, letter)) => {
            let value = letters.get(at + letter.len_utf8()..).filter(|value| !value.is_empty());
            Some((letter.to_string(), value))
        }
        None => Some((flag.map(String::from).unwrap_or_default(), None)),
    }
}

fn takes_value(name: &str) -> bool {
    const LETTERS: &str = "XHduAbecomFxTwDEKUYyzCrPQt";
    const LONG: [&str; 38] = [
        "request",
        "header",
        "data",
        "data-raw",
        "data-binary",
        "data-ascii",
        "data-urlencode",
        "json",
        "user",
        "user-agent",
        "cookie",
        "referer",
        "form",
        "form-string",
        "url",
        "output",
        "max-time",
        "connect-timeout",
        "proxy",
        "cert",
        "key",
        "cacert",
        "capath",
        "resolve",
        "retry",
        "write-out",
        "oauth2-bearer",
        "interface",
        "cookie-jar",
        "dump-header",
        "upload-file",
        "ciphers",
        "connect-to",
        "proxy-user",
        "url-query",
        "trace",
        "trace-ascii",
        "config",
    ];
    if name.chars().count() == 1 { LETTERS.contains(name) } else { LONG.contains(&name) }
}

#[derive(Default)]
struct Draft {
    url: String,
    method: Option<String>,
    headers: Vec<(String, Secret)>,
    data: Vec<String>,
    form: Vec<String>,
    query: Vec<String>,
    in_query: bool,
    from_file: bool,
}

impl Draft {
    fn take(&mut self, name: &str, value: &str) {
        match name {
            "X" | "request" => self.method = Some(value.to_ascii_uppercase()),
            "I" | "head" => self.method = Some("HEAD".into()),
            "G" | "get" => self.in_query = true,
            "url" => self.url = value.to_owned(),
            "url-query" => self.query.push(encoded(value)),
            "H" | "header" => {
                if let Some((name, value)) = value.split_once(':') {
                    self.header(name.trim(), value.trim());
                }
            }
            "A" | "user-agent" => self.header("User-Agent", value),
            "e" | "referer" => self.header("Referer", value),
            "b" | "cookie" if value.contains('=') => self.header("Cookie", value),
            "u" | "user" => self.header("Authorization", &format!("Basic {}", STANDARD.encode(value))),
            "oauth2-bearer" => self.header("Authorization", &format!("Bearer {value}")),
            "json" => {
                self.header("Content-Type", "application/json");
                self.data.push(value.to_owned());
            }
            "d" | "data" | "data-ascii" | "data-binary" if value.starts_with('@') => self.from_file = true,
            "d" | "data" | "data-ascii" | "data-binary" | "data-raw" => self.data.push(value.to_owned()),
            "data-urlencode" => self.data.push(encoded(value)),
            "F" | "form" | "form-string" => self.form.push(value.to_owned()),
            _ => {}
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.into()));
    }

    fn finish(mut self) -> Option<Request> {
        if self.in_query {
            self.query.append(&mut self.data);
        }
        let mut url = if self.url.contains("://") { self.url } else { format!("http://{}", self.url) };
        let host = url.split_once("://").map_or("", |(_, rest)| rest);
        if host.is_empty() || !host.contains(['.', ':']) && !host.starts_with("localhost") {
            return None;
        }
        if !self.query.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&self.query.join("&"));
        }
        let sends = !self.data.is_empty() || !self.form.is_empty() || self.from_file;
        let method = self.method.unwrap_or_else(|| if sends { "POST".into() } else { "GET".into() });
        let mut headers: Headers = self.headers.into_iter().collect();
        let typed = headers.has("content-type");
        let body = if self.from_file {
            Body::NotRecorded
        } else if !self.form.is_empty() {
            multipart(&self.form, &mut headers)
        } else if self.data.is_empty() {
            Body::Empty
        } else {
            if !typed {
                headers.0.push(("Content-Type".into(), "application/x-www-form-urlencoded".into()));
            }
            Body::Text(self.data.join("&").into())
        };
        Some(Request { method, url, headers, body })
    }
}

/// `--data-urlencode`: `name=value` and `value`, the value encoded; files are not read.
fn encoded(value: &str) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    match value.split_once('=') {
        Some((name, value)) if !name.is_empty() => format!("{name}={}", encode(value)),
        Some((_, value)) => encode(value),
        None => encode(value),
    }
}

fn multipart(fields: &[String], headers: &mut Headers) -> Body {
    headers.0.push(("Content-Type".into(), "multipart/form-data; boundary=field".into()));
    let part = |field: &String| {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        format!("--field\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: Vec<String> = fields.iter().map(part).collect();
    Body::Text(format!("{}--field--\r\n", parts.concat()).into())
}

/// What stands behind `fetch(`: an address, and a JSON object of options as browsers write it.
fn fetched(text: &str) -> Option<Request> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let url = values.next()?.ok()?.as_str()?.to_owned();
    let rest = text.get(values.byte_offset()..)?.trim_start();
    let options = rest
        .strip_prefix(',')
        .and_then(|rest| serde_json::Deserializer::from_str(rest).into_iter::<Value>().next()?.ok());
    let options = options.unwrap_or_default();
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let header = |(name, value): (&String, &Value)| Some((name.clone(), Secret::from(value.as_str()?)));
    let listed = options.get("headers").and_then(Value::as_object);
    let mut headers: Vec<(String, Secret)> = listed.into_iter().flatten().filter_map(header).collect();
    if let Some(referrer) = text("referrer").filter(|referrer| referrer.contains("://")) {
        headers.push(("Referer".into(), referrer.into()));
    }
    let body = text("body").map_or(Body::Empty, |body| Body::Text(body.into()));
    let method = text("method").unwrap_or("GET").to_ascii_uppercase();
    url.contains("://").then_some(Request { method, url, headers: headers.into_iter().collect(), body })
}

#[cfg(test)]
mod tests {
    use super::{read, read_fetch};

    #[test]
    fn commands_of_bash_are_read() {
        let text = "curl 'https://op.example/oauth/token' \\\n  -H 'accept: */*' \\\n  -H $'x-note: it\\'s\\u0021' \\\n  -b 'a=1; b=2' \\\n  --data-raw 'grant_type=authorization_code&code=a%2Bb' \\\n  --compressed ;\ncurl -sS -u shop:s3cret --data-urlencode 'redirect_uri=https://shop.example/cb' https://op.example/t";
        let capture = read(text).unwrap();
        let [first, second] = &capture.exchanges[..] else { panic!() };
        assert_eq!(
            (first.request.method.as_str(), first.request.url.as_str()),
            ("POST", "https://op.example/oauth/token")
        );
        assert_eq!(first.request.headers.first("x-note"), Some("it's!"));
        assert_eq!(first.request.headers.first("cookie"), Some("a=1; b=2"));
        assert_eq!(first.request.body.text(), Some("grant_type=authorization_code&code=a%2Bb"));
        assert_eq!(second.request.headers.first("authorization"), Some("Basic c2hvcDpzM2NyZXQ="));
        assert_eq!(second.request.body.text(), Some("redirect_uri=https%3A%2F%2Fshop%2Eexample%2Fcb"));
        assert_eq!(second.response.status, None);
    }

    #[test]
    fn commands_of_cmd_are_read() {
        let text = "curl ^\"https://op.example/token?a=1^&b=^%^7B2^%^7D^\" ^\r\n  -H ^\"content-type: application/json^\" ^\r\n  --data-raw ^\"^{^\\^\"code^\\^\":^\\^\"x^\\^\"^}^\" ^&\r\ncurl ^\"https://op.example/me^\"";
        let capture = read(text).unwrap();
        assert_eq!(capture.exchanges.len(), 2);
        assert_eq!(capture.exchanges[0].request.url, "https://op.example/token?a=1&b=%7B2%7D");
        assert_eq!(capture.exchanges[0].request.body.text(), Some("{\"code\":\"x\"}"));
    }

    #[test]
    fn calls_of_fetch_are_read() {
        let text = "fetch(\"https://op.example/token\", {\n  \"headers\": {\n    \"content-type\": \"application/x-www-form-urlencoded\"\n  },\n  \"referrer\": \"https://shop.example/\",\n  \"body\": \"grant_type=authorization_code\",\n  \"method\": \"POST\"\n}); ;\nawait fetch(\"https://op.example/me\");";
        let capture = read_fetch(text).unwrap();
        assert_eq!(capture.exchanges.len(), 2);
        assert_eq!(capture.exchanges[0].request.body.text(), Some("grant_type=authorization_code"));
        assert_eq!(capture.exchanges[0].request.headers.first("referer"), Some("https://shop.example/"));
        assert_eq!(capture.exchanges[1].request.method, "GET");
    }

    #[test]
    fn prose_is_no_command() {
        for text in ["use curl to fetch it", "curl", "curl up", "prefetch(x)", "fetch(url, {})"] {
            assert!(read(text).is_none() && read_fetch(text).is_none(), "{text}");
        }
    }
}
