//! How a token request authenticates the client (RFC 6749, section 2.3; RFC 7523, section 2.2), and the secrets in it.

use crate::config::Fingerprint;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Basic, Message, Part};
use crate::rule::Location;

/// A client secret in a request.
#[derive(Clone, Debug)]
pub struct Sent<'m> {
    /// Decoded as a server decodes it.
    pub value: String,
    /// As it stands: before form decoding.
    pub raw: String,
    pub in_basic: bool,
    pub message: &'m Message<'m>,
}

impl Sent<'_> {
    /// Where it stands.
    pub fn place(&self) -> Location {
        match self.in_basic {
            true => Location::of(self.message, Part::RequestHeader, Some("authorization")),
            false => Location::param(self.message, "client_secret"),
        }
    }

    /// Whether this form of the secret is the stored one; in a redacted capture, whether it stands for it.
    pub fn is(&self, stored: &Fingerprint, form: &str) -> bool {
        let known = self.message.exchange.stored_secret.as_ref();
        stored.matches(form)
            || known.is_some_and(|known| known.salt == stored.salt && known.pseudonym.expose() == form)
    }

    /// What was sent with one change taken back, and the change.
    pub fn mended(&self) -> [(String, &'static str); 5] {
        let value = &self.value;
        [
            (value.trim().to_owned(), "it is the same with white space at an end"),
            (value.trim_matches(['"', '\'']).to_owned(), "it is the same in quotation marks"),
            (crate::http::decode(value), "it is the same, percent-encoded once more"),
            (value.replace(' ', "+"), "a `+` in it was not percent-encoded and reads as a space"),
            (
                url::form_urlencoded::byte_serialize(value.as_bytes()).collect(),
                "it is the same, percent-decoded once more",
            ),
        ]
    }

    /// What was sent: as a server decodes it, as it stands, and mended.
    pub fn forms(&self) -> impl Iterator<Item = String> {
        let mended = self.mended().map(|(form, _)| form);
        [self.value.clone(), self.raw.clone()].into_iter().chain(mended)
    }
}

/// The secrets of a request: in HTTP Basic and in the body. Empty ones are none.
pub fn secrets<'m>(message: &'m Message<'_>) -> Vec<Sent<'m>> {
    let basic = message.basic().map(|basic| {
        let raw = basic.raw.expose().split_once(':').map_or("", |(_, password)| password).to_owned();
        Sent { value: basic.secret.expose().to_owned(), raw, in_basic: true, message }
    });
    let body = message.params.all("client_secret").map(|param| Sent {
        value: param.value().to_owned(),
        raw: param.raw.expose().to_owned(),
        in_basic: false,
        message,
    });
    basic.into_iter().chain(body).filter(|sent| !sent.value.is_empty()).collect()
}

/// The HTTP Basic user before form decoding.
pub fn raw_user(basic: &Basic) -> String {
    basic.raw.expose().split_once(':').map_or("", |(user, _)| user).to_owned()
}

/// Whether HTTP Basic begins with this client id as it stands, and a colon inside it parts it.
pub fn colon_parts(message: &Message<'_>, client_id: &str) -> bool {
    let behind =
        |basic: &Basic| basic.raw.expose().strip_prefix(client_id).is_some_and(|rest| rest.starts_with(':'));
    client_id.contains(':') && message.basic().as_ref().is_some_and(behind)
}

/// The methods that a request uses, by their names in RFC 7591, section 2. HTTP Basic without a secret is none.
pub fn methods(message: &Message<'_>) -> Vec<&'static str> {
    let mut methods = Vec::new();
    for sent in secrets(message) {
        methods.push(if sent.in_basic { "client_secret_basic" } else { "client_secret_post" });
    }
    if let Some(assertion) = message.given("client_assertion") {
        let symmetric = Jwt::read(assertion)
            .is_some_and(|token| token.algorithm().is_some_and(|algorithm| algorithm.starts_with("HS")));
        methods.push(if symmetric { "client_secret_jwt" } else { "private_key_jwt" });
    }
    methods.dedup();
    methods
}

/// Whether the capture shows the whole request, and nothing in it says who the client is.
pub fn shows_none(message: &Message<'_>) -> bool {
    let recorded = !message.headers_not_recorded() && !message.body_not_recorded();
    recorded && methods(message).is_empty() && !has_header(message)
}

/// Whether the request carries an `Authorization` header that says who the client is in some way.
pub fn has_header(message: &Message<'_>) -> bool {
    message.authorization().is_some_and(|(scheme, rest)| {
        !rest.is_empty() && (!scheme.eq_ignore_ascii_case("basic") || message.basic().is_none())
    })
}
