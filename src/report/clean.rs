//! Keeps secrets out of what the report says. Parameters are shown by a list of harmless names; texts are searched for
//! every secret value of the login and for anything that looks like a token.

mod masks;

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use memchr::memmem::Finder;
use serde_json::Value;

use crate::flow::Flow;
use crate::http::Params;
use crate::oauth::jwk::PRIVATE;
use crate::oauth::jwt::Jwt;
use crate::order;
pub use masks::{is_code, is_constant};
use masks::{without_assigned, without_escapes, without_people, without_tokens};

/// Claims that say who somebody is, or which session it is.
const PERSONAL: [&str; 14] = [
    "sub",
    "oid",
    "puid",
    "sid",
    "jti",
    "nonce",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "unique_name",
    "upn",
    "email",
    "phone_number",
];

/// The secret values of one login.
pub struct Cleaner {
    /// Each is looked for in every text of the report: to make ready for that anew would take longer than to look.
    secrets: Vec<Finder<'static>>,
    /// The client's id, which may have the form of an e-mail address.
    client: String,
}

impl Cleaner {
    /// Collects what must not be shown: parameters that are not harmless, cookies, credentials, tokens in answers.
    pub fn of(flow: &Flow<'_>) -> Cleaner {
        let mut secrets = Vec::new();
        for message in &flow.messages {
            let exchange = message.exchange;
            let places = [
                message.params.clone(),
                exchange.query(),
                exchange.fragment(),
                of_target(exchange.redirect_target()),
            ];
            for param in places.iter().flat_map(|params| &params.0).filter(|param| !is_harmless(&param.name))
            {
                secrets.extend([param.value().to_owned(), param.raw.expose().to_owned()]);
            }
            let headers =
                [&exchange.request.headers, &exchange.response.headers].map(|headers| headers.0.iter());
            for (name, value) in headers.into_iter().flatten() {
                let name = name.to_ascii_lowercase();
                // Of those that tell of a login's own values the parts are taken below.
                let in_parts = ["authorization", "cookie", "set-cookie"].contains(&name.as_str());
                secrets.extend((authenticates(&name) && !in_parts).then(|| value.expose().to_owned()));
            }
            secrets.extend(exchange.request.headers.cookies().map(|(_, value)| value.to_owned()));
            for line in exchange.response.headers.all("set-cookie") {
                let pair = line.split(';').next().unwrap_or_default();
                secrets.extend(pair.split_once('=').map(|(_, value)| value.to_owned()));
            }
            secrets.extend(message.authorization().map(|(_, credentials)| credentials.to_owned()));
            secrets.extend(message.basic().map(|basic| basic.secret.expose().to_owned()));
            let refused = message.answer.status.is_some_and(|status| status >= 400);
            collect(message.answer.json.as_ref(), refused, &mut secrets);
            // Who somebody is stands in the claims of tokens, too.
            let tokens = ["id_token", "access_token", "id_token_hint", "response"]
                .map(|name| [message.answer.text(name), message.given(name)]);
            for jwt in tokens.into_iter().flatten().flatten().filter_map(Jwt::read) {
                let claims = jwt.claims.iter().filter(|(name, _)| PERSONAL.contains(&name.as_str()));
                secrets.extend(claims.filter_map(|(_, value)| value.as_str().map(str::to_owned)));
            }
            let sets = [
                message.answer.json.clone(),
                message.given("jwks").and_then(|set| serde_json::from_str(set).ok()),
            ];
            sets.iter().flatten().for_each(|set| private_members(set, &mut secrets));
        }
        secrets.extend(told(flow));
        // Short values occur in ordinary words by chance.
        let client = flow.client_id().unwrap_or_default();
        secrets.retain(|secret| secret.chars().count() >= 6 && !is_word(secret) && *secret != client);
        order::sort_by(&mut secrets, |a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        secrets.dedup();
        let secrets = secrets.iter().map(|secret| Finder::new(secret).into_owned()).collect();
        Cleaner { secrets, client }
    }

    /// The text without secrets.
    pub fn clean(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            if secret.find(text.as_bytes()).is_some() {
                let secret = String::from_utf8_lossy(secret.needle());
                text = text.replace(secret.as_ref(), &format!("[{} characters]", secret.chars().count()));
            }
        }
        let text = without_assigned(&without_tokens(&self.without_encoded(&text)));
        without_escapes(&without_people(&text, &self.client))
    }

    /// Masks base64 of a text with a secret in it.
    fn without_encoded(&self, text: &str) -> String {
        let is_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
        let tells = |part: &str| {
            let clear = if part.len() < 16 { None } else { decoded(part) };
            clear.is_some_and(|clear| {
                self.secrets.iter().any(|secret| secret.find(clear.as_bytes()).is_some())
            })
        };
        let mut clean = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let start = rest.find(is_run).unwrap_or(rest.len());
            let (before, run) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let end = run.find(|c| !is_run(c)).unwrap_or(run.len());
            let (run, after) = run.split_at_checked(end).unwrap_or((run, ""));
            clean.push_str(before);
            if tells(run) || run.split('/').any(tells) {
                clean.push_str(&format!("[{} characters]", run.len()));
            } else {
                clean.push_str(run);
            }
            rest = after;
        }
        clean
    }

    /// Whether a text holds what must not be shown.
    pub fn holds_secret(&self, text: &str) -> bool {
        self.clean(text) != text
    }
}

/// Parameters and members that may be shown in clear.
pub fn is_harmless(name: &str) -> bool {
    const NAMES: [&str; 95] = [
        "access_type",
        "acr",
        "acr_values",
        "alg",
        "amr",
        "application_type",
        "approval_prompt",
        "aud",
        "audience",
        "auth_time",
        "authorization_details",
        "authorization_endpoint",
        "azp",
        "channel",
        "claims_locales",
        "client_assertion_type",
        "client_id",
        "client_name",
        "code_challenge",
        "code_challenge_method",
        "correlation_id",
        "cty",
        "display",
        "domain_hint",
        "error",
        "error_codes",
        "error_debug",
        "error_description",
        "error_hint",
        "error_message",
        "error_reason",
        "error_subcode",
        "error_uri",
        "exp",
        "expires",
        "expires_at",
        "expires_in",
        "expires_on",
        "ext_expires_in",
        "grant_type",
        "grant_types",
        "hd",
        "htm",
        "htu",
        "iat",
        "include_granted_scopes",
        "interval",
        "iss",
        "issued_at",
        "issued_token_type",
        "issuer",
        "jwks_uri",
        "kid",
        "kty",
        "max_age",
        "message",
        "nbf",
        "not-before-policy",
        "not_before",
        "ok",
        "p",
        "post_logout_redirect_uri",
        "prompt",
        "realm",
        "redirect_uri",
        "redirect_uris",
        "refresh_expires_in",
        "refresh_token_expires_in",
        "refresh_token_rotation",
        "requested_token_type",
        "resource",
        "response_mode",
        "response_type",
        "response_types",
        "scope",
        "scopes",
        "subject_token_type",
        "suberror",
        "timestamp",
        "token_endpoint_auth_method",
        "token_type",
        "trace_id",
        "typ",
        "ui_locales",
        "use",
        "ver",
        "verification_uri",
        "version",
        "x5t",
        "client-request-id",
        "team",
        "enterprise",
        "status",
        "error_type",
        "require_auth_time",
    ];
    // .NET writes its members with a capital; AWS has the error's code in `__type`, and some names in camel case.
    NAMES.contains(&name)
        || ["Message", "__type", "grantType", "requestedTokenType", "subjectTokenType"].contains(&name)
        || name.ends_with("error")
        || name.ends_with("_endpoint")
        || name.ends_with("_supported")
}

/// Headers whose value may be shown in clear. Everything that authenticates is not among them.
pub fn is_harmless_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let secret = [
        "dpop",
        "dpop-nonce",
        "referer",
        "location",
        "content-location",
        ":path",
        "link",
        "refresh",
        "soapaction",
    ];
    !secret.contains(&name.as_str()) && !authenticates(&name)
}

/// Whether a header's name, in small letters, speaks of what opens a door.
fn authenticates(name: &str) -> bool {
    const WORDS: [&str; 11] = [
        "auth",
        "principal",
        "cookie",
        "token",
        "secret",
        "session",
        "key",
        "credential",
        "password",
        "signature",
        "csrf",
    ];
    let asks = ["www-authenticate", "proxy-authenticate", ":authority"].contains(&name)
        || name.starts_with("access-control-");
    !asks && WORDS.iter().any(|word| name.contains(word))
}

/// Whether a header's value may be shown in clear: by its name, and, where that says little, by its form.
pub fn is_harmless_value(name: &str, value: &str) -> bool {
    const IDS: [&str; 7] =
        ["request-id", "requestid", "correlation", "trace", "-ray", "-cf-id", "security-policy"];
    let name = name.to_ascii_lowercase();
    let is_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    is_harmless_header(&name)
        && (IDS.iter().any(|id| name.contains(id)) || !value.split(|c| !is_run(c)).any(is_noise))
}

/// What a run of base64, of either alphabet and without padding, says; none where it is no text.
fn decoded(run: &str) -> Option<String> {
    let text = |engine: GeneralPurpose| String::from_utf8(engine.decode(run).ok()?).ok();
    text(STANDARD_NO_PAD).or_else(|| text(URL_SAFE_NO_PAD))
}

fn of_target(target: Option<String>) -> Params {
    let Some(target) = target else { return Params::default() };
    let joined: Vec<&str> = target.split(['?', '#']).skip(1).collect();
    Params::parse(&joined.join("&"))
}

/// What a key set must not hold and holds all the same.
fn private_members(set: &Value, secrets: &mut Vec<String>) {
    let keys = set.get("keys").or(set.pointer("/jwks/keys")).and_then(Value::as_array);
    let own = |key: &Value| PRIVATE.map(|name| key.get(name).and_then(Value::as_str).map(str::to_owned));
    secrets.extend(keys.into_iter().flatten().flat_map(own).flatten());
}

fn collect(json: Option<&Value>, refused: bool, secrets: &mut Vec<String>) {
    let Some(Value::Object(members)) = json else { return };
    for (name, value) in members {
        match value {
            Value::String(text)
                if !(is_harmless(name) || refused && (tells_why(name, text) || is_constant(text))) =>
            {
                secrets.push(text.clone());
            }
            Value::Object(_) if name != "error" => collect(Some(value), refused, secrets),
            Value::Array(list) if !is_harmless(name) => listed(list, refused, secrets),
            _ => {}
        }
    }
}

/// A sentence under one of the names by which programs tell why they refuse.
fn tells_why(name: &str, text: &str) -> bool {
    const NAMES: [&str; 12] = [
        "reason",
        "detail",
        "details",
        "title",
        "msg",
        "description",
        "errormessage",
        "error_message",
        "info",
        "cause",
        "text",
        "exception",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) && text.split_whitespace().count() >= 3
}

fn listed(list: &[Value], refused: bool, secrets: &mut Vec<String>) {
    for value in list {
        match value {
            Value::String(text) => secrets.push(text.clone()),
            Value::Array(list) => listed(list, refused, secrets),
            value => collect(Some(value), refused, secrets),
        }
    }
}

/// A run of letters and digits without any order: its kinds change more often than those of `OAuth2AccessDeniedException`.
pub fn is_noise(run: &str) -> bool {
    let kind = |byte: &u8| (byte.is_ascii_digit(), byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
    let bytes = run.as_bytes();
    let changes = bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| kind(a) != kind(b)).count();
    is_random(run) && changes * 3 >= run.len()
}

/// What looks random in the server's words of an error, and is none of the values that may be shown.
fn told(flow: &Flow<'_>) -> Vec<String> {
    let mut known = flow.client_id().unwrap_or_default();
    let mut words = String::new();
    for message in &flow.messages {
        let all = [message.params.clone(), message.exchange.query(), message.exchange.fragment()];
        for param in all.iter().flat_map(|params| &params.0).filter(|param| is_harmless(&param.name)) {
            let into = if param.name.starts_with("error_") { &mut words } else { &mut known };
            into.push_str(&format!(" {}", param.value()));
        }
        if let Some(error) = &message.answer.error {
            words.push_str(&format!(" {}", error.description));
        }
    }
    let runs = words.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')));
    runs.filter(|run| is_noise(run) && !known.contains(run)).map(str::to_owned).collect()
}

/// A lower-case word, a number or an address is no secret worth the damage to the text.
fn is_word(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b' ')) && text.len() < 16
        || text.starts_with("http://")
        || text.starts_with("https://")
}

/// A URL's path with its random segments left out: sessions and one-time links stand there too.
pub fn path(address: &str) -> String {
    let (before, path) = match address.split_once("://") {
        Some((scheme, rest)) => rest
            .split_once('/')
            .map_or((address.to_owned(), None), |(host, path)| (format!("{scheme}://{host}"), Some(path))),
        None => (String::new(), Some(address)),
    };
    let Some(path) = path else { return before };
    let segments: Vec<&str> =
        path.split('/').map(|segment| if is_random(segment) { "…" } else { segment }).collect();
    format!("{before}/{}", segments.join("/"))
}

/// 20 or more characters with digits and letters of both cases; a GUID is a tenant's or client's name.
pub fn is_random(segment: &str) -> bool {
    let has = |test: fn(&u8) -> bool| segment.bytes().any(|b| test(&b));
    segment.len() >= 20
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{is_harmless_value, path};

    #[test]
    fn random_segments_are_masked() {
        assert_eq!(
            path("https://op.example/interaction/DuA6r8L4aEwFo2WfmNbZNm/login"),
            "https://op.example/interaction/…/login"
        );
        assert_eq!(
            path("https://op.example/960cf2a7-89c4-4af9-8099-888298c64588/oauth2/token"),
            "https://op.example/960cf2a7-89c4-4af9-8099-888298c64588/oauth2/token"
        );
    }

    #[test]
    fn a_headers_value_is_shown_where_neither_name_nor_form_speaks_against_it() {
        for (name, value) in [
            ("Server", "cloudflare"),
            ("X-Amz-Cf-Id", "sKl4x9Qb2ZcVdE7fGhJkLmNpQrStUv=="),
            ("x-ms-request-id", "960cf2a7-89c4-4af9-8099-888298c64588"),
            ("WWW-Authenticate", "Bearer error=\"invalid_token\""),
            ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"),
        ] {
            assert!(is_harmless_value(name, value), "{name}");
        }
        for (name, value) in [
            ("apikey", "1"),
            ("Ocp-Apim-Subscription-Key", "1"),
            ("X-Auth-User", "1"),
            ("X-Whatever", "sKl4x9Qb2ZcVdE7fGhJkLmNpQrStUv"),
        ] {
            assert!(!is_harmless_value(name, value), "{name}");
        }
    }
}
