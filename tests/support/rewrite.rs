//! A capture told in other words: other hosts, ids, codes, names and times, another order of parameters and headers,
//! another letter case of header names, another print of JSON, and exchanges between that belong to no login. What a
//! provider is known by, and what it says, stays.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use loginscope::http::Params;
use regex_lite::Regex;
use serde_json::{Map, Value, json};

use super::time;

/// One way to tell a capture anew.
#[derive(Clone, Copy)]
pub struct Style {
    /// Letters are moved so far in the alphabet.
    pub turn: u8,
    pub headers: Letters,
    pub pretty: bool,
    /// Whether parameters and headers stand in reverse order, else rotated by one.
    pub reversed: bool,
    /// Times are moved by so many weeks.
    pub weeks: i64,
}

#[derive(Clone, Copy)]
pub enum Letters {
    Lower,
    Upper,
    Train,
}

pub const STYLES: [Style; 3] = [
    Style { turn: 13, headers: Letters::Lower, pretty: true, reversed: true, weeks: 61 },
    Style { turn: 5, headers: Letters::Upper, pretty: false, reversed: false, weeks: -77 },
    Style { turn: 21, headers: Letters::Train, pretty: true, reversed: false, weeks: 3 },
];

/// Capture and configuration, told anew.
pub fn rewrite(capture: &[u8], config: &str, style: Style) -> (Vec<u8>, String) {
    let har: Value = serde_json::from_slice(capture).unwrap();
    let config: Value = if config.is_empty() { Value::Null } else { serde_json::from_str(config).unwrap() };
    let words = if may_be_renamed(&har) {
        Words::of(&har, &config, style)
    } else {
        Words { pairs: Vec::new(), shift: 0 }
    };
    let mut har = words.value(&har);
    let entries = har["log"]["entries"].as_array_mut().unwrap();
    for entry in entries.iter_mut() {
        arrange(entry, style);
    }
    if entries.iter().all(|entry| entry["startedDateTime"].as_str().is_some_and(|text| !text.is_empty())) {
        let others = unrelated(entries);
        let mut mixed = Vec::new();
        for (index, entry) in std::mem::take(entries).into_iter().enumerate() {
            mixed.extend(others.get(index % others.len()).map(|other| beside(other, &entry)));
            mixed.push(entry);
        }
        *entries = mixed;
    }
    let config = if config.is_null() { String::new() } else { words.value(&config).to_string() };
    (serde_json::to_vec(&har).unwrap(), config)
}

/// Whether values may change: not where a hash or a signature in the capture binds them.
fn may_be_renamed(har: &Value) -> bool {
    let text = har.to_string();
    let bound = tokens().find_iter(&text).any(|token| {
        token.as_str().split('.').take(2).any(|part| {
            let bytes = URL_SAFE_NO_PAD.decode(part).unwrap_or_default();
            let claims = String::from_utf8_lossy(&bytes);
            ["\"at_hash\"", "\"c_hash\"", "\"s_hash\"", "\"ath\""].iter().any(|name| claims.contains(name))
        })
    });
    let keys = text.contains(r#"\"keys\""#) && text.contains(r#"\"kty\""#);
    !bound && !keys
}

fn tokens() -> Regex {
    Regex::new(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?").unwrap()
}

/// Old words and new ones.
struct Words {
    /// Longest first.
    pairs: Vec<(String, String)>,
    /// In seconds.
    shift: i64,
}

impl Words {
    fn of(har: &Value, config: &Value, style: Style) -> Words {
        let turn = |text: &str| turned(text, style.turn);
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let all = format!("{har} {config}");
        for host in hosts(har, config) {
            known.insert(host.clone(), other_host(&host, style.turn));
        }
        let guid =
            Regex::new(r"(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b").unwrap();
        for id in guid.find_iter(&all).map(|found| found.as_str()) {
            // Ids that everybody has: Microsoft's own applications and its tenant of personal accounts.
            if !id.starts_with("00000") && !id.starts_with("9188040d") && !id.starts_with("04b07795") {
                known.insert(id.to_owned(), other_hex(id, style.turn));
            }
        }
        for realm in Regex::new(r"/realms/([A-Za-z0-9_-]+)").unwrap().captures_iter(&all) {
            known.insert(realm[0].to_owned(), format!("/realms/{}", turn(&realm[1])));
        }
        for user in Regex::new(r"[A-Za-z0-9._-]{3,}(@|%40)[a-z0-9-]+\.").unwrap().captures_iter(&all) {
            let name = user[0].split(['@', '%']).next().unwrap();
            known.insert(format!("{name}{}", &user[1]), format!("{}{}", turn(name), &user[1]));
        }
        for value in given(har, &["client_id"]).into_iter().chain(texts_of(config, "client_id")) {
            if !is_placeholder(&value) && !value.contains("://") && !known.contains_key(&value) {
                let (own, rest) = value
                    .split_once(".apps.")
                    .map_or((value.as_str(), ""), |(own, _)| (own, value.strip_prefix(own).unwrap()));
                if own.len() >= 4 && (own.bytes().any(|b| !b.is_ascii_lowercase()) || !is_said(har, own)) {
                    forms(&mut known, &value, &format!("{}{rest}", turn(own)));
                }
            }
        }
        for value in given(har, &["state", "nonce", "code", "user_code", "device_code"]) {
            // A value that is encoded once more is a form of the one that was issued.
            // A text in quotation marks goes on behind a value that is the last of an address.
            let is_own = !value.starts_with("eyJ") && !value.contains("://") && !value.contains(['%', '"']);
            if value.chars().count() >= 8 && is_own {
                let own = value.find(['_', '.', '/']).filter(|at| *at < 6).map_or(0, |at| at + 1);
                forms(&mut known, &value, &format!("{}{}", &value[..own], turn(&value[own..])));
            }
        }
        let mut pairs: Vec<(String, String)> = known.into_iter().collect();
        pairs.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
        Words { pairs, shift: style.weeks * 7 * 86_400 }
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => {
                let of = |(name, member): (&String, &Value)| (name.clone(), self.member(name, member));
                Value::Object(members.iter().map(of).collect::<Map<String, Value>>())
            }
            other => other.clone(),
        }
    }

    fn member(&self, name: &str, value: &Value) -> Value {
        let is_time = ["iat", "exp", "nbf", "auth_time", "updated_at", "client_secret_expires_at"];
        match value.as_i64() {
            Some(at) if is_time.contains(&name) && at > 1_000_000_000 => json!(at + self.shift),
            _ => self.value(value),
        }
    }

    /// Tokens and HTTP Basic credentials are opened; what is left is replaced as it stands.
    fn text(&self, text: &str) -> String {
        if self.pairs.is_empty() && self.shift == 0 {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut rest = 0;
        for token in tokens().find_iter(text) {
            out.push_str(&self.plain(&text[rest..token.start()]));
            out.push_str(&self.token(token.as_str()));
            rest = token.end();
        }
        out.push_str(&self.plain(&text[rest..]));
        out
    }

    fn token(&self, token: &str) -> String {
        let part = |part: &str| -> Option<String> {
            let members: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()?;
            Some(URL_SAFE_NO_PAD.encode(self.value(&members).to_string()))
        };
        let parts: Vec<String> =
            token.split('.').map(|text| part(text).unwrap_or_else(|| text.to_owned())).collect();
        parts.join(".")
    }

    fn plain(&self, text: &str) -> String {
        if let Some(credentials) = text.strip_prefix("Basic ")
            && let Some(inner) =
                STANDARD.decode(credentials.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok())
            && let Some((user, secret)) = inner.split_once(':')
        {
            // The id that stands in the place of the secret, too, stays the same as the id.
            let secret = if secret == user { self.replaced(secret) } else { secret.to_owned() };
            return format!("Basic {}", STANDARD.encode(format!("{}:{secret}", self.replaced(user))));
        }
        self.moved(&self.replaced(text))
    }

    /// In one pass, the longest word at each place.
    fn replaced(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let inside = out.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
            let fits = |(old, _): &&(String, String)| {
                let Some(tail) = rest.strip_prefix(old.as_str()) else { return false };
                let word = |c: char| c.is_ascii_alphanumeric();
                let encoded = out.ends_with("%2F") || out.ends_with("%2f") || out.ends_with("%3D");
                let goes_on =
                    tail.chars().next().is_some_and(word) && old.ends_with(word) && old.contains('.');
                (!inside || encoded || !old.starts_with(word) || old.len() >= 12) && !goes_on
            };
            if let Some((old, new)) = self.pairs.iter().find(fits) {
                out.push_str(new);
                rest = &rest[old.len()..];
            } else {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        out
    }

    fn moved(&self, text: &str) -> String {
        if self.shift == 0 { text.to_owned() } else { time::moved(text, self.shift) }
    }
}

/// A value as it may stand in URLs, bodies and pages.
fn forms(known: &mut BTreeMap<String, String>, old: &str, new: &str) {
    let encode = |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let lower = |text: &str| -> String {
        let upper = encode(text);
        let mut out = String::new();
        let mut left = 0;
        for c in upper.chars() {
            if c == '%' {
                left = 3;
            }
            out.push(if left > 0 { c.to_ascii_lowercase() } else { c });
            left = usize::saturating_sub(left, 1);
        }
        out
    };
    let spaced = |text: &str| encode(text).replace('+', "%20");
    let pluses = |text: &str| text.replace(' ', "+");
    for form in [&|text: &str| text.to_owned(), &pluses, &encode, &lower, &spaced, &|text: &str| {
        encode(&encode(text))
    }] as [&dyn Fn(&str) -> String; 6]
    {
        known.entry(form(old)).or_insert_with(|| form(new));
    }
}

/// Values that parameters of these names have anywhere: in addresses, bodies, `Location`, or in a JSON member.
fn given(har: &Value, names: &[&str]) -> Vec<String> {
    let mut values = Vec::new();
    let mut take = |text: &str| {
        for piece in text.split(['?', '#']) {
            let params = Params::parse(piece);
            for name in names {
                values.extend(params.all(name).map(|param| param.value().to_owned()));
            }
        }
        if let Ok(json) = serde_json::from_str::<Value>(text) {
            names.iter().for_each(|name| values.extend(texts_of(&json, name)));
        }
    };
    for entry in har["log"]["entries"].as_array().unwrap() {
        let member = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let places =
            ["/request/url", "/request/postData/text", "/response/redirectURL", "/response/content/text"];
        places.iter().filter_map(|place| member(place)).for_each(|text| take(&text));
        let headers = entry["response"]["headers"].as_array().into_iter().flatten();
        headers.filter_map(|header| header["value"].as_str()).for_each(&mut take);
    }
    values.retain(|value| !value.is_empty());
    values.sort();
    values.dedup();
    values
}

fn texts_of(value: &Value, name: &str) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| texts_of(item, name)).collect(),
        Value::Object(_) => value[name].as_str().map(str::to_owned).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether an answer's text holds the word: then it may be a word of the server's and not the client's id.
fn is_said(har: &Value, word: &str) -> bool {
    let entries = har["log"]["entries"].as_array().unwrap();
    let mut texts = entries.iter().filter_map(|entry| entry["response"]["content"]["text"].as_str());
    texts.any(|text| text.to_ascii_lowercase().contains(word))
}

/// Words that say "put yours here" must go on saying so.
fn is_placeholder(id: &str) -> bool {
    let lower = id.to_ascii_lowercase();
    ["your", "<", "{", "$", "xxx", "changeme", "placeholder", "undefined", "null"]
        .iter()
        .any(|word| lower.contains(word))
        || lower == "none"
}

/// Hosts that do not tell a provider: all but those of providers, of their APIs, of this machine, and addresses.
fn hosts(har: &Value, config: &Value) -> Vec<String> {
    let text = format!("{har} {config}");
    let mut hosts: Vec<String> =
        Regex::new(r"(?:https?|wss?)(?:://|%3A%2F%2F|%3a%2f%2f|%253A%252F%252F)([A-Za-z0-9.-]+)")
            .unwrap()
            .captures_iter(&text)
            .map(|found| found[1].trim_end_matches('.').to_owned())
            .collect();
    hosts.extend(har["log"]["entries"].as_array().unwrap().iter().filter_map(|entry| {
        url::Url::parse(entry["request"]["url"].as_str()?).ok()?.host_str().map(str::to_owned)
    }));
    let tenants = Regex::new(r"[a-z0-9-]+\.onmicrosoft\.com").unwrap();
    hosts.extend(tenants.find_iter(&text).map(|found| found.as_str().to_owned()));
    hosts.sort();
    hosts.dedup();
    hosts.retain(|host| {
        let site = site(host);
        let address = host.parse::<std::net::IpAddr>().is_ok();
        !address && host.contains('.') && !host.ends_with("localhost") && !is_of_provider(&site, host)
    });
    hosts
}

fn site(host: &str) -> String {
    let labels: Vec<&str> = host.rsplit('.').take(2).collect();
    labels.into_iter().rev().collect::<Vec<&str>>().join(".")
}

/// Whether a host belongs to a known provider. The first label of `*.example.com` names a tenant, and is no part of it.
fn is_of_provider(site_of: &str, host: &str) -> bool {
    let patterns = || loginscope::providers::ALL.iter().flat_map(|provider| provider.recognise.hosts);
    let tenant = patterns().any(|pattern| {
        pattern.strip_prefix("*.").is_some_and(|parent| {
            host.ends_with(parent) && host.matches('.').count() == parent.matches('.').count() + 1
        })
    });
    let public = [
        "microsoft.com",
        "googleapis.com",
        "apple.com",
        "w3.org",
        "openid.net",
        "ietf.org",
        "schemas.xmlsoap.org",
        // Whose own headers, endpoints, or whose names for its sandbox, tell.
        "xero.com",
        "paypal.com",
        "squareup.com",
        "squareupsandbox.com",
        "pinterest.com",
        "cloudfunctions.net",
        "pcloud.com",
        "powerbi.com",
        "qq.com",
    ];
    !tenant
        && host.matches('.').count() >= 1
        && !host.ends_with(".onmicrosoft.com")
        && (patterns().any(|pattern| site(pattern) == site_of)
            || public.iter().any(|own| host.ends_with(own)))
}

/// Another host of the same kind: every label but the last turned, and of a provider's tenant only the first.
fn other_host(host: &str, turn: u8) -> String {
    let tenant = host.ends_with(".onmicrosoft.com")
        || loginscope::providers::ALL
            .iter()
            .flat_map(|provider| provider.recognise.hosts)
            .any(|pattern| pattern.strip_prefix("*.").is_some_and(|parent| host.ends_with(parent)));
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.len() - 1;
    let other = |(index, label): (usize, &&str)| {
        let stays = if tenant { index > 0 } else { index == last };
        if stays { (*label).to_owned() } else { turned(label, turn) }
    };
    labels.iter().enumerate().map(other).collect::<Vec<String>>().join(".")
}

/// Letters and digits moved on, each within its kind: what is a part, a copy in lower case or an encoding stays one.
fn turned(text: &str, turn: u8) -> String {
    let moved = |c: char, first: u8, count: u8| ((c as u8 - first + turn % count) % count + first) as char;
    text.chars()
        .map(|c| match c {
            'a'..='z' => moved(c, b'a', 26),
            'A'..='Z' => moved(c, b'A', 26),
            '0'..='9' => moved(c, b'0', 10),
            other => other,
        })
        .collect()
}

fn other_hex(text: &str, turn: u8) -> String {
    let moved = |c: char, first: u8, count: u8| ((c as u8 - first + turn % count) % count + first) as char;
    text.chars()
        .map(|c| match c {
            'a'..='f' => moved(c, b'a', 6),
            'A'..='F' => moved(c, b'A', 6),
            '0'..='9' => moved(c, b'0', 10),
            other => other,
        })
        .collect()
}

/// Order and print of one entry.
fn arrange(entry: &mut Value, style: Style) {
    for side in ["request", "response"] {
        if let Some(headers) = entry[side]["headers"].as_array_mut() {
            reorder(headers, style.reversed, |header| {
                header["name"].as_str().unwrap_or_default().to_ascii_lowercase()
            });
            for header in headers.iter_mut() {
                let name = header["name"].as_str().unwrap_or_default();
                header["name"] = Value::String(style.headers.write(name));
            }
        }
    }
    let names = |param: &Value| param["name"].as_str().unwrap_or_default().to_owned();
    for list in ["/request/queryString", "/request/postData/params"] {
        if let Some(params) = entry.pointer_mut(list).and_then(Value::as_array_mut) {
            reorder(params, style.reversed, names);
        }
    }
    on_text(entry, "/request/url", |url| rearranged_url(url, style));
    on_text(entry, "/response/redirectURL", |url| rearranged_url(url, style));
    if let Some(headers) = entry["response"]["headers"].as_array_mut() {
        for header in headers.iter_mut() {
            if header["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("location")) {
                on_text(header, "/value", |url| rearranged_url(url, style));
            }
        }
    }
    on_text(entry, "/request/postData/text", |text| {
        if text.starts_with('{') { printed(text, style) } else { rearranged(text, style) }
    });
    on_text(entry, "/response/content/text", |text| printed(text, style));
}

fn on_text(value: &mut Value, pointer: &str, write: impl Fn(&str) -> String) {
    if let Some(member) = value.pointer_mut(pointer)
        && let Some(text) = member.as_str().map(&write)
    {
        *member = Value::String(text);
    }
}

impl Letters {
    fn write(self, name: &str) -> String {
        // HTTP/2's own names begin with a colon and have one form.
        match self {
            _ if name.starts_with(':') => name.to_owned(),
            Letters::Lower => name.to_ascii_lowercase(),
            Letters::Upper => name.to_ascii_uppercase(),
            Letters::Train => {
                let parts = name.split('-').map(|part| {
                    let lower = part.to_ascii_lowercase();
                    let mut letters = lower.chars();
                    letters
                        .next()
                        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                        .unwrap_or_default()
                });
                parts.collect::<Vec<String>>().join("-")
            }
        }
    }
}

/// Another order, in which those of one name keep theirs.
fn reorder<T: Clone>(items: &mut [T], reversed: bool, name: impl Fn(&T) -> String) {
    let original = items.to_owned();
    if reversed {
        items.reverse();
    } else if !items.is_empty() {
        items.rotate_left(1);
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for item in items.iter_mut() {
        let key = name(item);
        let nth = taken.entry(key.clone()).or_default();
        if let Some(own) = original.iter().filter(|other| name(other) == key).nth(*nth) {
            *item = own.clone();
        }
        *nth += 1;
    }
}

fn rearranged_url(url: &str, style: Style) -> String {
    let (before, fragment) = url.split_once('#').map_or((url, None), |(before, after)| (before, Some(after)));
    let mut out = match before.split_once('?') {
        Some((address, query)) => format!("{address}?{}", rearranged(query, style)),
        None => before.to_owned(),
    };
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(&rearranged(fragment, style));
    }
    out
}

/// A form in another order; what is no form, or holds an address that was not encoded, stays.
fn rearranged(text: &str, style: Style) -> String {
    let pieces: Vec<String> = text.split('&').map(str::to_owned).collect();
    let form = pieces.iter().all(|piece| piece.contains('=') && !piece.contains(['?', '\n', ' ', '<']));
    if !form {
        return text.to_owned();
    }
    let mut pieces = pieces;
    reorder(&mut pieces, style.reversed, |piece| piece.split('=').next().unwrap_or_default().to_owned());
    pieces.join("&")
}

fn printed(text: &str, style: Style) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(json) if json.is_object() || json.is_array() => {
            if style.pretty {
                serde_json::to_string_pretty(&json).unwrap()
            } else {
                json.to_string()
            }
        }
        _ => text.to_owned(),
    }
}

/// Exchanges of the same browser that belong to no login, some of them failed.
fn unrelated(entries: &[Value]) -> Vec<Value> {
    let like = entries.first().unwrap();
    let entry = |method: &str, url: &str, status: u16, kind: &str, text: &str, body: Option<&str>| {
        let mut entry = json!({
            "startedDateTime": like["startedDateTime"], "time": 31.0,
            "request": { "method": method, "url": url, "httpVersion": "h2", "cookies": [], "queryString": [],
                "headers": [{"name": "accept", "value": "*/*"}, {"name": "user-agent", "value": "Mozilla/5.0"}],
                "headersSize": -1, "bodySize": 0 },
            "response": { "status": status, "statusText": "", "httpVersion": "h2", "cookies": [],
                "headers": [{"name": "content-type", "value": kind}, {"name": "cache-control", "value": "no-store"}],
                "content": { "size": text.len(), "mimeType": kind, "text": text },
                "redirectURL": "", "headersSize": -1, "bodySize": -1 },
            "cache": {}, "timings": { "send": 0, "wait": 30, "receive": 1 }
        });
        if let Some(body) = body {
            entry["request"]["postData"] = json!({ "mimeType": "application/json", "text": body });
        }
        entry
    };
    vec![
        entry(
            "GET",
            "https://static.pomelo-cdn.example/assets/main.7f3a.js?v=12",
            200,
            "text/javascript",
            "run()",
            None,
        ),
        entry(
            "POST",
            "https://events.pomelo-metrics.example/v1/batch",
            202,
            "application/json",
            "{\"accepted\":3}",
            Some("{\"page\":\"/start\",\"ms\":812}"),
        ),
        entry(
            "GET",
            "https://news.pomelo.example/api/teasers?limit=3",
            500,
            "application/json",
            "{\"message\":\"upstream timed out\"}",
            None,
        ),
        entry("GET", "https://news.pomelo.example/favicon.ico", 404, "text/html", "<h1>Not found</h1>", None),
    ]
}

/// The same at the time of another entry.
fn beside(other: &Value, entry: &Value) -> Value {
    let mut other = other.clone();
    other["startedDateTime"] = entry["startedDateTime"].clone();
    other
}
