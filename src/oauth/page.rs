//! Responses that a provider's page hands over: a form that posts itself, or a message to another window. The page's text
//! comes in, the parameters in it go out; nothing is run.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::recognise::Addresses;
use super::{Answer, Kind, Message, Part, jarm};
use crate::http::{Exchange, Params};

const NAMES: [&str; 11] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "access_token",
    "token_type",
    "id_token",
    "expires_in",
    "session_state",
    "response",
];

/// Pages that hand a response over are short.
const LONGEST: usize = 60_000;

/// The response in a page of the provider, if it is one of these two.
pub fn handed_over<'c>(exchange: &'c Exchange, redirect_uris: &Addresses) -> Option<Message<'c>> {
    let media = exchange.response.media_type.as_str();
    if exchange.response.status != Some(200) || !(media.is_empty() || media.contains("html")) {
        return None;
    }
    let page = exchange.response.body.text().filter(|page| page.len() <= LONGEST)?;
    // Auth0's page where a person has signed in meanwhile says it no more in its address.
    let by_message = || page.contains("authorization_response") && page.contains("postMessage");
    let (params, because) = match exchange.query().given("response_mode") {
        mode if matches!(mode, Some("web_message" | "okta_post_message")) || by_message() => {
            (message(page), "its page hands the response to another window (`web_message`)")
        }
        _ => (form(page, redirect_uris)?, "its page posts the response to the redirect URI (`form_post`)"),
    };
    let brings = ["code", "error", "id_token", "access_token", "response"];
    brings.iter().any(|name| params.given(name).is_some()).then(|| Message {
        exchange,
        kind: Kind::AuthorizationResponse,
        part: Part::ResponseBody,
        params: jarm::opened(params),
        answer: Answer { status: exchange.response.status, ..Answer::default() },
        relayed: None,
        because,
        led_by: None,
        landed: None,
    })
}

/// The hidden fields of a form that is posted to a redirect URI (Form Post Response Mode, section 2).
fn form(page: &str, redirect_uris: &Addresses) -> Option<Params> {
    if !page.contains("<form") && !page.contains("<FORM") {
        return None;
    }
    // From the first form on: the pattern is slow where it finds nothing.
    let is_form = |(at, _): &(usize, &str)| {
        page.get(at + 1..at + 5).is_some_and(|word| word.eq_ignore_ascii_case("form"))
    };
    let (begin, _) = page.match_indices('<').find(is_form)?;
    let action = unescaped(ACTION.captures(page.get(begin..)?)?.get(1)?.as_str());
    let to = action.split(['?', '#']).next().unwrap_or_default();
    redirect_uris.at(to)?;
    let field = |found: regex_lite::Captures<'_>| -> Option<(String, String)> {
        let tag = found.get(0)?.as_str();
        let name = NAME.captures(tag)?.get(1)?.as_str().to_owned();
        let value = VALUE.captures(tag)?.get(1)?.as_str();
        NAMES.contains(&name.as_str()).then(|| (name, unescaped(value)))
    };
    Some(Params::decoded(INPUT.captures_iter(page).filter_map(field)))
}

/// Members of the object that the script of the page posts.
fn message(page: &str) -> Params {
    let member = |found: regex_lite::Captures<'_>| -> Option<(String, String)> {
        let name = found.get(1)?.as_str().to_owned();
        let value = found.get(2).or_else(|| found.get(3))?.as_str();
        NAMES.contains(&name.as_str()).then(|| (name, unquoted(value)))
    };
    Params::decoded(MEMBER.captures_iter(page).filter_map(member))
}

fn unescaped(text: &str) -> String {
    let entities =
        [("&#x2F;", "/"), ("&#47;", "/"), ("&#x3D;", "="), ("&#61;", "="), ("&#x2B;", "+"), ("&#43;", "+")];
    let entities = entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    entities
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// `\x2D` and `\u002d` in a script's text.
fn unquoted(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = match after.chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            _ => 0,
        };
        let code =
            after.get(1..1 + digits).filter(|_| digits > 0).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = after.get(1 + digits..).unwrap_or_default();
            }
            None => rest = after,
        }
    }
    plain + rest
}

// A pattern that does not compile fails its test, not the person: it matches nothing.
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|_| empty())
}

#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
fn empty() -> Regex {
    Regex::new("[^\\s\\S]").unwrap()
}

static ACTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)<form[^>]{0,400}?action\s*=\s*["']([^"']{1,4000})["']"#));
static INPUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<input[^>]{0,12000}>"));
static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\bname\s*=\s*["']([a-z_]{2,20})["']"#));
static VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\bvalue\s*=\s*["']([^"']*)["']"#));
static MEMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"["']?\b(?:data\.)?([a-z_]{2,20})["']?\s*[:=]\s*(?:"((?:[^"\\]|\\.){1,8000})"|'((?:[^'\\]|\\.){1,8000})')"#,
    )
});

#[cfg(test)]
mod tests {
    use super::{Addresses, form, message};

    #[test]
    fn a_form_that_posts_itself_is_read() {
        let page = r#"<form method="post" action="https://shop.example/cb"><input type="hidden" name="code" value="c&#x2F;1"/><input name='state' value='s'><input type="submit" value="Continue"></form>"#;
        let (mut known, mut others) = (Addresses::default(), Addresses::default());
        known.add("https://shop.example/cb", "");
        others.add("https://other.example/cb", "");
        let params = form(page, &known).unwrap();
        assert_eq!(
            (params.given("code"), params.given("state"), params.0.len()),
            (Some("c/1"), Some("s"), 2)
        );
        assert!(form(page, &others).is_none());
    }

    #[test]
    fn a_message_to_another_window_is_read() {
        let auth0 = r#"var authorizationResponse = {type: "authorization_response",response: {"error":"login_required","error_description":"Login required","state":"a\u003d"}};"#;
        let params = message(auth0);
        assert_eq!((params.given("error"), params.given("state")), (Some("login_required"), Some("a=")));
        let okta = r"data.state = 'xy\x2Dz'; data.code = 'c\x2D1'; var redirectUri = 'https\x3A';";
        let params = message(okta);
        assert_eq!((params.given("code"), params.given("state")), (Some("c-1"), Some("xy-z")));
    }
}
