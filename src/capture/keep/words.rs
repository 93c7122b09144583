//! Words by which an entry is told apart from the thousands that are no part of a login. Coarse on purpose: a word too many
//! costs microseconds, a word too few loses evidence.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::lossy;
use crate::capture::scan::{Block, SIZE, clues, failures};
use crate::http::marks;

/// What a parameter's name that may not leak ends with.
const LEAKS: [&[u8]; 3] = [b"code", b"error", b"_token"];

/// What a text's parameters tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Params {
    pub strong: bool,
    /// `code` or `error`: of an authorization response, and of many others.
    pub weak: bool,
    /// `response`, as in JARM.
    pub response: bool,
    /// `state`, `error_description`, which make weak ones strong.
    pub confirms: bool,
    /// `response_type` or `redirect_uri`: the address is a provider's.
    pub asks: bool,
}

/// Looks for parameters by name, before `=` or a quote: a query, a form, JSON, escaped or not, also one inside another.
pub fn params(text: &[u8]) -> Params {
    let mut found = Params::default();
    if text.is_empty() {
        return found;
    }
    let text = decoded(text);
    for at in memchr::memchr2_iter(b'=', b'"', &text) {
        let before = text.get(..at).unwrap_or_default();
        let before = before.strip_suffix(b"\\").unwrap_or(before);
        let start = before
            .iter()
            .rposition(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))
            .map_or(0, |at| at + 1);
        let name = before.get(start..).unwrap_or_default();
        if name.len() < 4 || name.len() > 24 {
            continue;
        }
        found.strong |= is_strong(name);
        found.weak |= name == b"code" || name == b"error";
        found.response |= name == b"response";
        found.confirms |= name == b"state" || name == b"error_description";
        found.asks |= name == b"response_type" || name == b"redirect_uri";
    }
    found
}

/// Whether only messages of a login have a parameter of this name.
fn is_strong(name: &[u8]) -> bool {
    match name {
        b"client_id" | b"response_type" | b"redirect_uri" | b"redirect_uris" | b"request_uri" => true,
        b"grant_type" | b"id_token" | b"access_token" | b"refresh_token" | b"client_secret" => true,
        b"oauth2_access_token" => true,
        b"WebIdentityToken" | b"device_code" | b"auth_req_id" | b"code_verifier" | b"code_challenge"
        | b"id_token_hint" => true,
        b"logout_uri" | b"post_logout_redirect_uri" | b"client_assertion" => true,
        // As pages name the code towards their own server.
        b"authCode" | b"auth_code" | b"authorizationCode" | b"authorization_code" => true,
        // Of providers' error pages.
        b"errorId" | b"authError" | b"oauthErrorCode" => true,
        _ => false,
    }
}

/// Percent-decoded, `+` as a space; only where there is anything to decode.
pub fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'%', text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(percent_encoding::percent_decode(text).collect())
}

/// Whether a path may be one of a provider's endpoints.
pub fn is_endpoint(path: &[u8]) -> bool {
    let path = path.strip_suffix(b"/").unwrap_or(path);
    let last = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let exact: [&[u8]; 14] = [
        b"par",
        b"me",
        b"request",
        b"code",
        b"auth",
        b"dcr",
        b"access",
        b"certs",
        b"keys",
        b"user",
        b"session",
        b"get-session",
        b"whoami",
        b"profile",
    ];
    let begins = |at: usize, word: &[u8]| {
        last.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    let has_word = last.iter().enumerate().any(|(at, byte)| match byte | 0x20 {
        b't' => begins(at, b"token"),
        b'o' => begins(at, b"oauth") || begins(at, b"openid"),
        b'j' => begins(at, b"jwks"),
        b'u' => begins(at, b"userinfo"),
        b'i' => begins(at, b"introspect"),
        b'r' => {
            begins(at, b"revo") || begins(at, b"regist") || begins(at, b"refresh") || begins(at, b"renew")
        }
        b'd' => begins(at, b"device"),
        b'b' => begins(at, b"backchannel"),
        b'l' => begins(at, b"logout") || begins(at, b"logoff") || begins(at, b"log-out"),
        b's' => begins(at, b"signout") || begins(at, b"sign-out"),
        b'a' => begins(at, b"authori"),
        _ => false,
    });
    has_word
        || exact.iter().any(|word| last.eq_ignore_ascii_case(word))
        || path.ends_with(b"/auth/status")
        || contains(path, b".well-known/o")
        || last == b"webfinger"
}

/// Whether the headers of a request that can only be an asset may pass a response's parameters on, in `Referer`.
pub fn may_leak(headers: &[u8]) -> bool {
    // What is escaped is looked at, whatever it says.
    memchr::memmem::find(headers, b"\\u00").is_some()
        || memchr::memchr_iter(b'=', headers).any(|at| {
            let before = headers.get(..at).unwrap_or_default();
            LEAKS.iter().any(|word| before.ends_with(word))
        })
}

/// Whether a path is a usual one of redirection endpoints.
pub fn is_callback(path: &[u8]) -> bool {
    let lower = path.to_ascii_lowercase();
    let words: [&[u8]; 7] = [b"callback", b"auth", b"signin", b"sign-in", b"login", b"/cb", b"redirect"];
    words.iter().any(|word| contains(&lower, word))
}

/// Whether the text of a refusal names an error of OAuth.
pub fn names_error(text: &[u8]) -> bool {
    let text = plain(text.get(..16 << 10).unwrap_or(text));
    NAMED.iter().any(|word| word.find(&text).is_some())
}

/// Whether a path is one at which a login may begin or end.
pub fn is_login(path: &[u8]) -> bool {
    let lower = path.to_ascii_lowercase();
    is_callback(path)
        || [&b"oidc"[..], b"openid", b"sso", b"connect"].iter().any(|word| contains(&lower, word))
}

/// Whether a path is one to which a provider's own page posts what the person types.
pub fn goes_on_with_login(path: &[u8]) -> bool {
    let lower = path.to_ascii_lowercase();
    [&b"login"[..], b"signin", b"sign-in", b"factor", b"interaction"]
        .iter()
        .any(|word| contains(&lower, word))
}

/// Whether a path is one where logins and tokens are handled.
pub fn handles_tokens(path: &[u8]) -> bool {
    let lower = path.to_ascii_lowercase();
    [&b"auth"[..], b"token", b"login", b"device", b"refresh", b"session"]
        .iter()
        .any(|word| contains(&lower, word))
}

/// Whether a `Set-Cookie` sets a session by its name, or the first part of one that is too large for a cookie.
pub fn keeps_session(cookie: &[u8]) -> bool {
    let name = cookie.split(|byte| *byte == b'=').next().unwrap_or_default();
    marks::is_first_part(&lossy(name)) || marks::names_session(&lossy(name))
}

/// Whether a path is one of Firebase Authentication's helper, or of the call that ends its login.
pub fn is_sign_in_helper(path: &[u8]) -> bool {
    contains(path, b"/__/auth/") || marks::is_sign_in_call(&lossy(path))
}

/// Whether the beginning of a refusal says that the request was too large.
pub fn says_too_large(text: &[u8]) -> bool {
    let start = plain(text.get(..text.len().min(4 << 10)).unwrap_or_default()).to_ascii_lowercase();
    marks::TOO_LARGE.iter().any(|says| contains(&start, says.as_bytes()))
}

pub fn contains(text: &[u8], word: &[u8]) -> bool {
    // To make ready for a search takes longer than to look through a few words.
    if text.len() > 512 {
        return memchr::memmem::find(text, word).is_some();
    }
    let mut rest = text;
    while let Some(at) = word.first().and_then(|first| memchr::memchr(*first, rest)) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(word) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// What the text of an answer tells, as it stands in the JSON of the capture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// It may tell of a token request that failed out of sight.
    pub failure: bool,
    pub access_token: bool,
    pub device_code: bool,
    /// It has a member `keys`.
    pub keys: bool,
}

/// Whether a text can only be JSON.
pub fn is_json(text: &[u8]) -> bool {
    text.trim_ascii_start().first().is_some_and(|byte| matches!(byte, b'{' | b'['))
}

/// Looks into the first bytes of an answer's text.
pub fn told(raw: &[u8], longest: usize) -> Told {
    let json = is_json(raw);
    let raw = raw.get(..longest).unwrap_or(raw);
    let (mut told, escapes) = clear(raw);
    let text = if escapes { plain(raw) } else { Cow::Borrowed(raw) };
    if escapes {
        (told, _) = clear(&text);
    }
    told.keys = json && KEYS.iter().any(|word| word.find(&text).is_some());
    told
}

/// The same from a text without escapes of letters, all but `keys`; and whether it has some.
fn clear(text: &[u8]) -> (Told, bool) {
    let (mut told, mut escapes) = (Told::default(), false);
    any::<false>(text, |hit| {
        look(text, hit, &mut told);
        escapes |= hit.checked_sub(1).is_some_and(|slash| is_letter(text, slash));
        false
    });
    (told, escapes)
}

/// Whether a place in a text is one that is meant, of those of all clues, or of all failures.
fn any<const FAILURES: bool>(text: &[u8], mut is: impl FnMut(usize) -> bool) -> bool {
    // Blocks overlap: the last byte of one is the first of the next.
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let mut padded: Block;
        let block = match rest.first_chunk() {
            Some(block) => block,
            None => {
                padded = [b' '; SIZE];
                padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                &padded
            }
        };
        let mut hits = if FAILURES { failures(block) } else { clues(block) };
        while hits != 0 {
            if is(at + hits.trailing_zeros() as usize) {
                return true;
            }
            hits &= hits - 1;
        }
        at += SIZE - 1;
    }
    false
}

/// Whether the escape of an ASCII letter, or of a sign among these, stands here.
fn is_letter(text: &[u8], at: usize) -> bool {
    matches!(text.get(at..), Some([b'\\', b'u', b'0', b'0', b'4'..=b'7', ..]))
}

/// `at` is where one of the clues begins.
fn look(text: &[u8], at: usize, told: &mut Told) {
    let begins = |from: usize, word: &[u8]| {
        text.get(from..from + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    let Some(before) = at.checked_sub(1) else {
        told.failure |= begins(at, b"oauth");
        return;
    };
    let ends = |word: &[u8]| text.get(..before).is_some_and(|text| ends_with(text, word));
    match text.get(at + 1).map(u8::to_ascii_lowercase) {
        Some(b'k') if begins(before, b"token") => {
            let after = at + 4;
            told.access_token |= ends(b"access_") || ends(b"access");
            told.failure = told.failure
                || begins(after, b"_response")
                || begins(after, b"error")
                || is_refused_request(text, after)
                || is_failed_fetch(text, before);
        }
        Some(b'd') if begins(before, b"code") => {
            told.device_code |= ends(b"device_");
            let exchange = || follows(text, at + 3, &[b"exchange"]);
            let fetched =
                || ["authorization", "the"].iter().any(|word| precedes(text, before, word.as_bytes()));
            told.failure = told.failure || exchange() || fetched() && is_failed_fetch(text, before);
        }
        Some(b'a') if begins(at, b"oauth") => {
            let next = at + 5;
            told.failure |= begins(next, b"2:") || begins(next, b"callback") || begins(next, b"error");
        }
        _ => {}
    }
}

fn ends_with(text: &[u8], word: &[u8]) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|from| text.get(from..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Whether a word stands within the forty bytes before.
fn precedes(text: &[u8], at: usize, word: &[u8]) -> bool {
    let before = text.get(at.saturating_sub(40)..at).unwrap_or_default();
    before.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// `token request … failed`.
fn is_refused_request(text: &[u8], at: usize) -> bool {
    let subject: [&[u8]; 5] = [b"exchange", b"request", b"endpoint", b"retrieval", b"response"];
    follows(text, at, &subject) && {
        let after = text.get(at..text.len().min(at + 500)).unwrap_or_default().to_ascii_lowercase();
        REFUSED.iter().any(|word| word.find(&after).is_some())
    }
}

/// `failed to fetch … token`.
fn is_failed_fetch(text: &[u8], at: usize) -> bool {
    let before = text.get(at.saturating_sub(300)..at).unwrap_or_default();
    let begins = |hit: usize, (word, pair): &(&[u8], usize)| {
        let part = hit.checked_sub(*pair).and_then(|from| before.get(from..from + word.len()));
        part.is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    any::<true>(before, |hit| FAILED.iter().any(|word| begins(hit, word))) && {
        let before = before.to_ascii_lowercase();
        FETCHED.iter().any(|word| word.find(&before).is_some())
    }
}

/// Words of failures, and where in them stands the pair by which they are found.
const FAILED: [(&[u8], usize); 5] =
    [(b"fail", 2), (b"error", 1), (b"unable", 3), (b"could not", 7), (b"cannot", 4)];

type Finders = LazyLock<Vec<Finder<'static>>>;

static NAMED: Finders = LazyLock::new(|| {
    finders(&[
        "invalid_grant",
        "invalid_client",
        "unauthorized_client",
        "redirect_uri_mismatch",
        "expired_token",
        "AADSTS",
        "IDX20",
        "MetadataAddress or Authority",
        "provided Issuer",
        "openid-configuration",
        "not match authority",
        "id_token",
        "oidc",
        "scope",
        "refresh token",
    ])
});
static KEYS: Finders = LazyLock::new(|| finders(&["keys\\\"", "keys\""]));
static REFUSED: Finders = LazyLock::new(|| {
    finders(&["fail", "error", "returned", "status", "rejected", "denied", "refused", "invalid"])
});
static FETCHED: Finders = LazyLock::new(|| {
    finders(&["exchang", "redeem", "retriev", "fetch", "obtain", "get", "acquir", "request"])
});

fn finders(words: &[&'static str]) -> Vec<Finder<'static>> {
    words.iter().map(|word| Finder::new(*word)).collect()
}

/// Whether one of the words comes next, behind white space and markup.
fn follows(text: &[u8], at: usize, words: &[&[u8]]) -> bool {
    let mut rest = text.get(at..).unwrap_or_default();
    let mut apart = false;
    loop {
        rest = match rest {
            [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] | [b'\\', b'n' | b't' | b'r', rest @ ..] => rest,
            [b'<', rest @ ..] => {
                let end = memchr::memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
                rest.get(end..).unwrap_or_default()
            }
            [b'&', b'n', b'b', b's', b'p', b';', rest @ ..] => rest,
            _ => break,
        };
        apart = true;
    }
    let begins = |word: &&[u8]| rest.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
    apart && words.iter().any(begins)
}

/// Without escapes of letters, which no exporter writes but anybody may.
pub fn plain(raw: &[u8]) -> Cow<'_, [u8]> {
    if !memchr::memmem::find_iter(raw, b"\\u00").any(|at| is_letter(raw, at)) {
        return Cow::Borrowed(raw);
    }
    let mut plain = Vec::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        rest = match rest {
            [b'\\', b'u', b'0', b'0', high @ b'4'..=b'7', low, rest @ ..] if low.is_ascii_hexdigit() => {
                let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default();
                plain.push((digit(*high) * 16 + digit(*low)) as u8);
                rest
            }
            [b'\\', next, rest @ ..] => {
                plain.extend([b'\\', *next]);
                rest
            }
            [byte, rest @ ..] => {
                plain.push(*byte);
                rest
            }
            [] => return Cow::Owned(plain),
        };
    }
}
