//! `at_hash` and `c_hash` (OpenID Connect Core, sections 3.1.3.6 and 3.3.2.11): the left half of a hash, and which mistake
//! makes another value.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Base64url of the left half of the hash that a JWS algorithm names; none for an algorithm without one.
pub fn half(algorithm: &str, text: &str) -> Option<String> {
    let digest = digest(algorithm, text)?;
    Some(URL_SAFE_NO_PAD.encode(left(&digest)))
}

/// Which mistake makes this value of this text.
pub fn mistake(algorithm: &str, text: &str, value: &str) -> Option<&'static str> {
    let digest = digest(algorithm, text)?;
    let half = left(&digest);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let hex_half: String = hex.chars().take(half.len() * 2).collect();
    let other_hash =
        ["RS256", "RS384", "RS512"].iter().any(|other| self::half(other, text).as_deref() == Some(value));
    let known: [(bool, &'static str); 6] = [
        (value == URL_SAFE.encode(half), "the padding `=` was left at the end"),
        (
            value == STANDARD.encode(half) || value == STANDARD_NO_PAD.encode(half),
            "standard base64 (`+`, `/`) was used instead of base64url",
        ),
        (
            value.trim_end_matches('=') == URL_SAFE_NO_PAD.encode(&digest),
            "the whole hash was taken instead of its left half",
        ),
        (
            value.eq_ignore_ascii_case(&hex) || value.eq_ignore_ascii_case(&hex_half),
            "the hash was written as hexadecimal digits",
        ),
        (
            value == URL_SAFE_NO_PAD.encode(&hex_half) || value == URL_SAFE_NO_PAD.encode(&hex),
            "the hexadecimal text of the hash was encoded instead of its bytes",
        ),
        (other_hash, "another hash was taken than the one that `alg` names"),
    ];
    known.iter().find(|(holds, _)| *holds).map(|(_, says)| *says)
}

fn digest(algorithm: &str, text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    match algorithm {
        "EdDSA" | "Ed25519" => Some(Sha512::digest(bytes).to_vec()),
        _ if algorithm.ends_with("256") || algorithm == "ES256K" => Some(Sha256::digest(bytes).to_vec()),
        _ if algorithm.ends_with("384") => Some(Sha384::digest(bytes).to_vec()),
        _ if algorithm.ends_with("512") => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

fn left(digest: &[u8]) -> &[u8] {
    digest.get(..digest.len() / 2).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{half, mistake};

    // OpenID Connect Core, appendix A.4.
    const CODE: &str = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";

    #[test]
    fn the_specifications_example_hashes() {
        assert_eq!(half("RS256", CODE).as_deref(), Some("LDktKdoQak3Pk0cnXxCltA"));
        assert_eq!(half("none", CODE), None);
    }

    #[test]
    fn common_mistakes_are_named() {
        assert!(mistake("RS256", CODE, "LDktKdoQak3Pk0cnXxCltA==").unwrap().contains("padding"));
        let other = half("RS512", CODE).unwrap();
        assert!(mistake("RS256", CODE, &other).unwrap().contains("another hash"));
        assert_eq!(mistake("RS256", CODE, "AAAA"), None);
    }
}
