//! Keeps secrets out of what the report says. Parameters are shown by a list of harmless names; texts are searched for
//! every secret value of the login and for anything that looks like a token.

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::flow::Flow;
use crate::http::Params;
use crate::oauth::jwk::PRIVATE;
use crate::order;

/// The secret values of one login.
pub struct Cleaner {
    secrets: Vec<String>,
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
            secrets.extend(exchange.request.headers.cookies().map(|(_, value)| value.to_owned()));
            for line in exchange.response.headers.all("set-cookie") {
                let pair = line.split(';').next().unwrap_or_default();
                secrets.extend(pair.split_once('=').map(|(_, value)| value.to_owned()));
            }
            secrets.extend(message.authorization().map(|(_, credentials)| credentials.to_owned()));
            secrets.extend(message.basic().map(|basic| basic.secret.expose().to_owned()));
            let refused = message.answer.status.is_some_and(|status| status >= 400);
            collect(message.answer.json.as_ref(), refused, &mut secrets);
            let sets = [
                message.answer.json.clone(),
                message.given("jwks").and_then(|set| serde_json::from_str(set).ok()),
            ];
            sets.iter().flatten().for_each(|set| private_members(set, &mut secrets));
        }
        // Short values occur in ordinary words by chance.
        secrets.retain(|secret| secret.chars().count() >= 6 && !is_word(secret));
        order::sort_by(&mut secrets, |a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        secrets.dedup();
        Cleaner { secrets }
    }

    /// The text without secrets.
    pub fn clean(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), &format!("[{} characters]", secret.chars().count()));
            }
        }
        without_assigned(&without_tokens(&self.without_encoded(&text)))
    }

    /// Masks base64 of a text with a secret in it.
    fn without_encoded(&self, text: &str) -> String {
        let is_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
        let tells = |part: &str| {
            let clear = if part.len() < 16 { None } else { decoded(part) };
            clear.is_some_and(|clear| self.secrets.iter().any(|secret| clear.contains(secret.as_str())))
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

    /// Whether a text holds one of the secrets.
    pub fn holds_secret(&self, text: &str) -> bool {
        self.secrets.iter().any(|secret| text.contains(secret.as_str()))
            || without_tokens(text) != text
            || self.without_encoded(text) != text
    }
}

/// Parameters and members that may be shown in clear.
pub fn is_harmless(name: &str) -> bool {
    const NAMES: [&str; 93] = [
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
        "error_description",
        "error_reason",
        "error_subcode",
        "error_uri",
        "exp",
        "expires",
        "expires_in",
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
        "issued_token_type",
        "issuer",
        "jwks_uri",
        "kid",
        "kty",
        "max_age",
        "message",
        "nbf",
        "not-before-policy",
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
        "registration_endpoint",
        "requested_token_type",
        "resource",
        "response_mode",
        "response_type",
        "response_types",
        "scope",
        "scopes",
        "scopes_supported",
        "subject_token_type",
        "suberror",
        "timestamp",
        "token_endpoint",
        "token_endpoint_auth_method",
        "token_endpoint_auth_methods_supported",
        "token_type",
        "trace_id",
        "typ",
        "ui_locales",
        "use",
        "userinfo_endpoint",
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
    NAMES.contains(&name) || name.ends_with("_endpoint") || name.ends_with("_supported")
}

/// Headers whose value may be shown in clear. Everything that authenticates is not among them.
pub fn is_harmless_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let secret = [
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "dpop",
        "dpop-nonce",
        "referer",
        "location",
        "x-api-key",
        "x-csrf-token",
        "x-xsrf-token",
        "x-auth-token",
        ":path",
        "x-amz-security-token",
        "link",
        "refresh",
    ];
    !secret.contains(&name.as_str())
        && !name.contains("token")
        && !name.contains("secret")
        && !name.contains("session")
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
            Value::String(text) if !is_harmless(name) && !(refused && tells_why(name, text)) => {
                secrets.push(text.clone());
            }
            Value::Object(_) if name != "error" => collect(Some(value), refused, secrets),
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

/// Masks what a log or a command assigns to a secret's name: `client_secret=…`, `"access_token": "…"`, `code=…`.
fn without_assigned(text: &str) -> String {
    const NAMES: [&str; 12] = [
        "client_secret",
        "access_token",
        "refresh_token",
        "id_token",
        "code_verifier",
        "client_assertion",
        "device_code",
        "auth_req_id",
        "password",
        "passwd",
        "assertion",
        "code",
    ];
    let mut clean = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['=', ':']) {
        let (before, value) = rest.split_at_checked(at + 1).unwrap_or((rest, ""));
        clean.push_str(before);
        let name = before.trim_end_matches(['=', ':']).trim_end_matches(['"', '\'', '\\', ' ']);
        let named = NAMES.iter().any(|known| {
            let front = name.strip_suffix(known).map(|front| front.chars().next_back());
            front.is_some_and(|last| last.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != '-'))
        });
        let start = value.find(|c: char| !matches!(c, '"' | '\'' | '\\' | ' ')).unwrap_or(value.len());
        let (marks, value) = value.split_at_checked(start).unwrap_or(("", value));
        let is_end = |c: char| {
            c.is_whitespace() || matches!(c, '&' | '"' | '\'' | '\\' | ',' | ';' | '}' | ')' | '<' | '…')
        };
        let end = value.find(is_end).unwrap_or(value.len());
        let (secret, after) = value.split_at_checked(end).unwrap_or((value, ""));
        clean.push_str(marks);
        // An error's code is a word or a number, a secret is neither.
        if named && secret.chars().count() >= 6 && !is_word(secret) && !is_code(secret) {
            clean.push_str(&format!("[{} characters]", secret.chars().count()));
            rest = after;
        } else {
            rest = value;
        }
    }
    clean + rest
}

/// The form of an error's code or of a mask: digits, capitals with digits behind them, what is masked already.
fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    text.starts_with(['[', '<', '{', '$', '*'])
        || digits.bytes().all(|b| b.is_ascii_digit())
        || text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// Masks everything that has the form of a JWT.
fn without_tokens(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        let (before, token) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let end = token
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '=')))
            .unwrap_or(token.len());
        let (token, after) = token.split_at_checked(end).unwrap_or((token, ""));
        clean.push_str(before);
        if token.len() >= 24 {
            clean.push_str(&format!("[token, {} characters]", token.len()));
        } else {
            clean.push_str(token);
        }
        rest = after;
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::{path, without_assigned, without_tokens};

    #[test]
    fn what_a_log_assigns_to_a_secrets_name_is_masked() {
        assert_eq!(
            without_assigned(
                "POST client_secret=abcDEF12345678&code=SplxlOBeZQQYbYS6WxSbIA {\"access_token\": \"2YotnFZFEjr1\"}"
            ),
            "POST client_secret=[14 characters]&code=[22 characters] {\"access_token\": \"[12 characters]\"}"
        );
        let words = "error code: AADSTS7000215, code=invalid_grant, code: 'OAUTH_RESPONSE_BODY_ERROR', status code: 403, http://x";
        assert_eq!(without_assigned(words), words);
    }

    #[test]
    fn tokens_and_random_segments_are_masked() {
        assert_eq!(
            without_tokens("a eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln b"),
            "a [token, 41 characters] b"
        );
        assert_eq!(
            path("https://op.example/interaction/DuA6r8L4aEwFo2WfmNbZNm/login"),
            "https://op.example/interaction/…/login"
        );
        assert_eq!(
            path("https://op.example/960cf2a7-89c4-4af9-8099-888298c64588/oauth2/token"),
            "https://op.example/960cf2a7-89c4-4af9-8099-888298c64588/oauth2/token"
        );
    }
}
