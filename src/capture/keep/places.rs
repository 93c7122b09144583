//! Addresses that turn out to matter: of providers, of their endpoints, of clients' redirect URIs. Kept as numbers, so that
//! a file with a hundred thousand entries stays small. A number too many costs a look, nothing more.

use std::collections::HashSet;

use serde_json::Value;

use super::Role;
use super::words;
use crate::http::Exchange;

/// An address, as numbers: without path, without query, and all but the fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    origin: u32,
    place: u32,
    whole: u32,
}

/// Addresses that matter.
#[derive(Clone, Debug, Default)]
pub struct Places {
    providers: HashSet<u32>,
    endpoints: HashSet<u32>,
    clients: HashSet<u32>,
    /// Where redirects lead.
    targets: HashSet<u32>,
}

/// Addresses of one kind that are remembered at most.
const MOST: usize = 10_000;

impl Places {
    /// An address that the person's own configuration names.
    pub fn add(&mut self, url: &str) {
        let Address { origin, place, .. } = Address::of(url);
        self.providers.insert(origin);
        self.endpoints.insert(place);
        self.clients.insert(place);
    }

    /// Learns from an exchange that is kept.
    pub fn learn(&mut self, exchange: &Exchange) {
        if [&self.providers, &self.endpoints, &self.clients, &self.targets].iter().any(|set| set.len() > MOST)
        {
            return;
        }
        let url = &exchange.request.url;
        let body = exchange.request.body.text().unwrap_or_default();
        let (asked, sent) = (words::params(url.as_bytes()), words::params(body.as_bytes()));
        if asked.asks || sent.asks {
            self.providers.insert(Address::of(url).origin);
            self.clients.extend(redirect_uris(exchange).map(|uri| Address::of(&uri).place));
        }
        // Where a logout is to lead back to.
        if url.contains("post_logout_redirect_uri=") {
            let query = exchange.query();
            let back = query.all("post_logout_redirect_uri").map(|param| Address::of(param.value()).place);
            self.endpoints.extend(back);
        }
        if exchange.response.status.is_none_or(|status| status < 400) {
            self.targets.extend(exchange.redirect_target().map(|target| Address::of(&target).whole));
        }
        self.providers.extend(exchange.device_addresses().map(|uri| Address::of(&uri).origin));
        if exchange.path().contains("/.well-known/")
            && let Some(Value::Object(document)) =
                exchange.response.body.text().and_then(|text| serde_json::from_str(text).ok())
        {
            let urls = document.values().filter_map(Value::as_str).filter(|value| value.contains("://"));
            self.endpoints.extend(urls.map(|url| Address::of(url).place));
        }
    }

    /// Whether an entry at this address matters.
    pub fn want(&self, address: Address, role: Role) -> bool {
        self.endpoints.contains(&address.place)
            || self.targets.contains(&address.whole)
            || role.at_provider && self.providers.contains(&address.origin)
            || role.at_client && self.clients.contains(&address.place)
    }
}

fn redirect_uris(exchange: &Exchange) -> impl Iterator<Item = String> {
    let text = exchange.request.body.text().unwrap_or_default();
    let json: Option<Value> =
        text.trim_start().starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
    let of_json = json.and_then(|json| json.get("redirect_uri").and_then(Value::as_str).map(str::to_owned));
    let own = [exchange.query(), crate::http::Params::parse(text)];
    let of_params: Vec<String> = own
        .iter()
        .flat_map(|params| params.all("redirect_uri"))
        .map(|param| param.value().to_owned())
        .collect();
    of_params.into_iter().chain(of_json)
}

impl Address {
    /// In `origin` and `place` neither port nor user name count, nor how a path is written.
    pub fn of(url: &str) -> Address {
        let whole = until(url, b'#');
        let bare = until(whole, b'?');
        let (origin, place) = plain(bare).or_else(|| parsed(bare)).unwrap_or((0, number(0, bare)));
        Address { origin, place, whole: number(0, whole) }
    }
}

fn until(text: &str, end: u8) -> &str {
    memchr::memchr(end, text.as_bytes()).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Of an address that is written as a browser writes it already.
fn plain(bare: &str) -> Option<(u32, u32)> {
    let (scheme, rest) = bare.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    let (host, path) = rest.find('/').and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, "/"));
    let host = match host.split_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        Some(_) => return None,
        None => host,
    };
    let simple = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let mut slash = false;
    let mut in_path = |byte: u8| {
        let dots = std::mem::replace(&mut slash, byte == b'/') && byte == b'.';
        !dots && (simple(byte) || byte.is_ascii_uppercase() || matches!(byte, b'/' | b'_' | b'~'))
    };
    let written = scheme.bytes().all(|byte| byte.is_ascii_lowercase())
        && host.bytes().all(simple)
        && path.bytes().all(&mut in_path);
    written.then(|| numbers(scheme, host, path))
}

fn parsed(bare: &str) -> Option<(u32, u32)> {
    let url = url::Url::parse(bare).ok()?;
    Some(numbers(url.scheme(), url.host_str().unwrap_or_default(), url.path()))
}

fn numbers(scheme: &str, host: &str, path: &str) -> (u32, u32) {
    let origin = number(number(0, scheme), host);
    (origin, number(origin, path))
}

/// A text as a number, behind what another one gave.
fn number(before: u32, text: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let add = |sum: u64, word: u64| (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let start = (u64::from(before) << 32) ^ text.len() as u64;
    let sum = words.iter().fold(start, |sum, word| add(sum, u64::from_le_bytes(*word)));
    let sum = add(sum, rest.iter().fold(1, |sum, byte| sum << 8 | u64::from(*byte)));
    // The upper half depends on every bit.
    (add(sum, 0) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn one_place_is_one_number_however_it_is_written() {
        let bare = |url: &str| (Address::of(url).origin, Address::of(url).place);
        let same = |a: &str, b: &str| assert_eq!(bare(a), bare(b), "{a} {b}");
        same("https://op.example/token?x=1", "https://op.example/token#y");
        same("https://op.example", "https://op.example/");
        same("https://OP.example:443/a/../token", "https://op.example/token");
        same("http://127.0.0.1:8080/cb", "http://127.0.0.1:61234/cb");
        same("http://[::1]:1/cb", "http://[::1]:2/cb");
        same("https://op.example/a b", "https://op.example/a%20b");
        assert_ne!(bare("https://op.example/a"), bare("https://op.example/A"));
        assert_ne!(bare("https://op.example/a"), bare("http://op.example/a"));
        assert_ne!(Address::of("https://op.example/a?x").whole, Address::of("https://op.example/a?y").whole);
        assert_eq!(Address::of("https://op.example/a").origin, Address::of("https://op.example/b").origin);
    }
}
