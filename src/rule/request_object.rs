//! What the rules on request objects share (RFC 9101): the objects of a login, with their claims.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::{Finding, Location, Verdict, token};

/// Error codes that a server has for a request object it does not take.
pub const FITTING: [&str; 3] = ["invalid_request_object", "invalid_request", "invalid_client"];

/// A request object that could be read.
pub struct Object<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// Requests with a `request` parameter.
pub fn carrying<'f, 'c>(flow: &'f Flow<'c>) -> impl Iterator<Item = &'f Message<'c>> {
    let of = |kind| flow.of(kind).filter(|message| message.given("request").is_some());
    of(Kind::PushedAuthorization).chain(of(Kind::AuthorizationRequest))
}

/// One verdict from those on each request object.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Object<'_, '_>) -> Verdict) -> Verdict {
    token::each(carrying(flow), |message| {
        let text = message.given("request").unwrap_or_default();
        match Jwt::read(text) {
            Some(jwt) => judge(&Object { message, text, jwt }),
            None if Jwt::is_encrypted(text) => {
                Verdict::lacks("The request object is encrypted; only the provider can read it.")
            }
            None => Verdict::lacks("The request object in the capture cannot be read."),
        }
    })
}

impl Object<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, name: &str) -> Location {
        Location::param(self.message, &format!("request.{name}"))
    }

    /// The finding as a verdict: only likely where the server's answer names another fault.
    pub fn fails(&self, finding: Finding) -> Verdict {
        token::weighed(finding, self.message, &FITTING).verdict()
    }
}
