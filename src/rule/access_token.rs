//! What the rules on access tokens share: tokens that are JWTs, and the calls that carry them. A client may not rely on
//! what is inside; whoever looks for the reason of a refusal may look.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{Location, Verdict, api, token};

/// An access token in a call to an API.
pub struct Used<'f, 'c> {
    pub call: &'f Message<'c>,
    pub jwt: Jwt,
    refused: bool,
}

/// One verdict from those on each call with a readable token; of a token that is sent many times, the refused calls and
/// one other count.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Used<'_, '_>) -> Verdict) -> Verdict {
    let refused = [api::refused(flow, 401), api::refused(flow, 403)].concat();
    let mut seen: Vec<(&str, bool)> = Vec::new();
    let mut used = Vec::new();
    for call in api::calls(flow) {
        let Some(text) = call.access_token() else { continue };
        let is_refused = refused.iter().any(|other| std::ptr::eq(*other, call));
        let Some(jwt) = Jwt::read(text).filter(|_| !seen.contains(&(text, is_refused))) else { continue };
        seen.push((text, is_refused));
        used.push(Used { call, jwt, refused: is_refused });
    }
    token::each(used.iter(), judge)
}

impl Used<'_, '_> {
    /// Whether the API refused the call for good.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// The place of a claim or header member.
    pub fn place(&self, claim: &str) -> Location {
        match self.call.authorization() {
            Some(_) => Location::of(self.call, Part::RequestHeader, Some(&format!("authorization.{claim}"))),
            None => Location::param(self.call, &format!("access_token.{claim}")),
        }
    }
}
