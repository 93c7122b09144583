//! Signatures of JWTs (RFC 7515): a token and a key come in, whether the one was signed by the other goes out. The same
//! code natively and in wasm; no key, no token and no secret is kept.

use std::cell::RefCell;
use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use rsa::{BoxedUint, Pkcs1v15Sign, Pss, PublicKey};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::jwk::{Curve, Jwk, Material};
use super::jwt::Jwt;

/// Sizes of RSA keys that are tried, in bits: weaker ones are found weak elsewhere, larger ones cost too much time.
const RSA_BITS: std::ops::RangeInclusive<usize> = 512..=8192;
/// Longer tokens are not verified.
const LONGEST: usize = 256 * 1024;

/// Whether a token was signed by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    Right,
    Wrong,
    /// An algorithm, key or header that is not understood here.
    Unsupported,
}

/// The signature algorithms that are verified.
pub const ALGORITHMS: [&str; 14] = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519",
    "HS256", "HS384", "HS512",
];

/// Whether an algorithm is an HMAC, made with a secret that both sides have.
pub fn is_symmetric(algorithm: &str) -> bool {
    matches!(algorithm, "HS256" | "HS384" | "HS512")
}

/// What stands at the beginning of a signature that was replaced when its file was redacted; what was known of it follows.
pub const REDACTED: &str = "redacted:";

/// What was known of the signature of a token that was redacted since, by the redaction's own word.
fn redacted(text: &str) -> Option<Checked> {
    let signature = URL_SAFE_NO_PAD.decode(text.trim().rsplit('.').next()?).ok()?;
    match signature.strip_prefix(REDACTED.as_bytes())?.first()? {
        b'+' => Some(Checked::Right),
        b'-' => Some(Checked::Wrong),
        _ => Some(Checked::Unsupported),
    }
}

/// Whether a token in compact form was signed by a public key.
pub fn verify(text: &str, key: &Jwk) -> Checked {
    if let Some(known) = redacted(text) {
        return known;
    }
    let Some(signed) = Signed::read(text) else { return Checked::Unsupported };
    if !key.is_of(&signed.algorithm) {
        return Checked::Unsupported;
    }
    remembered(text, key.thumbprint.as_deref().unwrap_or_default().as_bytes(), || signed.by(key))
}

/// Whether a token in compact form carries the HMAC of a secret.
pub fn verify_with_secret(text: &str, secret: &[u8]) -> Checked {
    if let Some(known) = redacted(text) {
        return known;
    }
    let Some(signed) = Signed::read(text) else { return Checked::Unsupported };
    match signed.algorithm.as_str() {
        "HS256" => is_mac::<Hmac<Sha256>>(secret, &signed),
        "HS384" => is_mac::<Hmac<Sha384>>(secret, &signed),
        "HS512" => is_mac::<Hmac<Sha512>>(secret, &signed),
        _ => Checked::Unsupported,
    }
}

/// A token taken apart for verification (RFC 7515, section 5.2).
struct Signed<'t> {
    algorithm: String,
    input: &'t [u8],
    signature: Vec<u8>,
}

impl<'t> Signed<'t> {
    fn read(text: &'t str) -> Option<Signed<'t>> {
        let text = text.trim();
        let header =
            Jwt::header_of(text).filter(|_| text.len() <= LONGEST && text.split('.').count() == 3)?;
        // What is marked critical and not understood makes the token invalid (RFC 7515, section 4.1.11).
        if header.contains_key("crit") {
            return None;
        }
        let (input, signature) = text.rsplit_once('.')?;
        // What is no base64url is no signature of anybody.
        let signature = URL_SAFE_NO_PAD.decode(signature.trim_end_matches('=')).unwrap_or_default();
        Some(Signed {
            algorithm: header.get("alg")?.as_str()?.to_owned(),
            input: input.as_bytes(),
            signature,
        })
    }

    fn by(&self, key: &Jwk) -> Checked {
        match &key.material {
            Material::Rsa { n, e } => self.by_rsa(n, e),
            Material::Ec { curve: Curve::P256, point } => self.by_p256(point),
            Material::Ec { curve: Curve::P384, point } => self.by_p384(point),
            Material::Ec { curve: Curve::P521, point } => self.by_p521(point),
            Material::Ed25519(key) => self.by_ed25519(key),
            Material::Other => Checked::Unsupported,
        }
    }

    fn by_rsa(&self, n: &[u8], e: &[u8]) -> Checked {
        let number = BoxedUint::from_be_slice_vartime;
        if n.len() > RSA_BITS.end() / 8 || e.len() > 8 {
            return Checked::Unsupported;
        }
        let Ok(key) = PublicKey::new_with_size_limits(number(n), number(e), RSA_BITS) else {
            return Checked::Unsupported;
        };
        let (input, signature) = (self.input, self.signature.as_slice());
        let pkcs1 =
            |digest: Vec<u8>, prefix: u8| key.verify(pkcs1(&digest, prefix), &digest, signature).is_ok();
        said(match self.algorithm.as_str() {
            "RS256" => pkcs1(Sha256::digest(input).to_vec(), 1),
            "RS384" => pkcs1(Sha384::digest(input).to_vec(), 2),
            "RS512" => pkcs1(Sha512::digest(input).to_vec(), 3),
            "PS256" => key.verify(Pss::<Sha256>::new(), &Sha256::digest(input), signature).is_ok(),
            "PS384" => key.verify(Pss::<Sha384>::new(), &Sha384::digest(input), signature).is_ok(),
            "PS512" => key.verify(Pss::<Sha512>::new(), &Sha512::digest(input), signature).is_ok(),
            _ => return Checked::Unsupported,
        })
    }

    fn by_p256(&self, point: &[u8]) -> Checked {
        use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
        let Ok(key) = VerifyingKey::from_sec1_bytes(point) else { return Checked::Unsupported };
        said(
            Signature::from_slice(&self.signature)
                .is_ok_and(|signature| key.verify(self.input, &signature).is_ok()),
        )
    }

    fn by_p384(&self, point: &[u8]) -> Checked {
        use p384::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
        let Ok(key) = VerifyingKey::from_sec1_bytes(point) else { return Checked::Unsupported };
        said(
            Signature::from_slice(&self.signature)
                .is_ok_and(|signature| key.verify(self.input, &signature).is_ok()),
        )
    }

    fn by_p521(&self, point: &[u8]) -> Checked {
        use p521::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
        let Ok(key) = VerifyingKey::from_sec1_bytes(point) else { return Checked::Unsupported };
        said(
            Signature::from_slice(&self.signature)
                .is_ok_and(|signature| key.verify(self.input, &signature).is_ok()),
        )
    }

    fn by_ed25519(&self, key: &[u8; 32]) -> Checked {
        use ed25519_dalek::{Signature, VerifyingKey};
        let Ok(key) = VerifyingKey::from_bytes(key) else { return Checked::Unsupported };
        let signature = Signature::from_slice(&self.signature);
        said(signature.is_ok_and(|signature| key.verify_strict(self.input, &signature).is_ok()))
    }
}

/// RSASSA-PKCS1-v1_5 with the DER prefix of SHA-256 (1), SHA-384 (2) or SHA-512 (3): RFC 8017, section 9.2, note 1.
fn pkcs1(digest: &[u8], hash: u8) -> Pkcs1v15Sign {
    let length = digest.len() as u8;
    let prefix = [
        0x30,
        17 + length,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x60,
        0x86,
        0x48,
        0x01,
        0x65,
        0x03,
        0x04,
        0x02,
        hash,
        0x05,
        0x00,
        0x04,
        length,
    ];
    Pkcs1v15Sign { hash_len: Some(digest.len()), prefix: Box::new(prefix) }
}

fn is_mac<M: Mac + KeyInit>(secret: &[u8], signed: &Signed<'_>) -> Checked {
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret) else { return Checked::Unsupported };
    mac.update(signed.input);
    said(mac.verify_slice(&signed.signature).is_ok())
}

fn said(right: bool) -> Checked {
    if right { Checked::Right } else { Checked::Wrong }
}

thread_local! {
    /// Answers by a hash over token and key, so that a login that grows while it is watched is not verified anew.
    static KNOWN: RefCell<HashMap<[u8; 32], Checked>> = RefCell::default();
}

fn remembered(text: &str, key: &[u8], verify: impl FnOnce() -> Checked) -> Checked {
    let id: [u8; 32] = Sha256::new().chain_update(key).chain_update([0]).chain_update(text).finalize().into();
    KNOWN.with_borrow_mut(|known| {
        if known.len() > 2000 {
            known.clear();
        }
        *known.entry(id).or_insert_with(verify)
    })
}
