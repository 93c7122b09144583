//! Words of a server or a page, shortened and without the secrets of the login that they repeat.

use crate::flow::Flow;
use crate::oauth::Message;
use crate::order;

const SECRETS: [&str; 14] = [
    "state",
    "nonce",
    "code",
    "code_verifier",
    "client_secret",
    "client_assertion",
    "assertion",
    "access_token",
    "refresh_token",
    "id_token",
    "id_token_hint",
    "device_code",
    "auth_req_id",
    "password",
];

/// The beginning of a text, at most `most` characters, with `…` in place of every value that nobody else may see.
pub fn quote(flow: &Flow<'_>, text: &str, most: usize) -> String {
    let mut secrets: Vec<&str> =
        flow.messages.iter().flat_map(secrets).filter(|secret| !secret.is_empty()).collect();
    order::sort_by_key(&mut secrets, |secret| std::cmp::Reverse(secret.len()));
    let mut clean = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= 6) {
        clean = clean.replace(secret, "…");
    }
    let words: Vec<String> = clean.split_whitespace().map(|word| masked(word, &secrets)).collect();
    let whole = words.join(" ");
    let short: String = whole.chars().take(most).collect();
    if short.len() < whole.len() { format!("{}…", short.trim_end()) } else { short }
}

fn secrets<'a>(message: &'a Message<'_>) -> Vec<&'a str> {
    let sent = SECRETS.iter().filter_map(|name| message.given(name));
    let tokens = ["access_token", "refresh_token", "id_token", "device_code", "auth_req_id", "user_code"];
    let answered = tokens.into_iter().filter_map(|name| message.answer.text(name));
    sent.chain(answered).chain(message.access_token()).collect()
}

/// A word that is a short secret, or as long and mixed as only secrets are.
fn masked(word: &str, secrets: &[&str]) -> String {
    let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let value = bare.rsplit(['=', ':', '"']).next().unwrap_or_default();
    let digits = value.chars().any(|c| c.is_ascii_digit());
    let run = value.len() >= 32
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'));
    let known = !value.is_empty() && secrets.contains(&value);
    if known || (run && digits && !is_guid(value)) { word.replace(value, "…") } else { word.to_owned() }
}

/// Trace and correlation ids are what an administrator needs.
fn is_guid(value: &str) -> bool {
    value.len() == 36 && value.matches('-').count() == 4
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn secrets_are_left_out_and_ids_stay() {
        assert_eq!(masked("state=e1", &["e1"]), "state=…");
        assert_eq!(masked("(lgcFjY9CW4LSr0F4ix3UWsW09qDkgP1SflGh5wEMymw)", &[]), "(…)");
        let trace = "b1f0c7d2-e94a-4f6b-8c9d-0e1f2a3b4c5d";
        assert_eq!(masked(trace, &[]), trace);
        assert_eq!(masked("redirect_uri_mismatch", &["e1"]), "redirect_uri_mismatch");
    }
}
