//! Texts of a capture without their secrets: URLs, forms, JSON, headers and cookies by their structure, so that every byte
//! that is evidence (encoding, order, doubling, white space) stays where it was.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::texts::{markup, multipart, prose};
use super::vault::Vault;
use crate::http::{Instant, decode, media_type};
use crate::report::{is_constant, is_harmless, is_noise, is_random};
use crate::rule::placeholder::placeholder;

/// A URL: random segments of its path, and the parameters of query and fragment.
pub fn url(vault: &mut Vault<'_>, text: &str) -> String {
    let (before, fragment) =
        text.split_once('#').map_or((text, None), |(before, fragment)| (before, Some(fragment)));
    let (address, query) =
        before.split_once('?').map_or((before, None), |(address, query)| (address, Some(query)));
    let mut out = path(vault, address);
    if let Some(query) = query {
        out.push('?');
        out.push_str(&form(vault, query));
    }
    if let Some(fragment) = fragment {
        out.push('#');
        // A route of the page's own may have a query of its own: `#/login?error=…`.
        match fragment.split_once('?').filter(|(route, _)| !route.contains('=')) {
            Some((route, query)) => {
                out.push_str(&path(vault, route));
                out.push('?');
                out.push_str(&form(vault, query));
            }
            None => out.push_str(&form(vault, fragment)),
        }
    }
    out
}

/// Whether a value is an address without parameters, user or random segments.
pub fn is_plain_address(value: &str) -> bool {
    let address = value.split_once("://").map(|(_, rest)| rest).unwrap_or_default();
    !address.is_empty() && !address.contains(['?', '#', '@', '=', '&']) && !address.split('/').any(is_random)
}

fn path(vault: &mut Vault<'_>, address: &str) -> String {
    let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
    let mut segments = rest.split('/');
    let host = segments.next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or_else(
        || host.to_owned(),
        |(user, host)| format!("{}@{host}", vault.put("user in the URL", user)),
    );
    let segments = segments.map(|segment| {
        // A URN is a name (Oracle Health's codes stand so in the path of its error page).
        let is_name = decode(segment).starts_with("urn:");
        if vault.known(segment).is_some() || is_random(segment) && !is_name {
            vault.put("in paths", segment)
        } else {
            segment.to_owned()
        }
    });
    let mut out = if scheme.is_empty() { host } else { format!("{scheme}://{host}") };
    for segment in segments {
        out.push('/');
        out.push_str(&segment);
    }
    out
}

/// `a=b&c=d` with each secret value replaced; the encoding of what stays is as it was.
pub fn form(vault: &mut Vault<'_>, text: &str) -> String {
    let pieces: Vec<String> = text
        .split('&')
        .map(|piece| match piece.split_once('=') {
            Some((name, raw)) => format!("{name}={}", form_value(vault, &decode(name), raw)),
            None => piece.to_owned(),
        })
        .collect();
    pieces.join("&")
}

/// A raw form value: the pseudonym of what it decodes to, encoded like the original.
pub fn form_value(vault: &mut Vault<'_>, name: &str, raw: &str) -> String {
    let value = decode(raw);
    let new = self::value(vault, name, &value);
    if new == value {
        return raw.to_owned();
    }
    if new.chars().count() != value.chars().count() {
        return utf8_percent_encode(&new, NON_ALPHANUMERIC).to_string();
    }
    let mut made = new.chars();
    let mut out = String::with_capacity(raw.len());
    let mut bytes = raw.char_indices();
    while let Some((at, c)) = bytes.next() {
        let escape = raw
            .get(at..at + 3)
            .filter(|part| c == '%' && part.bytes().skip(1).all(|b| b.is_ascii_hexdigit()));
        let Some(next) = made.next() else { break };
        match escape {
            Some(_) if !next.is_ascii() => return utf8_percent_encode(&new, NON_ALPHANUMERIC).to_string(),
            Some(part) => {
                bytes.nth(1);
                let same = decode(part).starts_with(next);
                out.push_str(&if same { part.to_owned() } else { format!("%{:02X}", next as u32) });
            }
            None if c == '+' => out.push('+'),
            None => out.push(next),
        }
    }
    out
}

/// A parameter's or member's decoded value: harmless ones and placeholders stand, URLs are read on, the rest is replaced.
pub fn value(vault: &mut Vault<'_>, name: &str, value: &str) -> String {
    if vault.known(value).is_some() {
        return vault.put(name, value);
    }
    let is_url = value.starts_with("http://") || value.starts_with("https://") || is_response_of_app(value);
    if is_url && !value.contains(char::is_whitespace) {
        return url(vault, value);
    }
    if is_harmless(name) || crate::oauth::is_of_failure(name) {
        return prose(vault, value);
    }
    if let Some((code, says)) = crate::oauth::unpacked(value).filter(|_| name == "authError") {
        return crate::oauth::packed(&code, &prose(vault, &says));
    }
    // OpenID Connect Core, section 5.5: which claims are asked for is no secret.
    if name == "claims" && value.starts_with('{') {
        return json(vault, value);
    }
    // A form inside a JSON: the tokens that are handed to Firebase.
    if name == "postBody" && value.contains('=') {
        return form(vault, value);
    }
    if value.is_empty() || placeholder(value).is_some() || is_plain(name, value) || is_time(value) {
        return value.to_owned();
    }
    vault.put(name, value)
}

/// The address at which a native client was called, under a scheme of its own, with a response in its query.
fn is_response_of_app(value: &str) -> bool {
    let scheme = value.split_once(":/").map(|(scheme, _)| scheme).unwrap_or_default();
    let is_scheme =
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    is_scheme && value.contains("state=") && ["code=", "error="].iter().any(|name| value.contains(name))
}

/// A moment, to the second: what happened when is evidence, and stands in the file's own times, too.
fn is_time(value: &str) -> bool {
    (19..=35).contains(&value.len())
        && value.as_bytes().get(10) == Some(&b'T')
        && Instant::parse(value).is_some()
        && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b':' | b'.' | b'T' | b'Z'))
}

/// Short words and numbers say how a thing is set, unless the name says that it is a secret.
fn is_plain(name: &str, value: &str) -> bool {
    const ALWAYS: [&str; 8] = ["pass", "pwd", "pin", "otp", "secret", "user", "login", "email"];
    let lower = name.to_ascii_lowercase();
    let is_word = |word: &str| word.len() < 16 && word.bytes().all(|b| b.is_ascii_lowercase());
    let tells_error =
        || ["code", "reason", "cause"].iter().any(|word| lower.ends_with(word)) && is_constant(value);
    // As Okta's `E0000004`, in `errorCode` and `errorLink`.
    let numbers_error = || {
        lower.starts_with("error")
            && value.len() <= 12
            && value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    // Problem details (RFC 9457, section 3.1) in one word: Xero's `AuthenticationUnsuccessful`.
    let details = || {
        ["title", "detail"].contains(&lower.as_str())
            && value.len() < 40
            && value.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !is_noise(value)
    };
    let is_told = || tells_error() || numbers_error() || details();
    (value.len() < 6 || value.split(['_', '-', '.']).all(is_word) || is_told())
        && !ALWAYS.iter().any(|word| lower.contains(word))
}

/// A body by what it is.
pub fn body(vault: &mut Vault<'_>, text: &str, content_type: &str) -> String {
    let trimmed = text.trim_start();
    if trimmed.starts_with(['{', '[']) {
        return json(vault, text);
    }
    if trimmed.starts_with('<') {
        return markup(vault, text);
    }
    if let Some(parts) = multipart(vault, text) {
        return parts;
    }
    let is_form = media_type(content_type) == "application/x-www-form-urlencoded"
        || (!trimmed.contains(['<', '\n', ' ']) && trimmed.contains('='));
    if is_form { form(vault, text) } else { prose(vault, text) }
}

/// JSON text, string by string: layout, order and repeated members stay.
fn json(vault: &mut Vault<'_>, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut names: Vec<String> = vec![String::new()];
    let mut rest = text;
    while let Some(at) = rest.find(['"', '{', '[', '}', ']']) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        if !after.starts_with('"') {
            let (mark, after) = after.split_at_checked(1).unwrap_or((after, ""));
            match mark {
                "{" | "[" => names.push(names.last().cloned().unwrap_or_default()),
                _ if names.len() > 1 => drop(names.pop()),
                _ => {}
            }
            out.push_str(mark);
            rest = after;
            continue;
        }
        let (literal, after) = after.split_at_checked(literal_end(after)).unwrap_or((after, ""));
        let Ok(string) = serde_json::from_str::<String>(literal) else {
            out.push_str(&prose(vault, literal));
            rest = after;
            continue;
        };
        let is_name = after.trim_start().starts_with(':');
        if is_name && let Some(name) = names.last_mut() {
            name.clone_from(&string);
        }
        let name = names.last().cloned().unwrap_or_default();
        let within = names.iter().rev().nth(1).map(String::as_str);
        // An API's `error` has a code of its own: no authorization code; and the name of the field or header that is meant.
        let is_error = matches!(
            name.as_str(),
            "code" | "type" | "field" | "reason" | "domain" | "location" | "locationType"
        ) && matches!(within, Some("error" | "errors" | "extensions" | "details"));
        let new = match () {
            () if is_name => string.clone(),
            () if is_error => prose(vault, &string),
            () => member(vault, &name, &string),
        };
        out.push_str(&if new == string {
            literal.to_owned()
        } else {
            serde_json::Value::String(new).to_string()
        });
        rest = after;
    }
    out + rest
}

/// Index after the closing quotation mark of a string literal at the start of a text.
fn literal_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A member's text: sentences stand (without the secrets in them), the public halves of keys too.
fn member(vault: &mut Vault<'_>, name: &str, text: &str) -> String {
    const PUBLIC: [&str; 7] = ["n", "e", "x", "y", "crv", "x5c", "key_ops"];
    if PUBLIC.contains(&name) {
        return text.to_owned();
    }
    if text.contains(' ') && !is_personal(name) { prose(vault, text) } else { value(vault, name, text) }
}

fn is_personal(name: &str) -> bool {
    [
        "name",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "address",
        "formatted",
        "street_address",
        "locality",
        "displayName",
    ]
    .contains(&name)
}

/// A `Set-Cookie` line: its value is replaced, its attributes stand.
pub fn set_cookie(vault: &mut Vault<'_>, line: &str) -> String {
    let (pair, attributes) = line.split_once(';').map_or((line, None), |(pair, rest)| (pair, Some(rest)));
    let pair = cookie(vault, pair);
    attributes.map_or(pair.clone(), |attributes| format!("{pair};{attributes}"))
}

/// A `Cookie` line.
pub fn cookies(vault: &mut Vault<'_>, line: &str) -> String {
    let pairs: Vec<String> = line.split(';').map(|pair| cookie(vault, pair)).collect();
    pairs.join(";")
}

fn cookie(vault: &mut Vault<'_>, pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, value)) if value.len() >= 3 => {
            // A script keeps an object there, percent-encoded.
            let object = serde_json::from_str(&decode(value)).ok().filter(serde_json::Value::is_object);
            let new = match object {
                Some(object) => {
                    utf8_percent_encode(&kept(vault, "cookie", object).to_string(), NON_ALPHANUMERIC)
                        .to_string()
                }
                None => vault.put("cookie", value),
            };
            format!("{name}={new}")
        }
        _ => pair.to_owned(),
    }
}

/// An object that a script keeps: what names the request stands, long values are replaced as everywhere, and nothing else is left.
fn kept(vault: &mut Vault<'_>, name: &str, held: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match held {
        Value::String(text) if is_harmless(name) || text.starts_with("http") => {
            Value::String(value(vault, name, &text))
        }
        Value::String(text) if text.len() >= 16 => Value::String(vault.put(name, &text)),
        Value::String(_) => Value::from("-"),
        Value::Number(_) => Value::from(0),
        Value::Array(items) => items.into_iter().map(|item| kept(vault, name, item)).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, held)| {
                let new = kept(vault, &name, held);
                (name, new)
            });
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) => held,
    }
}

#[cfg(test)]
mod tests {
    use super::{Vault, cookies};
    use crate::http::decode;
    use crate::oauth::jws::Checked;

    #[test]
    fn of_an_object_in_a_cookie_only_what_names_the_request_stands() {
        let vault = &mut Vault::new([7; 32], &|_| Checked::Unsupported);
        let nonce = vault.put("nonce", "aVery-Long-Nonce-0123456789");
        let kept = "txs=%7B%22nonce%22%3A%22aVery-Long-Nonce-0123456789%22%2C%22scope%22%3A%22openid%20email%22%2C%22name%22%3A%22Ada%22%2C%22pin%22%3A1234%7D; sid=abcdef";
        let new = decode(&cookies(vault, kept));
        assert!(new.contains(&nonce) && new.contains("openid email"), "{new}");
        assert!(!["aVery", "Ada", "1234", "abcdef"].iter().any(|secret| new.contains(secret)), "{new}");
    }
}
