//! Exchanges as plain data: a request, its answer, their parameters with raw bytes and places. Knows nothing of OAuth.

pub mod csp;
mod lack;
pub mod marks;
mod order;
mod params;
mod redirects;
mod secret;
mod time;
mod timeline;

use std::ops::Range;
use std::sync::Arc;

pub use lack::{Lack, Lacks};
pub use order::in_order;
pub use params::{Param, Params, decode};
pub use redirects::resolve;
pub use secret::Secret;
pub use time::Instant;
pub use timeline::{Timeline, first_behind};

/// The header, and its value, that marks a request which a person makes by hand to see how a server answers: curl prints
/// no bodies by which it could be told.
pub const BY_HAND: (&str, &str) = ("X-Loginscope", "probe");

/// One request and its answer. Text that belongs to no request (a pasted error, a lone answer) stands in an answer whose
/// request has no URL.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// Index of the file among the captures that are analysed together.
    pub file: usize,
    /// Index of the entry in its file.
    pub entry: usize,
    pub started: Option<Instant>,
    /// Milliseconds from the start of the request to the end of the answer.
    pub duration_ms: Option<f64>,
    pub initiator: Initiator,
    pub request: Request,
    pub response: Response,
    /// What the browser said when it withheld the answer or never got one: `net::ERR_FAILED`.
    pub error: Option<String>,
    /// The page's copy of an exchange that a service worker answered; the worker's own is an entry of its own.
    pub by_service_worker: bool,
    /// In a popup window, as the extension's recorder of all tabs tells.
    pub in_popup: bool,
    /// What its exporter has left out of it; unknown, not absent.
    pub lacks: Lacks,
    /// Another file that holds the same exchange.
    pub seen_by: Option<usize>,
    /// Where its entry stands in the file, in bytes, or in the innermost file of those it was packed in; none where the
    /// file is no HAR.
    pub bytes: Option<Range<u64>>,
    /// The paths of the packed files that hold it, from the outermost: inside of the file the first, inside of that the
    /// next.
    pub within: Arc<[String]>,
    /// What a redaction knew of the client secret in it.
    pub stored_secret: Option<StoredSecret>,
}

/// Which value stands for the stored client secret in a redacted exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecret {
    /// Of the fingerprint: it tells whose secret it is.
    pub salt: String,
    pub pseudonym: Secret,
}

/// What made the browser send the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Initiator {
    /// A navigation of a page or frame.
    Navigation,
    /// `fetch`, `XMLHttpRequest`, `sendBeacon`.
    Script,
    /// The browser's own question before a cross-origin request.
    Preflight,
    /// Images, style sheets, fonts, scripts: no message of a login.
    Asset,
    #[default]
    Unknown,
}

/// A request as it was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    pub method: String,
    /// As written in the capture, with query and, where the exporter keeps it, fragment.
    pub url: String,
    pub headers: Headers,
    pub body: Body,
}

/// An answer, as far as the capture holds one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// None: no answer arrived, or the capture does not say.
    pub status: Option<u16>,
    pub status_text: String,
    pub headers: Headers,
    pub body: Body,
    /// The raw `Location`, or where it is missing the exporter's `redirectURL`.
    pub location: Option<String>,
    /// The media type, lower case, without parameters; from the header or the exporter's own member.
    pub media_type: String,
}

/// A body, or why there is none. "Not recorded" is never "empty".
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Body {
    /// The capture does not hold it, although there may have been one.
    #[default]
    NotRecorded,
    Empty,
    Text(Secret),
}

impl Body {
    /// The text; none if it was empty or not recorded.
    pub fn text(&self) -> Option<&str> {
        match self {
            Body::Text(text) => Some(text.expose()),
            Body::Empty | Body::NotRecorded => None,
        }
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Body::NotRecorded => f.write_str("NotRecorded"),
            Body::Empty => f.write_str("Empty"),
            Body::Text(text) => text.fmt(f),
        }
    }
}

/// Headers in the order of the capture; a name that comes again may be held once. Names are compared without regard to case (RFC 9110, section 5.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headers(pub Vec<(Arc<str>, Secret)>);

impl<N: Into<Arc<str>>> FromIterator<(N, Secret)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, Secret)>>(headers: I) -> Headers {
        Headers(headers.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl Headers {
    /// The first header of this name.
    pub fn first(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(given, _)| given.eq_ignore_ascii_case(name))?;
        value.expose().split('\n').next()
    }

    /// Every header of this name, in order. Values joined by a line feed (old Firefox) are split.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(given, _)| given.eq_ignore_ascii_case(name))
            .flat_map(|(_, value)| value.expose().split('\n'))
    }

    /// Whether a header of this name is listed.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// The cookies of a `Cookie` header, as name and value.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all("cookie").flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
    }
}

impl Exchange {
    /// Whether there is no request: an answer or a text by itself.
    pub fn is_alone(&self) -> bool {
        self.request.url.is_empty()
    }

    /// The URL, parsed; none if it is not absolute or not a URL at all.
    pub fn url(&self) -> Option<url::Url> {
        url::Url::parse(&self.request.url).ok()
    }

    /// Scheme, host and port of the request, as a browser's `Origin` writes them; empty for what has no such origin.
    pub fn origin(&self) -> String {
        self.url().map(|url| origin_of(&url)).unwrap_or_default()
    }

    /// Whether a page fetched it ahead, before anybody asked for it.
    pub fn is_prefetch(&self) -> bool {
        let headers = &self.request.headers;
        let named = |name: &str| headers.first(name).is_some_and(|value| value.contains("prefetch"));
        ["purpose", "x-purpose", "sec-purpose", "x-moz"].into_iter().any(named)
            || ["next-router-prefetch", "x-middleware-prefetch"].iter().any(|name| headers.has(name))
    }

    /// Whether somebody signs out there.
    pub fn ends_session(&self) -> bool {
        let path = self.path().to_ascii_lowercase();
        ["logout", "signout", "sign-out", "log-out", "logoff"].iter().any(|word| path.contains(word))
    }

    /// Whether it deleted what is known there by this id, as a client at its registration (RFC 7592, section 2.3).
    pub fn has_deleted(&self, id: &str) -> bool {
        let last = self.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        self.request.method == "DELETE"
            && decode(last) == id
            && matches!(self.response.status, Some(200..300))
    }

    /// The path of the request, raw; empty if the URL cannot be read.
    pub fn path(&self) -> &str {
        let url = self.request.url.as_str();
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let Some(slash) = after_scheme.find('/') else { return "" };
        let path = after_scheme.get(slash..).unwrap_or_default();
        path.split(['?', '#']).next().unwrap_or_default()
    }

    /// The URL without query and fragment.
    pub fn address(&self) -> &str {
        self.request.url.split(['?', '#']).next().unwrap_or_default()
    }

    /// Parameters of the query.
    pub fn query(&self) -> Params {
        let url = self.request.url.split('#').next().unwrap_or_default();
        url.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default()
    }

    /// Parameters of the fragment (Firefox and Safari keep it in the request's URL).
    pub fn fragment(&self) -> Params {
        self.request.url.split_once('#').map(|(_, fragment)| Params::parse(fragment)).unwrap_or_default()
    }

    /// Where the answer sends the browser, resolved against the request's URL, with its fragment.
    pub fn redirect_target(&self) -> Option<String> {
        let location = self.response.location.as_deref().filter(|location| !location.is_empty())?;
        Some(resolve(&self.request.url, location))
    }

    /// Where the answer sends the browser by itself, or lets its page send it (`{"url": "…"}`).
    pub fn leads_to(&self) -> Option<String> {
        self.redirect_target().or_else(|| self.answered("url"))
    }

    /// A text member of the answer, where that is a short JSON object.
    pub fn answered(&self, member: &str) -> Option<String> {
        let text = self.response.body.text().filter(|text| text.len() < 4096 && text.contains(member))?;
        let answer: serde_json::Value = serde_json::from_str(text).ok()?;
        Some(answer.get(member)?.as_str()?.to_owned())
    }

    /// The addresses of a device's login (RFC 8628, section 3.2): where its code is typed, and where it got it.
    pub fn device_addresses(&self) -> impl Iterator<Item = String> {
        // Google and older servers say `verification_url`.
        let typed =
            ["verification_uri", "verification_url"].into_iter().filter_map(|name| self.answered(name));
        typed.chain(self.answered("device_code").map(|_| self.request.url.clone()))
    }

    /// The request's media type, lower case, without parameters; none if no Content-Type is listed.
    pub fn content_type(&self) -> Option<String> {
        self.request.headers.first("content-type").map(media_type)
    }
}

/// The origin of a URL in its ASCII form; empty for opaque ones.
pub fn origin_of(url: &url::Url) -> String {
    match url.origin() {
        url::Origin::Opaque(_) => String::new(),
        origin @ url::Origin::Tuple(..) => origin.ascii_serialization(),
    }
}

/// A media type in lower case without its parameters.
pub fn media_type(header: &str) -> String {
    header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a host is this machine: `localhost`, its subdomains, 127.0.0.0/8, `::1` (RFC 6761, section 6.3; RFC 8252, section 7.3).
pub fn is_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether a host is a name within a domain, and not the domain itself. Both in small letters.
pub fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|labels| labels.len() > 1 && labels.ends_with('.'))
}

/// The last two labels of the host; a whole address; this machine. Sites below a public suffix of two labels count as
/// one, which hides a third party and never makes one up.
pub fn site_of(url: &url::Url) -> Option<String> {
    if is_loopback(url) {
        return Some("localhost".to_owned());
    }
    match url.host()? {
        url::Host::Domain(name) => {
            let mut labels: Vec<&str> = name.rsplit('.').take(2).collect();
            labels.reverse();
            Some(labels.join("."))
        }
        url::Host::Ipv4(address) => Some(address.to_string()),
        url::Host::Ipv6(address) => Some(address.to_string()),
    }
}

/// Whether two exchanges go to the same site.
pub fn is_one_site(a: &Exchange, b: &Exchange) -> bool {
    let site = |exchange: &Exchange| exchange.url().as_ref().and_then(site_of);
    site(a).is_some() && site(a) == site(b)
}
