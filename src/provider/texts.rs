//! Sentences that many servers and libraries print, whatever code stands beside them: on a provider's error page, in a
//! description, on the client's own page.

mod about_parties;
mod about_request;
mod about_tokens;
mod api;
mod client;
mod languages;
mod reading;
mod server;
mod services;
mod token;
mod wrong;

use api::API;
pub use api::AUDIENCE;
use client::CLIENT;
pub use client::MISSES_RESPONSE;
use languages::LANGUAGES;
use server::SERVER;
use services::SERVICES;
use token::TOKEN;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex_lite::Regex;
use sha2::{Digest as _, Sha256};

use super::{Entry, Place, matches};
use crate::cause::{Cause, Words};
use crate::causes as c;

/// What a sentence in these words means, if it is one that is known: first of those that belong to the place.
pub fn look_up(words: &Words) -> Option<Entry> {
    let text = searched(words);
    let among = |table| find(table, &text, words.place);
    let repeats_library = words.place == Place::Callback && words.code == "server_error";
    // A text that names neither step nor code may be a client's.
    let is_open = words.place == Place::Token && words.status.is_none() && words.code.is_empty();
    // "E-mail or password" is the client's own sentence for any failure of its login.
    let of_person = || matches(r"(?i)\b(e-?mail|user ?name|login)\b.{0,9}\b(or|and) password", &text, "");
    // What is registered is compared before there is a code.
    let of_registration = || matches(r"(?i)\bregister|authorization request", &text, "");
    let redeems = || words.redeems && !of_person() && !of_registration();
    among(SERVICES)
        .or_else(|| among(LANGUAGES))
        .or_else(|| among(CLIENT).filter(|entry| is_open && is_of_session(entry)))
        .or_else(|| own(words))
        .or_else(|| among(CLIENT).filter(|entry| repeats_library && is_of_id_token(entry)))
        .or_else(|| if redeems() { among(TOKEN) } else { None })
        .or_else(|| among(SERVER))
        .or_else(|| among(CLIENT).filter(|_| is_open))
        .or_else(|| among(API).filter(|_| is_open))
        // A client's page may repeat what the token endpoint said.
        .or_else(|| {
            let repeats = words.place == Place::Callback && !super::is_standard(&words.code) && !of_person();
            // At an API these words are about its token; at a callback about anything.
            let of_api = || {
                among(API).filter(|entry| {
                    entry.causes.first().is_none_or(|first| !first.id.starts_with("access_token_"))
                })
            };
            if repeats { among(TOKEN).or_else(of_api) } else { None }
        })
}

/// Whether a sentence tells that the response does not belong to what the client remembers, or did not reach it.
fn is_of_session(entry: &Entry) -> bool {
    let causes = [
        c::session_cookie_lost::CAUSE.id,
        c::state_mismatch::CAUSE.id,
        c::nonce_mismatch::CAUSE.id,
        c::cors_blocked::CAUSE.id,
        c::ip_blocked::CAUSE.id,
        c::login_loop::CAUSE.id,
    ];
    entry.causes.first().is_some_and(|first| causes.contains(&first.id))
}

/// Whether a sentence tells of an ID token that does not verify: beside `server_error` it is what the library of a server said that
/// is itself a client of another provider.
fn is_of_id_token(entry: &Entry) -> bool {
    entry.causes.first().is_some_and(|first| first.id.starts_with("id_token_"))
}

/// The same, of the sentences only that belong to the place.
pub fn own(words: &Words) -> Option<Entry> {
    let table = match words.place {
        Place::Token => TOKEN,
        Place::Api => API,
        // What came as an error of the protocol is the server's word, not the client's.
        Place::Callback if !super::is_standard(&words.code) => CLIENT,
        Place::Callback | Place::Page => return None,
    };
    // `invalid_grant` is never about the client's own credentials (RFC 6749, section 5.2).
    let fits = |entry: &&Entry| {
        let of_client = entry.causes.first().is_some_and(|first| {
            [c::wrong_client_secret::CAUSE.id, c::missing_client_auth::CAUSE.id].contains(&first.id)
        });
        let of_misspelt =
            entry.causes.first().is_some_and(|first| first.id == c::grant_type_missing_or_wrong::CAUSE.id);
        // `unauthorized_client` is about the client's registration, and never about a misspelt grant.
        !(words.code == "invalid_grant" && of_client || words.code == "unauthorized_client" && of_misspelt)
    };
    let text = searched(words);
    let found = table.iter().filter(fits).find(|entry| matches(entry.pattern, &text, ""));
    found.map(|entry| Entry { place: words.place, ..*entry })
}

/// The sentences with which RFC 6749 and its drafts explain `invalid_request`, `invalid_grant` and `invalid_client`: libraries repeat all of
/// them, whichever of their parts is meant; labels of Okta's and Google's error pages, and what Tomcat says of
/// every address that is not there.
static REPEATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)the request is missing a (required )?parameter, includes an (invalid|unsupported) parameter( value)?,[^.]{0,160}otherwise malformed\.?|the provided (access|authorization) grant( \(e\.g[^)]{0,80}\))?( or refresh token)? is invalid, expired,[^)]{0,190}(redirection uri\)|another client)\.?|\(e\.g\.,? unknown client,[^)]{0,120}\)|identity provider: unknown\b|unknown location|the origin server did not find a current representation for the target resource[^.]{0,60}\.?|access blocked: authorization error",
    )
    .ok()
});

/// The words without the general sentences of the specifications, where something else stands beside those.
pub fn beside_general(words: &Words) -> Words {
    let rest = REPEATED.as_ref().map(|sentence| sentence.replace_all(&words.text, " ").trim().to_owned());
    let rest = rest.filter(|rest| rest.contains(char::is_alphabetic));
    Words { text: rest.unwrap_or_else(|| words.text.clone()), ..words.clone() }
}

/// The text without the code, whose words may look like a sentence; a code that no specification knows is one.
fn searched(words: &Words) -> String {
    let code = words.code.as_str();
    let text = if code.is_empty() { words.text.clone() } else { words.text.replace(code, " ") };
    let text = match REPEATED.as_ref() {
        Some(sentence) => sentence.replace_all(&text, " ").trim().to_owned(),
        None => text,
    };
    if code.is_empty() || super::is_standard(code) { text } else { format!("{} {text}", spelled_out(code)) }
}

/// Whether nothing stands beside the code but its own meaning, or the frame of a page: no part of a request is named.
pub fn names_nothing(words: &Words) -> bool {
    let text = searched(words).to_lowercase().replace("error code", "").replace("status code", "");
    let names = |part: &&str| text.contains(*part);
    text.split_whitespace().count() <= 12 && !PARTS.iter().any(names)
}

/// Beginnings of words for parts of a request, and for what may be wrong with it beyond its form.
const PARTS: [&str; 27] = [
    "param",
    "redirect",
    "uri",
    "url",
    "callback",
    "client",
    "scope",
    "code",
    "secret",
    "verifier",
    "challenge",
    "pkce",
    "state",
    "nonce",
    "grant",
    "type",
    "token",
    "header",
    "content",
    "credential",
    "audience",
    "resource",
    "method",
    "session",
    "cookie",
    "expired",
    "missing",
];

/// A code as words: `clientDisabled` and `CLIENT_DISABLED` are "client disabled"; patterns may look for either.
fn spelled_out(code: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in code.chars() {
        if before.is_ascii_lowercase() && c.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(if c == '_' { ' ' } else { c });
        before = c;
    }
    if words.replace(' ', "") == code && words != code { format!("{code} {words}") } else { words }
}

/// What the text says by what it is about and what is wrong with it, where no sentence of a table stands in it.
pub fn read(words: &Words) -> Option<Entry> {
    reading::read(words, &searched(words))
}

fn find(table: &'static [Entry], text: &str, place: Place) -> Option<Entry> {
    let found = table.iter().find(|entry| matches(entry.pattern, text, ""));
    found.map(|entry| Entry { place, ..*entry })
}

/// Whether a page of a provider says that the login failed. Long pages are left alone: their scripts name errors that
/// have not happened.
pub fn server_says_error(page: &str) -> bool {
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let says = || of_server().any(|entry| matches(entry.pattern, page, ""));
    remembered(page, &KNOWN, says)
}

/// Whether a short page of a provider refuses the client or a parameter of its request.
pub fn refuses_request(page: &str) -> bool {
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let of_request = |entry: &Entry| {
        entry.causes.first().is_some_and(|first| {
            first.id.starts_with("redirect_uri_")
                || [
                    c::wrong_client_id::CAUSE.id,
                    c::scope_invalid::CAUSE.id,
                    c::scope_not_granted::CAUSE.id,
                    c::app_not_published_or_test_user::CAUSE.id,
                    c::app_disabled::CAUSE.id,
                    c::admin_consent_required::CAUSE.id,
                    c::embedded_browser_blocked::CAUSE.id,
                    c::par_required::CAUSE.id,
                    c::response_type_not_enabled::CAUSE.id,
                ]
                .contains(&first.id)
        })
    };
    let says = || of_server().find(|entry| matches(entry.pattern, page, "")).is_some_and(of_request);
    remembered(page, &KNOWN, says)
}

/// Whether a sentence is one by which a service that is known refuses a login, whatever its status.
pub fn service_says_error(text: &str) -> bool {
    text.len() < 1500 && SERVICES.iter().any(|entry| matches(entry.pattern, text, ""))
}

/// Whether a sentence of an API says of the token that it lacks a scope.
pub fn misses_scope_of_token(text: &str) -> bool {
    text.len() < 1500 && (text.contains("token") || text.contains("OAUTH")) && matches(api::SCOPE, text, "")
}

/// Whether a short page says that the person's account or password is not good.
pub fn refuses_person(page: &str) -> bool {
    const SAYS: &str = r"(?i)\baccount (does ?n.t|does not) exist|(could ?n.t|could not|cannot) find (your|an?|that) account|\b(password|user ?name|credentials?|passcode)\b.{0,20}\b(is|are|was|were) (incorrect|invalid|wrong)|\b(invalid|incorrect|wrong) (user ?(name|id)|e-?mail|login|credentials|password|(authenticator|verification|one-time|otp|2fa) code)|\baccount (is|has been|was) (temporarily )?(disabled|locked|suspended)";
    let elsewhere = |entry: &Entry| {
        let of_person = [c::user_credentials_wrong::CAUSE.id, c::account_not_allowed::CAUSE.id];
        entry.causes.first().is_some_and(|first| of_person.contains(&first.id))
            && matches(entry.pattern, page, "")
    };
    page.len() < 1500 && (matches(SAYS, page, "") || LANGUAGES.iter().any(elsewhere))
}

fn of_server() -> impl Iterator<Item = &'static Entry> {
    SERVICES.iter().chain(SERVER).chain(LANGUAGES)
}

/// Whether a page of a client says that it refused the response.
pub fn client_says_error(page: &str) -> bool {
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    remembered(page, &KNOWN, || CLIENT.iter().any(|entry| matches(entry.pattern, page, "")))
}

/// What was found of a page, by its hash.
type Known = HashMap<[u8; 32], bool>;

/// Each page is looked at once: many logins lead to the same ones, and a live session is judged again and again.
fn remembered(page: &str, known: &Mutex<Known>, judge: impl FnOnce() -> bool) -> bool {
    if page.is_empty() || page.len() >= 1500 {
        return false;
    }
    let id: [u8; 32] = Sha256::digest(page).into();
    if let Some(known) = known.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
        return *known;
    }
    let says = judge();
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() > 500 {
        known.clear();
    }
    known.insert(id, says);
    says
}

const fn says(pattern: &'static str, causes: &'static [&'static Cause], means: &'static str) -> Entry {
    Entry { place: Place::Page, status: None, error: "", pattern, causes, means, fix: "" }
}
