//! Which entries of a capture are worth keeping: those that may be part of a login. Told from the outline of an entry, before
//! anything is parsed; must never leave out what recognition would take.

mod heads;
mod places;
mod words;

use std::borrow::Cow;

pub use places::{Address, Places};

use super::entry::{Clues, initiator};
use super::scan::{Outline, Span};
use crate::http::{Exchange, Initiator, media_type};
use heads::Heads;
use words::Params;

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Keep,
    /// It matters if its address turns out to matter.
    ByPlace(Role),
    /// It cannot matter.
    Leave,
}

/// Why an entry may matter because of its address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// At a provider: a page, or the question before a cross-origin request.
    pub at_provider: bool,
    /// At a redirect URI: it brings something that may be a response.
    pub at_client: bool,
}

/// What the headers of all entries say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// `Sec-Fetch-Mode`: a browser has sent this.
    pub fetch_metadata: bool,
    /// `Cookie`, `Set-Cookie` or `Authorization`.
    pub credentials: bool,
}

impl Seen {
    /// Adds an exchange.
    pub fn add(&mut self, exchange: &Exchange) {
        let (request, response) = (&exchange.request.headers, &exchange.response.headers);
        let credentials = ["cookie", "set-cookie", "authorization"];
        self.fetch_metadata |= request.has("sec-fetch-mode");
        self.credentials |= credentials.iter().any(|name| request.has(name) || response.has(name));
    }
}

/// An entry in its raw JSON.
#[derive(Clone, Copy)]
pub struct Raw<'a> {
    pub bytes: &'a [u8],
    pub outline: &'a Outline,
}

impl<'a> Raw<'a> {
    fn json(&self, span: &Span) -> &'a [u8] {
        self.bytes.get(span.clone()).unwrap_or_default()
    }

    /// The text between the quotes of a string, as it stands; empty if it is no string.
    fn quoted(&self, span: &Span) -> &'a [u8] {
        let inner = self.json(span).strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        inner.unwrap_or_default()
    }

    fn text(&self, span: &Span) -> Cow<'a, [u8]> {
        heads::text(self.quoted(span))
    }

    fn word(&self, span: &Span) -> Cow<'a, str> {
        string(self.quoted(span))
    }

    /// The URL of the request.
    pub fn url(&self) -> Cow<'a, [u8]> {
        self.text(&self.outline.url)
    }

    /// The method of the request.
    pub fn method(&self) -> Cow<'a, str> {
        self.word(&self.outline.method)
    }

    /// Whether the answer's status tells of a failure.
    pub fn failed(&self) -> bool {
        matches!(self.json(&self.outline.status).first(), Some(b'4' | b'5'))
    }
}

fn string(raw: &[u8]) -> Cow<'_, str> {
    match heads::text(raw) {
        Cow::Borrowed(bytes) => lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(lossy(&bytes).into_owned()),
    }
}

/// As text; what is not UTF-8 becomes U+FFFD.
pub fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    // Quicker than to look for what is wrong at once.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Decides on an entry, and adds to what was seen.
pub fn fate(entry: Raw<'_>, seen: &mut Seen) -> Fate {
    let outline = entry.outline;
    let url = entry.url();
    if !outline.has_request || url.is_empty() {
        // It is read to say what it lacks.
        return Fate::Keep;
    }
    let asked = words::params(&url);
    let resource_type = entry.word(&outline.resource_type);
    let asset = initiator(&Clues { resource_type: &resource_type, ..Clues::default() }) == Initiator::Asset;
    let (sent, received) = (entry.json(&outline.request_headers), entry.json(&outline.response_headers));
    let (mut sent_anew, mut received_anew) = (Vec::new(), Vec::new());
    if asset && seen.fetch_metadata && seen.credentials {
        let brings = |referer: &[u8]| words::may_leak(referer) && tells(referer);
        let passes_on = |heads: Option<Heads<'_>>| {
            heads.is_none_or(|heads| heads.referer.is_some_and(|referer| brings(&heads::text(referer))))
        };
        let leaks = tells_by(asked) || words::may_leak(sent) && passes_on(heads_of(sent, &mut sent_anew));
        return if leaks { Fate::Keep } else { Fate::Leave };
    }
    let (request, response) = (heads_of(sent, &mut sent_anew), heads_of(received, &mut received_anew));
    let (Some(request), Some(response)) = (request, response) else { return Fate::Keep };
    seen.fetch_metadata |= request.fetch_mode.is_some();
    seen.credentials |=
        request.cookie.or(request.authorization).or(response.cookie).or(response.authorization).is_some();
    // Some write the query nowhere else.
    let query = if url.contains(&b'?') { &[] } else { entry.json(&outline.query) };
    if tells_by(asked)
        || ends_session(&url)
        || tells(query)
        || leaks(&request)
        || tells(&entry.text(&outline.redirect_url))
    {
        return Fate::Keep;
    }
    let how = how(&entry, &request, &response);
    if how == Initiator::Asset {
        return Fate::Leave;
    }
    of_message(&entry, (&url, asked), how, (&request, &response))
}

/// An entry without a list of headers has none.
fn heads_of<'a>(list: &'a [u8], anew: &'a mut Vec<u8>) -> Option<Heads<'a>> {
    match list.first() {
        Some(b'[') => Heads::read(list).or_else(|| {
            *anew = Heads::rewritten(list)?;
            Heads::read(anew)
        }),
        Some(b'{') => {
            *anew = Heads::rewritten(list)?;
            Heads::read(anew)
        }
        _ => Some(Heads::default()),
    }
}

/// How the request came about.
fn how<'a>(entry: &Raw<'a>, request: &Heads<'a>, response: &Heads<'a>) -> Initiator {
    let outline = entry.outline;
    let resource_type = entry.word(&outline.resource_type);
    let by_type = initiator(&Clues { resource_type: &resource_type, ..Clues::default() });
    if by_type != Initiator::Unknown {
        return by_type;
    }
    let of = |header: Option<&'a [u8]>| string(header.unwrap_or_default());
    let media = match response.content_type {
        Some(header) => string(header),
        None => entry.word(&outline.media_type),
    };
    initiator(&Clues {
        method: &entry.word(&outline.method).to_ascii_uppercase(),
        media_type: &media_type(&media),
        resource_type: &resource_type,
        fetch_mode: &of(request.fetch_mode),
        fetch_dest: &of(request.fetch_dest),
        asks_cors: request.asks_method.is_some(),
        refused: false,
    })
}

fn of_message(
    entry: &Raw<'_>,
    (url, asked): (&[u8], Params),
    how: Initiator,
    (request, response): (&Heads<'_>, &Heads<'_>),
) -> Fate {
    let path = path(url);
    if how == Initiator::Preflight {
        let asks = request.asks_headers.unwrap_or_default().to_ascii_lowercase();
        let keep =
            words::contains(&asks, b"authorization") || asks.contains(&b'\\') || words::is_endpoint(path);
        return if keep { Fate::Keep } else { Fate::ByPlace(Role { at_provider: true, at_client: false }) };
    }
    let location = heads::text(response.location.unwrap_or_default());
    let target = heads::text(request.amz_target.unwrap_or_default());
    // Redirects lead from one message to the next.
    let redirects = entry.json(&entry.outline.status).starts_with(b"3")
        && (!location.is_empty() || !entry.quoted(&entry.outline.redirect_url).is_empty());
    let fails = fails(entry);
    let keep = redirects
        || fails
            && (words::is_login(path)
                || words::handles_tokens(path)
                || words::contains(url, b"iss=http")
                || words::contains(url, b"=eyJ"))
        || response.cookie.is_some_and(|cookie| words::is_login(path) || words::keeps_session(cookie))
        || request.cookie.is_some_and(|cookie| words::contains(cookie, b"eyJ"))
            && (fails || words::is_login(path))
        || entry.json(&entry.outline.status) == b"401"
        || words::is_sign_in_helper(path)
        || words::contains(url, b"://identitytoolkit.")
        || words::is_endpoint(path)
        || request.authorization.is_some_and(carries_token)
        || request.own_token.is_some()
        || response.challenge.is_some()
        || request.fetch_dest.is_some_and(|dest| dest == b"webidentity")
        || words::contains(&target, b"Cognito")
        || tells(&location)
        || tells_of_failure(&location)
        || tells_of_failure(&entry.text(&entry.outline.redirect_url));
    if keep {
        return Fate::Keep;
    }
    let post = !entry.word(&entry.outline.method).eq_ignore_ascii_case("GET");
    if post && (words::goes_on_with_login(path) || gives_nothing(entry, path)) {
        return Fate::Keep;
    }
    let sent = words::params(&words::plain(entry.json(&entry.outline.post_data)));
    let encoded = words::contains(entry.json(&entry.outline.post_data), b"\"encoding\"");
    if sent.strong
        || encoded
        || sent.weak && (sent.confirms || words::is_callback(path))
        || answers(entry, post)
    {
        return Fate::Keep;
    }
    let navigates = matches!(how, Initiator::Navigation | Initiator::Unknown);
    Fate::ByPlace(Role {
        at_provider: navigates || fails,
        at_client: sent.weak || sent.response || asked.response,
    })
}

fn fails(entry: &Raw<'_>) -> bool {
    matches!(entry.json(&entry.outline.status).first(), Some(b'4' | b'5'))
}

/// Whether a GraphQL server's answer begins with its errors (GraphQL, section 7.1).
fn gives_nothing(entry: &Raw<'_>, path: &[u8]) -> bool {
    let text = entry.quoted(&entry.outline.text);
    path.strip_suffix(b"/").unwrap_or(path).ends_with(b"graphql")
        && words::contains(text.get(..32).unwrap_or(text), b"errors")
}

/// Whether the answer's text may matter for what it says.
fn answers(entry: &Raw<'_>, post: bool) -> bool {
    let outline = entry.outline;
    let raw = entry.quoted(&outline.text);
    if raw.is_empty() {
        return false;
    }
    let well = matches!(entry.json(&outline.status).first(), Some(b'2' | b'3'));
    let longest = |text: &[u8]| match words::is_json(text) {
        // Of a long page only the first words are looked at by anybody.
        false => 48 << 10,
        // Of a long JSON the beginning tells: an error, tokens and keys are short.
        true if well && !post => 2 << 10,
        true => 16 << 10,
    };
    let matters = |text: &[u8]| {
        let told = words::told(text, longest(text));
        told.failure
            || fails(entry) && (words::names_error(text) || words::says_too_large(text))
            || told.device_code
            || told.keys
            || post && told.access_token
    };
    if !entry.word(&outline.encoding).eq_ignore_ascii_case("base64") {
        return matters(raw);
    }
    is_text(&media_type(&entry.word(&outline.media_type))) && matters(&unpacked(raw))
}

fn unpacked(raw: &[u8]) -> Vec<u8> {
    use base64::Engine as _;
    let text = heads::text(raw);
    let compact: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(compact).unwrap_or_default()
}

fn is_text(media_type: &str) -> bool {
    let other = ["image/", "font/", "audio/", "video/", "application/octet-stream", "application/wasm"];
    !other.iter().any(|begin| media_type.starts_with(begin))
}

/// Whether an entry cannot matter by what can be told of it without a look at its text.
pub fn is_idle(resource_type: &str, url: &str, referer: &str) -> bool {
    let asset = initiator(&Clues { resource_type, ..Clues::default() }) == Initiator::Asset;
    asset && ![url, referer].iter().any(|address| tells(address.as_bytes()))
}

/// A URL that carries parameters of a login, its own or inside another.
fn tells(url: &[u8]) -> bool {
    tells_by(words::params(url))
}

fn tells_by(params: Params) -> bool {
    params.strong || params.weak || params.response && params.confirms
}

/// The parameters of a logout in a frame (OpenID Connect Front-Channel Logout, section 2).
fn ends_session(url: &[u8]) -> bool {
    words::contains(url, b"sid=") && words::contains(url, b"iss=")
}

/// A `Referer` that passes on what a callback's URL carries.
fn leaks(request: &Heads<'_>) -> bool {
    request.referer.is_some_and(|referer| tells(&heads::text(referer)))
}

fn tells_of_failure(location: &[u8]) -> bool {
    let spaced: Vec<u8> = location.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    !location.is_empty() && words::told(&words::decoded(&spaced), 16 << 10).failure
}

fn carries_token(authorization: &[u8]) -> bool {
    let text = heads::text(authorization);
    let scheme = text.split(|byte| *byte == b' ').next().unwrap_or_default();
    ["bearer", "dpop", "token", "bot", "jwt", "oauth"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known.as_bytes()))
        || words::contains(&text, b"eyJ")
}

fn path(url: &[u8]) -> &[u8] {
    let url = url.split(|byte| matches!(byte, b'?' | b'#')).next().unwrap_or_default();
    let after = memchr::memmem::find(url, b"://").map_or(0, |at| at + 3);
    let rest = url.get(after..).unwrap_or_default();
    memchr::memchr(b'/', rest).and_then(|slash| rest.get(slash..)).unwrap_or_default()
}
