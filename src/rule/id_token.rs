//! What the rules on ID tokens share: the tokens of a flow with their places, and the client's own words about them.
//! Knows no rule.

use crate::flow::Flow;
use crate::http::decode;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::pattern::Pattern;

use super::clock::Clock;
use super::{Location, Verdict};

/// An ID token that could be read.
pub struct Token<'f, 'c> {
    pub message: &'f Message<'c>,
    /// In the answer, else in the message's parameters.
    pub answered: bool,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// Every ID token text of a flow once: from token answers, authorization responses and posted `credential`s.
pub fn texts<'f, 'c>(flow: &'f Flow<'c>) -> Vec<(&'f Message<'c>, bool, &'f str)> {
    let mut texts: Vec<(&Message<'c>, bool, &str)> = Vec::new();
    for message in &flow.messages {
        let carries = matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback);
        let answered =
            (message.kind == Kind::TokenRequest).then(|| message.answer.text("id_token")).flatten();
        let given = carries.then(|| message.given("id_token").or(message.given("credential"))).flatten();
        let both = [(true, answered), (false, given)];
        for (answered, text) in both.into_iter().filter_map(|(answered, text)| Some((answered, text?))) {
            if !text.is_empty() && texts.iter().all(|(_, _, known)| *known != text) {
                texts.push((message, answered, text));
            }
        }
    }
    texts
}

/// The ID tokens of a flow that can be read, in order of time.
pub fn tokens<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Token<'f, 'c>> {
    let read = |(message, answered, text): (&'f Message<'c>, bool, &'f str)| {
        // An access token of Cognito's in its place is none.
        let jwt = Jwt::read(text).filter(|jwt| jwt.claim_text("token_use") != Some("access"))?;
        let jwt = Some(jwt).filter(|jwt| !flow.is_own_kind(jwt))?;
        Some(Token { message, answered, text, jwt })
    };
    texts(flow).into_iter().filter_map(read).collect()
}

/// The verdict of a rule on claims where no ID token can be read.
pub fn none(flow: &Flow<'_>) -> Verdict {
    match texts(flow).first() {
        Some((_, _, text)) if Jwt::is_encrypted(text) => {
            Verdict::lacks("The ID token is encrypted; only the client can read its claims.")
        }
        Some((_, _, text)) if is_masked(text) => Verdict::lacks("The ID token is masked in the capture."),
        Some(_) => Verdict::lacks("The ID token cannot be read."),
        None if flow.of(Kind::TokenRequest).any(is_unrecorded) => {
            Verdict::lacks("The token answer's body is not in the capture.")
        }
        None => Verdict::NotApplicable,
    }
}

/// A success whose body may have held a token.
fn is_unrecorded(message: &Message<'_>) -> bool {
    !message.answer.recorded && message.answer.status.is_none_or(|status| (200..300).contains(&status))
}

/// Whether a value was blacked out or shortened before it came here.
pub fn is_masked(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let other = |c: char| !(c.is_ascii_alphanumeric() || "-._~+/=|:!@$%".contains(c));
    // No ID token is that short: header and the five claims that it must have take more.
    let stands_in = text.len() < 60 && text.matches('.').count() == 2;
    stands_in
        || lower.contains("redacted")
        || lower.contains("xxxxxx")
        || lower.contains("...")
        || text.chars().any(other)
}

impl Token<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, claim: &str) -> Location {
        let part = if self.answered { Part::ResponseBody } else { self.message.part };
        Location::of(self.message, part, Some(&format!("id_token.{claim}")))
    }

    /// Whether it came in exchange for a refresh token.
    pub fn is_refreshed(&self) -> bool {
        self.message.grant() == Some("refresh_token")
    }

    /// The moment it arrived.
    pub fn clock(&self) -> Option<Clock> {
        Clock::of(self.message, self.answered)
    }
}

/// Where the client itself complains, in words that fit a pattern: the message and the words.
pub fn complaint<'f, 'c>(flow: &'f Flow<'c>, pattern: &str) -> Option<(&'f Message<'c>, String)> {
    let pattern = Pattern::of(pattern);
    let own =
        flow.messages.iter().filter(|message| matches!(message.kind, Kind::Callback | Kind::ClientPage));
    own.into_iter().find_map(|message| {
        let words = message.answer.words();
        // A whole application speaks of tokens somewhere; an error page is short or has an error's status.
        let error = message.answer.status.is_some_and(|status| status >= 400) || words.len() < 400;
        let found = if error { pattern.find(&words) } else { None }?;
        Some((message, found.as_str().to_owned()))
    })
}

/// How a value that should come back unchanged was altered, without telling it.
pub fn how_altered(sent: &str, own: &str) -> String {
    let (given, got) = (sent.chars().count(), own.chars().count());
    match own {
        _ if own.eq_ignore_ascii_case(sent) => "letters have another case".into(),
        _ if own == sent.replace('+', " ") => "`+` has become a space".into(),
        _ if own.trim() == sent.trim() => "white space at an end".into(),
        _ if own == decode(sent) || decode(own) == sent => {
            "one is percent-encoded once more than the other".into()
        }
        _ if own == crate::oauth::pkce::s256(sent) => "the token holds its SHA-256 hash".into(),
        _ if sent.starts_with(own) => format!("it was cut after {got} of {given} characters"),
        _ if got == given => format!("another value of {got} characters"),
        _ => format!("another value, {got} characters instead of {given}"),
    }
}

/// A login whose ID token is good.
pub const EXAMPLE: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.c2lnbmF0dXJl\"}";
