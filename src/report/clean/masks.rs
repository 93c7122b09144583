//! Masks in a text what opens a door or names a person, by its form and by the words before it. Text in, text out; knows no
//! login.

use super::is_word;

/// Masks what a log or a command assigns to a secret's name: `client_secret=…`, `"access_token": "…"`, `code=…`.
pub fn without_assigned(text: &str) -> String {
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
    let text = &without_credentials(text);
    let mut rest = text.as_str();
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

/// Masks what stands behind the name of a scheme, as in `Bearer 2YotnFZFEjr1zCsicMWpAA`.
fn without_credentials(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut is_scheme = false;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let core = bare.trim_matches(['"', '\'', ',', ';', '.', ')', '`', '”']);
        if is_scheme
            && core.len() >= 16
            && core.bytes().any(|byte| byte.is_ascii_digit())
            && !core.contains('=')
        {
            clean.push_str(&word.replacen(core, &format!("[{} characters]", core.chars().count()), 1));
        } else {
            clean.push_str(word);
        }
        is_scheme = ["bearer", "basic", "dpop"].iter().any(|scheme| {
            bare.len() >= scheme.len()
                && bare.get(bare.len() - scheme.len()..).is_some_and(|end| end.eq_ignore_ascii_case(scheme))
        });
    }
    clean
}

/// The form of an error's code or of a mask: digits, capitals with digits behind them, what is masked already.
pub fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    text.starts_with(['[', '<', '{', '$', '*'])
        || digits.bytes().all(|b| b.is_ascii_digit())
        || text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// A name that programs give to errors: in capitals with underscores (`REVOKED_ACCESS_TOKEN`), or of three words and more
/// (`refresh_token_already_used`), as no random value is.
pub fn is_constant(text: &str) -> bool {
    let is_word =
        |word: &str| (2..16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_sentence = || text.split('_').count() >= 3 && text.split('_').all(is_word);
    text.contains('_') && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') || is_sentence()
}

/// Masks everything that has the form of a JWT.
pub fn without_tokens(text: &str) -> String {
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

/// Masks a row of characters that are written by their numbers, as in `\\u0041`: whoever hides them has a reason.
pub fn without_escapes(text: &str) -> String {
    const LEAST: usize = 6;
    let length = |text: &str| {
        let digits = text.strip_prefix("\\u").and_then(|rest| rest.get(..4));
        if digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) { 6 } else { 0 }
    };
    let mut clean = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let (before, row) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let mut end = 0;
        while length(row.get(end..).unwrap_or_default()) > 0 {
            end += 6;
        }
        let (row, after) = row.split_at_checked(end.max(2)).unwrap_or((row, ""));
        clean.push_str(before);
        if end / 6 >= LEAST {
            clean.push_str(&format!("[{} characters]", end / 6));
        } else {
            clean.push_str(row);
        }
        rest = after;
    }
    clean + rest
}

/// Masks who it is in e-mail addresses; where, stays. `known` is none.
pub fn without_people(text: &str, known: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['@', '%']) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let mark = if after.starts_with("%40") { 3 } else { 1 };
        let (mark, after) = after.split_at_checked(mark).unwrap_or((after, ""));
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '\'');
        let person = before.trim_end_matches(is_of_name).len();
        let (before, person) = before.split_at_checked(person).unwrap_or((before, ""));
        let (quote, person) =
            person.split_at_checked(usize::from(person.starts_with('\''))).unwrap_or(("", person));
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .unwrap_or(after.len());
        let (host, _) = after.split_at_checked(end).unwrap_or((after, ""));
        let top = host.trim_end_matches('.').rsplit_once('.').map_or("", |(_, top)| top);
        let is_host = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        clean.push_str(before);
        clean.push_str(quote);
        let is_known = format!("{person}@{}", host.trim_end_matches('.')) == known;
        if mark == "%" || person.is_empty() || !is_host || is_known {
            clean.push_str(person);
        } else {
            clean.push_str(&format!("[{} characters]", person.chars().count()));
        }
        clean.push_str(mark);
        rest = after;
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::{without_assigned, without_escapes, without_people, without_tokens};

    #[test]
    fn who_it_is_in_an_address_is_masked() {
        for (text, clean) in [
            (
                "The user 'jane.doe@shop.example' is blocked",
                "The user '[8 characters]@shop.example' is blocked",
            ),
            (
                "See https://x.example/?hint=jane%40shop.example.",
                "See https://x.example/?hint=[4 characters]%40shop.example.",
            ),
            ("o'neil@shop.example, 100 % of a@b", "[6 characters]@shop.example, 100 % of a@b"),
            (
                "run@https://x.example next-auth@4.24.5 @auth/core 7@shop",
                "run@https://x.example next-auth@4.24.5 @auth/core 7@shop",
            ),
            ("client 7@shop.example", "client 7@shop.example"),
        ] {
            assert_eq!(without_people(text, "7@shop.example"), clean);
        }
    }

    #[test]
    fn what_a_log_assigns_to_a_secrets_name_is_masked() {
        assert_eq!(
            without_assigned(
                "POST client_secret=abcDEF12345678&code=SplxlOBeZQQYbYS6WxSbIA {\"access_token\": \"2YotnFZFEjr1\"}"
            ),
            "POST client_secret=[14 characters]&code=[22 characters] {\"access_token\": \"[12 characters]\"}"
        );
        assert_eq!(
            without_assigned("Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA, then Basic dGVzdDp0ZXN0MTIz"),
            "Authorization: Bearer [22 characters], then Basic [16 characters]"
        );
        let words = "error code: AADSTS7000215, code=invalid_grant, code: 'OAUTH_RESPONSE_BODY_ERROR', status code: 403, http://x";
        assert_eq!(without_assigned(words), words);
    }

    #[test]
    fn tokens_and_hidden_characters_are_masked() {
        assert_eq!(
            without_tokens("a eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln b"),
            "a [token, 41 characters] b"
        );
        assert_eq!(
            without_escapes("a \\u0053\\u0070\\u006c\\u0078\\u006c\\u004f b \\u00e9 \\u"),
            "a [6 characters] b \\u00e9 \\u"
        );
    }
}
