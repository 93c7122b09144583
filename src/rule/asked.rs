//! A parameter of the authorization request, wherever the client put it: query, pushed request or request object.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::token::is_redacted;
use crate::rule::{Finding, Location, Verdict};

/// What an authorization request says of a parameter.
#[derive(Debug)]
pub enum Asked<'f, 'c> {
    Sent(String, &'f Message<'c>),
    Absent(&'f Message<'c>),
    /// What the capture lacks.
    Unseen(String),
}

/// A parameter as the authorization request has it (RFC 9101, section 5; RFC 9126, section 2.1).
pub fn asked<'f, 'c>(flow: &'f Flow<'c>, name: &str) -> Asked<'f, 'c> {
    let Some(request) = flow.authorization_request() else {
        return Asked::Unseen("The authorization request is not in the capture.".into());
    };
    let value = match (request.given(name), request.given("request").map(Jwt::read)) {
        (Some(value), _) => Some(value.to_owned()),
        (None, Some(None)) => return Asked::Unseen("The request object cannot be read.".into()),
        (None, Some(Some(object))) => object.claim_text(name).map(str::to_owned),
        (None, None) => None,
    };
    match value {
        Some(value) if is_redacted(&value) => {
            Asked::Unseen(format!("The value of `{name}` was removed from the capture."))
        }
        Some(value) => Asked::Sent(value, request),
        None if request.kind == Kind::AuthorizationRequest && request.given("request_uri").is_some() => {
            Asked::Unseen(
                "The authorization request is behind a `request_uri` and not in the capture.".into(),
            )
        }
        None if request.kind == Kind::PushedAuthorization && request.body_not_recorded() => {
            Asked::Unseen("The pushed authorization request's body is not in the capture.".into())
        }
        None => Asked::Absent(request),
    }
}

/// Judges whether a value of the client's own comes back from every server as it was sent: by its characters and length.
pub fn survives(flow: &Flow<'_>, name: &str) -> Verdict {
    let (value, request) = match asked(flow, name) {
        Asked::Sent(value, request) => (value, request),
        Asked::Absent(_) => return Verdict::NotApplicable,
        Asked::Unseen(_) if flow.authorization_request().is_none() => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    };
    let strange = value
        .chars()
        .find(|c| !('!'..='~').contains(c) || matches!(c, '+' | '"' | '<' | '>' | '\\' | '^' | '`'));
    let length = value.chars().count();
    let what = match strange {
        Some(c) => format!("has the character U+{:04X}", u32::from(c)),
        None if length > 512 => format!("has {length} characters"),
        None => {
            return Verdict::pass(format!(
                "`{name}` is made of characters that every server leaves as they are"
            ));
        }
    };
    Finding::at(Location::param(request, name), format!("`{name}` {what}")).verdict()
}

/// Every value of a parameter in the authorization requests of a login: a repeated one may have new values.
pub fn all<'f>(flow: &'f Flow<'_>, name: &'f str) -> impl Iterator<Item = &'f str> {
    flow.of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::PushedAuthorization))
        .filter_map(move |message| message.given(name))
}
