//! What rules on JWTs share: the ID tokens and assertions of a login, the two clocks, and the hash claims.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::flow::Flow;
use crate::http::Instant;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Location, token};

/// An encoded token in its place.
#[derive(Clone, Debug)]
pub struct Carried<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub place: Location,
}

impl Carried<'_, '_> {
    /// Whether it authenticates the client and is not a grant.
    pub fn is_of_client(&self) -> bool {
        self.place.name.as_deref() == Some("client_assertion")
    }

    /// Whether it is a user's access token, in an exchange on behalf of that user.
    pub fn is_of_user(&self) -> bool {
        !self.is_of_client() && self.message.given("requested_token_use").is_some()
    }
}

/// The place of an ID token that [`Flow::id_tokens`] has read.
pub fn place(message: &Message<'_>, in_answer: bool) -> Location {
    match in_answer {
        true => Location::of(message, Part::ResponseBody, Some("id_token")),
        false => Location::param(message, "id_token"),
    }
}

/// ID tokens as they were sent, readable or not.
pub fn id_tokens<'f, 'c>(flow: &'f Flow<'c>) -> impl Iterator<Item = Carried<'f, 'c>> {
    let carries = |kind: Kind| matches!(kind, Kind::AuthorizationResponse | Kind::Callback);
    flow.messages.iter().filter_map(move |message| {
        let answered =
            (message.kind == Kind::TokenRequest).then(|| message.answer.text("id_token")).flatten();
        let delivered = || carries(message.kind).then(|| message.given("id_token")).flatten();
        let text = answered.or_else(delivered)?;
        Some(Carried { message, text, place: place(message, answered.is_some()) })
    })
}

/// Assertions: those that authenticate the client, and those that are a grant (RFC 7523, sections 2.1 and 2.2). SAML's
/// (RFC 7522) are no JWTs.
pub fn assertions<'f, 'c>(flow: &'f Flow<'c>) -> impl Iterator<Item = Carried<'f, 'c>> {
    let own = token::requests(flow).chain(flow.of(Kind::PushedAuthorization));
    own.flat_map(|message| {
        let jwt_grant = message.grant() == Some("urn:ietf:params:oauth:grant-type:jwt-bearer");
        let names = ["client_assertion", "assertion"];
        let of_saml =
            message.given("client_assertion_type").is_some_and(|kind| kind.ends_with(":saml2-bearer"));
        let is_jwt = move |name: &&str| if *name == "assertion" { jwt_grant } else { !of_saml };
        names.into_iter().filter(is_jwt).filter_map(move |name| {
            let text = message.given(name)?;
            Some(Carried { message, text, place: Location::param(message, name) })
        })
    })
}

/// The client's clock and a server's at one exchange.
#[derive(Clone, Copy, Debug)]
pub struct Clocks {
    /// When the answer was there, by the clock of who recorded.
    pub client: Option<Instant>,
    /// The `Date` header (RFC 9110, section 6.6.1), aged by `Age`.
    pub server: Option<Instant>,
}

impl Clocks {
    /// The clocks at an exchange.
    pub fn at(message: &Message<'_>) -> Clocks {
        let exchange = message.exchange;
        let headers = &exchange.response.headers;
        let age = headers.first("age").and_then(|age| age.trim().parse::<f64>().ok()).unwrap_or_default();
        let later = |start: Instant, ms: f64| Instant(start.0 + ms);
        Clocks {
            client: exchange.started.map(|started| later(started, exchange.duration_ms.unwrap_or_default())),
            server: headers.first("date").and_then(Instant::parse_http).map(|date| later(date, age * 1000.0)),
        }
    }

    /// By how many seconds the client's clock is ahead.
    pub fn skew(self) -> Option<f64> {
        Some(self.client?.seconds_since(self.server?))
    }

    /// The moment as the client saw it. Clocks that differ by more than a day are no clocks: the capture's times were
    /// rewritten, and the server's counts.
    pub fn of_client(self) -> Option<Instant> {
        match self.skew() {
            Some(skew) if skew.abs() > 86_400.0 => self.server,
            _ => self.client.or(self.server),
        }
    }

    /// The moment as the server saw it.
    pub fn of_server(self) -> Option<Instant> {
        self.server.or(self.client)
    }

    /// What the skew means, where it is more than a minute and less than a day.
    pub fn skew_in_words(self) -> Option<String> {
        let skew = self.skew().filter(|skew| (60.0..86_400.0).contains(&skew.abs()))?;
        let side = if skew > 0.0 { "ahead of" } else { "behind" };
        Some(format!("The client's clock is {} {side} the server's", in_words(skew.abs())))
    }
}

/// A span of time for people.
pub fn in_words(seconds: f64) -> String {
    let (amount, unit) = match seconds.abs() {
        seconds if seconds < 120.0 => (seconds, "seconds"),
        seconds if seconds < 7200.0 => (seconds / 60.0, "minutes"),
        seconds if seconds < 172_800.0 => (seconds / 3600.0, "hours"),
        seconds => (seconds / 86_400.0, "days"),
    };
    match amount.round() as i64 {
        0 => "less than a second".into(),
        1 => format!("1 {}", unit.trim_end_matches('s')),
        amount => format!("{amount} {unit}"),
    }
}

/// The left half of the hash of a value, by the hash of a signature algorithm (OpenID Connect Core, section 3.1.3.6);
/// none for an algorithm that is not known.
pub fn left_half(algorithm: &str, value: &str) -> Option<String> {
    let digest: Vec<u8> = match algorithm {
        "RS256" | "PS256" | "ES256" | "HS256" | "ES256K" => Sha256::digest(value.as_bytes()).to_vec(),
        "RS384" | "PS384" | "ES384" | "HS384" => Sha384::digest(value.as_bytes()).to_vec(),
        "RS512" | "PS512" | "ES512" | "HS512" | "Ed25519" => Sha512::digest(value.as_bytes()).to_vec(),
        _ => return None,
    };
    let half: Vec<u8> = digest.iter().copied().take(digest.len() / 2).collect();
    Some(URL_SAFE_NO_PAD.encode(half))
}

#[cfg(test)]
mod tests {
    use super::{in_words, left_half};

    #[test]
    fn the_specifications_hash_is_made() {
        // OpenID Connect Core, appendix A.3 and A.4.
        let hash = left_half("RS256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y");
        assert_eq!(hash.as_deref(), Some("77QmUPtjPfzWtF2AnpK9RQ"));
        let code = left_half("RS256", "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk");
        assert_eq!(code.as_deref(), Some("LDktKdoQak3Pk0cnXxCltA"));
        assert_eq!(left_half("none", "x"), None);
    }

    #[test]
    fn spans_are_told_in_a_fitting_unit() {
        assert_eq!(in_words(61.0), "61 seconds");
        assert_eq!(in_words(3600.0), "60 minutes");
        assert_eq!(in_words(7200.0), "2 hours");
        assert_eq!(in_words(-864_000.0), "10 days");
    }
}
