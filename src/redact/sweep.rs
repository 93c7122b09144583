//! The last look at a redacted file: no secret that was met under a name may be left anywhere else, in whatever encoding.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::vault::Vault;

/// Shorter values occur by chance.
const LEAST: usize = 8;

/// The text with what was left of secrets replaced: as they are, percent-encoded once and twice, inside JSON strings and
/// HTML, and inside base64.
///
/// # Errors
/// When there are more secrets than can be searched for.
pub fn sweep(text: &str, vault: &Vault<'_>) -> Result<String, String> {
    let mut pairs: BTreeMap<String, String> = BTreeMap::new();
    for (secret, pseudonym) in vault.pairs().filter(|(secret, _)| secret.len() >= LEAST && !is_word(secret)) {
        for spelling in SPELLINGS {
            pairs.entry(spelling(secret)).or_insert_with(|| spelling(pseudonym));
        }
    }
    pairs.retain(|secret, pseudonym| secret != pseudonym);
    let finder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(pairs.keys())
        .map_err(|error| format!("the capture holds more secrets than can be searched for: {error}"))?;
    let replacements: Vec<&str> = pairs.values().map(String::as_str).collect();
    Ok(in_base64(&finder.replace_all(text, &replacements), &finder, &replacements))
}

const SPELLINGS: [fn(&str) -> String; 5] = [
    |text| text.to_owned(),
    |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string(),
    |text| {
        utf8_percent_encode(&utf8_percent_encode(text, NON_ALPHANUMERIC).to_string(), NON_ALPHANUMERIC)
            .to_string()
    },
    |text| serde_json::to_string(text).unwrap_or_default().trim_matches('"').to_owned(),
    |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
];

fn is_word(text: &str) -> bool {
    text.len() < 16 && text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b' '))
}

/// Runs of base64 that decode to text with a secret in it are encoded anew.
fn in_base64(text: &str, finder: &AhoCorasick, replacements: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=') {
            run.push(c);
            continue;
        }
        match decoded(&run) {
            Some((clear, url_safe)) if finder.is_match(&clear) => {
                let clean = finder.replace_all(&clear, replacements);
                out.push_str(&if url_safe { URL_SAFE_NO_PAD.encode(clean) } else { STANDARD.encode(clean) });
            }
            _ => out.push_str(&run),
        }
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn decoded(run: &str) -> Option<(String, bool)> {
    if run.len() < LEAST {
        return None;
    }
    let standard = STANDARD.decode(run).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let url_safe = || {
        URL_SAFE_NO_PAD.decode(run.trim_end_matches('=')).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    };
    standard.map(|text| (text, false)).or_else(|| Some((url_safe()?, true)))
}
