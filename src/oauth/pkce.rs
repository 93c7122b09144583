//! PKCE (RFC 7636): the challenge of a verifier, and which mistake makes another one.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// `BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))` (RFC 7636, section 4.2).
pub fn s256(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Which mistake turns this verifier into this challenge; none if it is right or another value was used.
pub fn mistake(verifier: &str, challenge: &str) -> Option<&'static str> {
    let digest = Sha256::digest(verifier.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let twice = s256(&s256(verifier));
    let decoded = URL_SAFE_NO_PAD.decode(verifier.trim_end_matches('=')).ok();
    if challenge == URL_SAFE_NO_PAD.encode(digest) {
        return None;
    }
    let known: [(bool, &'static str); 8] = [
        (challenge == verifier, "the verifier itself was sent as the challenge (method `plain`)"),
        (
            challenge.eq_ignore_ascii_case(&hex),
            "the hash was written as hexadecimal digits instead of base64url",
        ),
        (
            challenge == URL_SAFE_NO_PAD.encode(&hex),
            "the hexadecimal text of the hash was encoded instead of its bytes",
        ),
        (challenge == URL_SAFE.encode(digest), "the padding `=` was left at the end"),
        (
            challenge == STANDARD.encode(digest) || challenge == STANDARD_NO_PAD.encode(digest),
            "standard base64 (`+`, `/`) was used instead of base64url",
        ),
        (challenge == twice, "the hash was hashed again"),
        (
            s256(challenge) == verifier,
            "challenge and verifier are exchanged: the verifier sent is the challenge's hash",
        ),
        (
            decoded.as_ref().is_some_and(|bytes| challenge == URL_SAFE_NO_PAD.encode(Sha256::digest(bytes)))
                || challenge == s256(&URL_SAFE_NO_PAD.encode(verifier)),
            "the verifier was base64-encoded once more, or decoded, before it was hashed or sent",
        ),
    ];
    known.iter().find(|(holds, _)| *holds).map(|(_, says)| *says)
}

#[cfg(test)]
mod tests {
    use super::{mistake, s256};

    // RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_rfcs_pair_hashes() {
        assert_eq!(s256(VERIFIER), CHALLENGE);
        assert_eq!(mistake(VERIFIER, CHALLENGE), None);
    }

    #[test]
    fn common_mistakes_are_named() {
        assert!(mistake(VERIFIER, VERIFIER).unwrap().contains("plain"));
        assert!(
            mistake(VERIFIER, "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3")
                .unwrap()
                .contains("hexadecimal")
        );
        assert!(mistake(VERIFIER, &format!("{CHALLENGE}=")).unwrap().contains("padding"));
        assert!(
            mistake(VERIFIER, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")
                .unwrap()
                .contains("standard base64")
        );
        assert_eq!(mistake(VERIFIER, "AAAA"), None);
    }
}
