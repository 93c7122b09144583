//! Texts that people read, pages, XML and forms of several parts without their secrets. What is known to be one is replaced
//! wherever it stands; the rest is told by the words before it and by its form.

use super::rewrite::{form_value, url, value};
use super::vault::Vault;
use crate::report::{is_code, is_harmless, is_noise};

/// A sentence, or a value that may be one.
pub fn prose(vault: &mut Vault<'_>, text: &str) -> String {
    words(vault, text, text.contains(char::is_whitespace))
}

/// HTML or XML: what stands in an element that is named like a secret is one.
pub fn markup(vault: &mut Vault<'_>, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, piece) in text.split('<').enumerate() {
        if number > 0 {
            out.push('<');
        }
        let (tag, inner) = piece.split_once('>').map_or(("", piece), |(tag, inner)| (tag, inner));
        out.push_str(&words(vault, tag, true));
        if tag.len() + inner.len() < piece.len() {
            out.push('>');
        }
        let name = tag.split_whitespace().next().and_then(|name| name.rsplit(':').next()).unwrap_or_default();
        let is_value = !inner.trim().is_empty() && !inner.contains(char::is_whitespace);
        // A password may be a word; a code in HTML is one that is shown.
        let is_password =
            ["passw", "pwd", "username"].iter().any(|word| name.to_ascii_lowercase().contains(word));
        if is_value && !tag.starts_with('/') && (is_password || is_named(name) && opens(inner)) {
            out.push_str(&vault.put(name, inner));
        } else {
            out.push_str(&words(vault, inner, true));
        }
    }
    out
}

/// A form in several parts, each below its own header (RFC 7578).
pub fn multipart(vault: &mut Vault<'_>, text: &str) -> Option<String> {
    let boundary =
        text.lines().next().map(str::trim_end).filter(|line| line.len() > 2 && line.starts_with("--"))?;
    let parts = text.split(boundary).map(|part| {
        let blank = ["\r\n\r\n", "\n\n"].iter().find_map(|blank| Some(part.find(blank)? + blank.len()));
        let (head, content) = blank.and_then(|at| part.split_at_checked(at)).unwrap_or((part, ""));
        let name = head
            .split_once(" name=\"")
            .and_then(|(_, rest)| Some(rest.split_once('"')?.0))
            .unwrap_or_default();
        let inner = content.trim_end_matches(['\r', '\n']);
        let end = content.get(inner.len()..).unwrap_or_default();
        let new = if head.contains("filename=") { prose(vault, inner) } else { value(vault, name, inner) };
        format!("{head}{new}{end}")
    });
    Some(parts.collect::<Vec<_>>().join(boundary))
}

fn words(vault: &mut Vault<'_>, text: &str, is_sentence: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut word, mut before) = (String::new(), String::new());
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '+' | '/' | '=' | '@' | '%' | ':')
        {
            word.push(c);
            continue;
        }
        out.push_str(&self::word(vault, &word, &before, is_sentence));
        match word.as_str() {
            "" => {}
            // What stands between a name and its value belongs to the name.
            ":" | "=" => before.push_str(&word),
            _ => before = word.to_ascii_lowercase(),
        }
        word.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// One word, and what stands before it in small letters.
fn word(vault: &mut Vault<'_>, word: &str, before: &str, is_sentence: bool) -> String {
    // What is shorter is a word of the language as well.
    if word.len() >= 4 && vault.known(word).is_some() {
        return vault.put("in texts", word);
    }
    if word.starts_with("http://") || word.starts_with("https://") {
        return url(vault, word);
    }
    if let Some((person, host)) =
        word.split_once('@').filter(|(person, host)| !person.is_empty() && host.contains('.'))
    {
        return format!("{}@{host}", vault.put("e-mail address", person));
    }
    if let Some((name, raw)) = word.split_once('=').filter(|(name, raw)| is_named(name) && opens(raw)) {
        return format!("{name}={}", form_value(vault, name, raw));
    }
    let core = word.trim_matches(['.', ':', '=', '/']);
    if core.starts_with("eyJ") && core.len() >= 24 {
        return word.replace(core, &vault.put("token in a text", core));
    }
    let is_value = before
        .strip_suffix([':', '='])
        .map_or(["bearer", "basic", "dpop"].contains(&before), |name| name == "value" || is_named(name));
    if is_value && opens(core) {
        return word.replace(core, &vault.put("in texts", core));
    }
    // The number under which an operator finds a request is no secret.
    let is_number =
        ["id", "id:", "ray", "reference", "ref", "request", "trace", "correlation"].contains(&before);
    if !is_sentence || is_number {
        return word.to_owned();
    }
    let is_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let runs = word.split(|c| !is_run(c)).filter(|run| is_noise(run));
    runs.fold(word.to_owned(), |word, run| word.replace(run, &vault.put("in texts", run)))
}

/// Whether a name is one of those under which secrets stand.
fn is_named(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "secret",
        "token",
        "passw",
        "pwd",
        "code",
        "verifier",
        "assertion",
        "ticket",
        "session",
        "sid",
        "state",
        "nonce",
        "otp",
        "username",
        "login",
        "signature",
    ];
    let lower = name.to_ascii_lowercase();
    !is_harmless(&lower) && WORDS.iter().any(|word| lower.contains(word))
}

/// Whether a value may open something: no word of a language, no number, no error's code.
fn opens(value: &str) -> bool {
    let has = |test: fn(&u8) -> bool| value.as_bytes().iter().any(test);
    value.len() >= 8
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !is_code(value)
        && !value.starts_with("http")
}
