//! What the rules on JWT-secured authorization responses share: the responses of a login, with their claims.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::{Location, Verdict, token};

/// A response that could be read.
pub struct Secured<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// One verdict from those on each response, the issued and the delivered one counted once.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Secured<'_, '_>) -> Verdict) -> Verdict {
    let mut texts: Vec<(&Message<'_>, &str)> = Vec::new();
    for message in flow.of(Kind::AuthorizationResponse).chain(flow.of(Kind::Callback)) {
        if let Some(text) = message.given("response").filter(|text| text.contains('.'))
            && texts.iter().all(|(_, known)| known != &text)
        {
            texts.push((message, text));
        }
    }
    token::each(texts.into_iter(), |(message, text)| match Jwt::read(text) {
        Some(jwt) => judge(&Secured { message, text, jwt }),
        None if Jwt::is_encrypted(text) => {
            Verdict::lacks("The authorization response is encrypted; only the client can read it.")
        }
        None => Verdict::lacks("The authorization response in the capture cannot be read."),
    })
}

impl Secured<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, name: &str) -> Location {
        Location::param(self.message, &format!("response.{name}"))
    }
}
