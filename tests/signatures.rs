//! Signatures against the examples of the RFCs, and what hostile tokens and keys do.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loginscope::oauth::jwk::Jwk;
use loginscope::oauth::jws::{ALGORITHMS, Checked, verify, verify_with_secret};
use loginscope::oauth::jwt::Jwt;
use proptest::prelude::*;
use serde_json::{Value, json};

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("vectors/jws.json")).unwrap()
}

fn check(token: &str, key: &Value) -> Checked {
    match key["kty"].as_str() {
        Some("oct") => {
            verify_with_secret(token, &URL_SAFE_NO_PAD.decode(key["k"].as_str().unwrap()).unwrap())
        }
        _ => verify(token, &Jwk::read(key).unwrap()),
    }
}

fn algorithm(token: &str) -> String {
    Jwt::header_of(token).unwrap()["alg"].as_str().unwrap().to_owned()
}

#[test]
fn every_algorithm_verifies_examples_of_others() {
    let mut seen: Vec<String> = Vec::new();
    for vector in vectors() {
        let token = vector["token"].as_str().unwrap();
        assert_eq!(check(token, &vector["key"]), Checked::Right, "{} {}", vector["from"], algorithm(token));
        seen.push(algorithm(token));
    }
    let missing: Vec<&&str> = ALGORITHMS.iter().filter(|name| !seen.iter().any(|own| own == *name)).collect();
    // RFC 9864 gives EdDSA over Ed25519 that name; the signature is the same.
    assert_eq!(missing, [&"Ed25519"]);
}

#[test]
fn one_changed_bit_or_another_key_is_noticed() {
    for vector in vectors() {
        let token = vector["token"].as_str().unwrap();
        let (input, signature) = token.rsplit_once('.').unwrap();
        let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let altered = format!("{input}.{}", URL_SAFE_NO_PAD.encode(&bytes));
        assert_eq!(check(&altered, &vector["key"]), Checked::Wrong, "{}: signature", vector["from"]);
        let (header, payload) = input.split_once('.').unwrap();
        let altered = format!("{header}.{payload}A.{signature}");
        assert_eq!(check(&altered, &vector["key"]), Checked::Wrong, "{}: payload", vector["from"]);
        let cut = format!("{input}.{}", &signature[..signature.len() - 4]);
        assert_eq!(check(&cut, &vector["key"]), Checked::Wrong, "{}: cut", vector["from"]);
    }
    let (of_rfc9449, of_rfc7515) = (&vectors()[9], &vectors()[6]);
    assert_eq!(check(of_rfc9449["token"].as_str().unwrap(), &of_rfc7515["key"]), Checked::Wrong);
}

#[test]
fn a_key_never_verifies_another_kind_of_algorithm() {
    for token in vectors() {
        for key in vectors().iter().filter(|key| key["key"]["kty"] != "oct") {
            let jwk = Jwk::read(&key["key"]).unwrap();
            let name = algorithm(token["token"].as_str().unwrap());
            if !jwk.is_of(&name) {
                assert_eq!(verify(token["token"].as_str().unwrap(), &jwk), Checked::Unsupported, "{name}");
            }
        }
    }
}

#[test]
fn hostile_keys_and_headers_cost_nothing() {
    let vector = &vectors()[5];
    let token = vector["token"].as_str().unwrap();
    let with = |n: &str, e: &str| Jwk::read(&json!({"kty":"RSA","n":n,"e":e}));
    let n = vector["key"]["n"].as_str().unwrap();
    // A public exponent as large as the modulus, an even modulus, an empty one, one of 16384 bits.
    assert_eq!(verify(token, &with(n, n).unwrap()), Checked::Unsupported);
    assert_eq!(
        verify(token, &with(&format!("{}A", &n[..n.len() - 1]), "AQAB").unwrap()),
        Checked::Unsupported
    );
    assert_eq!(verify(token, &with("AA", "AQAB").unwrap()), Checked::Unsupported);
    assert_eq!(verify(token, &with(&n.repeat(8), "AQAB").unwrap()), Checked::Unsupported);
    assert!(with(&n.repeat(30), "AQAB").is_err());
    // A point that is not on the curve.
    let point = json!({"kty":"EC","crv":"P-256","x":"A".repeat(43),"y":"A".repeat(43)});
    assert_eq!(
        verify(vectors()[6]["token"].as_str().unwrap(), &Jwk::read(&point).unwrap()),
        Checked::Unsupported
    );
    // `crit` names what is not understood here (RFC 7515, section 4.1.11).
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","crit":["b64"],"b64":false}"#);
    let (_, rest) = token.split_once('.').unwrap();
    assert_eq!(verify(&format!("{header}.{rest}"), &with(n, "AQAB").unwrap()), Checked::Unsupported);
}

proptest! {
    #[test]
    fn nothing_that_is_read_as_a_token_panics(text in "\\PC*", header in "\\PC{0,40}", signature in prop::collection::vec(any::<u8>(), 0..200)) {
        let key = Jwk::read(&vectors()[6]["key"]).unwrap();
        let _ = verify(&text, &key);
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"ES256","kid":{}}}"#, json!(header)));
        let token = format!("{header}.e30.{}", URL_SAFE_NO_PAD.encode(signature));
        prop_assert_eq!(verify(&token, &key), Checked::Wrong);
        let _ = Jwk::read(&json!({"kty":"EC","crv":"P-256","x":text,"y":text}));
        let _ = Jwk::read_set(&serde_json::from_str(&text).unwrap_or(Value::Null));
    }
}
