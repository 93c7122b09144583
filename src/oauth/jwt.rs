//! A JWT taken apart (RFC 7519): header and claims, with times as points in time. The signature is looked at elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::http::Instant;

/// A decoded JWS in compact form (RFC 7515, section 7.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Jwt {
    pub header: Map<String, Value>,
    pub claims: Map<String, Value>,
}

impl Jwt {
    /// Reads three base64url parts of which the first two are JSON objects.
    pub fn read(text: &str) -> Option<Jwt> {
        let mut parts = text.trim().split('.');
        let header = object(parts.next()?)?;
        let claims = object(parts.next()?)?;
        parts.next()?;
        parts.next().is_none().then_some(Jwt { header, claims })
    }

    /// The header alone, of whatever is signed or encrypted in compact form.
    pub fn header_of(text: &str) -> Option<Map<String, Value>> {
        object(text.trim().split('.').next()?)
    }

    /// Whether a text has the five parts of an encrypted token (RFC 7516, section 7.1).
    pub fn is_encrypted(text: &str) -> bool {
        text.split('.').count() == 5
            && text.split('.').next().and_then(object).is_some_and(|header| header.contains_key("enc"))
    }

    /// A text claim.
    pub fn claim_text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }

    /// A NumericDate claim.
    pub fn time(&self, name: &str) -> Option<Instant> {
        self.claims.get(name)?.as_f64().map(Instant::from_seconds)
    }

    /// The audiences: a string or a list of them (RFC 7519, section 4.1.3).
    pub fn audiences(&self) -> Vec<&str> {
        match self.claims.get("aud") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The `alg` of the header.
    pub fn algorithm(&self) -> Option<&str> {
        self.header.get("alg")?.as_str()
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}
