//! Keys and tokens of the provider and client of `login.rs`: signed, or spoilt.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const SECRET: &str = "a-made-up-secret-of-the-shop-0123456789";
/// The good ID token, signed with RS256, and the key's modulus.
pub const BY_RSA: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9wLXJzIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQyNjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qLW5vbmNlLTAwMDEiLCJhdF9oYXNoIjoid2l5TGdSbGJpS3B1Z3hPQ3FwckJKdyJ9.hFRHDdERWRV33AQ3_h8OBeR6SNMzE8kAOz_SLC19nU33S09GyvE0YAdLa4PpiaM3r8QDV1g9beHd1eXsQDBS7kW_ZFqU9bob4zvaRlgC-Jncb4yYDhb4pbakSny7VBawDf2YXlRNTwaGRbv_WpxWWUQdO35duy9LGE19wd4mh6xC8Vos7IoANwiYlK7nfw-EMeJdKlZ0mEmhii5rR2pCoxNDklscfM-R7gKlujUvy7kPeJ7saVcjGQIPaZat80Rtwoxz7DIp5SouBI_Kzv9KJzZOs9vLkO7OfJmzj7Qt5KeQsjF6Q0K_o8E6dtEYlei-K6wme5s0Dvwp7Jl6uS5KZw";
pub const MODULUS: &str = "7_PLn3DBXEM47qdZL-ca1dbjRX9mZWwRAcBnMwTp4U8qzRshlXENRA_zDR74qaFawP9teeUYyinUQr98T-RR3Zb0KzkYd_s-a1B-j2sFxyqmZEHjIFWiPlTx2FFe_BjBU7HpaaipERr3XV1_YbEZrKkjm1cdLbmCrvcPSTb6fCP9Lz85IejHKMU-xSqlv7F6RuirjGnYMOoT7eho3L8VCpbuALCpQ-SskUSsw3LiCA0lRXZM0nz_akkXEsJlNKhEtdQ7E22PHPWpDvTa641kB-M7rOebVobZGmhmmTeCIQwXc2EoqMlc0y40u0RHCUDTA2YpOR8IOFXhm1vfYGX3Nw";

/// A JWT of the provider, to be spoilt.
#[derive(Clone)]
pub struct Token {
    pub header: Value,
    pub claims: Value,
    /// Signed with another key than the one that the header names.
    pub forged: bool,
    pub key: u8,
    /// Made elsewhere: with a key of RSA.
    pub made: Option<String>,
}

impl Token {
    pub fn of(claims: Value) -> Token {
        Token { header: json!({"alg": "ES256", "kid": "op-1"}), claims, forged: false, key: 1, made: None }
    }

    pub fn text(&self) -> String {
        if let Some(made) = &self.made {
            return made.clone();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&self.header), part(&self.claims));
        if self.header["alg"] == "none" {
            return format!("{input}.");
        }
        if self.header["alg"] == "HS256" {
            let secret = if self.forged { "another-made-up-secret-0123456789" } else { SECRET };
            let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            mac.update(input.as_bytes());
            return format!("{input}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        }
        let signature: Signature = key(if self.forged { 2 } else { self.key }).sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    pub fn without(&mut self, claim: &str) {
        self.claims.as_object_mut().unwrap().remove(claim);
    }
}

pub fn key(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

pub fn public(number: u8, kid: Option<&str>) -> Value {
    let point = key(number).verifying_key().to_sec1_point(false);
    let coordinate = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let bytes = point.as_bytes();
    let mut key = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
        "x": coordinate(&bytes[1..33]), "y": coordinate(&bytes[33..]),
    });
    if let Some(kid) = kid {
        key["kid"] = kid.into();
    }
    key
}

/// The left half of a value's SHA-256 (OpenID Connect Core, section 3.1.3.6).
pub fn half(value: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(value)[..16])
}
