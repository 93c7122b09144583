//! The public keys that are registered for the client.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwk::Jwk;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-keys",
    title: "Registered client keys that cannot be used",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7591.at("2"), Document::OidcRegistration.at("2")],
    why: "The provider verifies with these keys what the client signs. A private key among them is \
          known to everybody who reads the registration; one without its members is no key.",
    fix: "Register either `jwks` or `jwks_uri`, with public keys only, each with a `kid` of its own.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"UXOxkFuNWGTpYhU6JD9Bbg9w1xImUPvnWJ7XUis8niQ\",\"y\":\"vPcc4XDXEah5yaG-6tvEVwgkgPpRX_7hGoPvK4EtGbA\",\"kid\":\"client-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"UXOxkFuNWGTpYhU6JD9Bbg9w1xImUPvnWJ7XUis8niQ\",\"y\":\"vPcc4XDXEah5yaG-6tvEVwgkgPpRX_7hGoPvK4EtGbA\",\"d\":\"gpOLsT8WhMUm0SuPwqdNm7eiNmVoEcF7sqWHMesryRE\"}]}}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let by_address = config.member("jwks_uri").is_some();
    let asserts = config.token_endpoint_auth_method.as_deref() == Some("private_key_jwt");
    let Some(set) = &config.jwks else {
        // Only a complete registration says that something is missing.
        let complete = config.redirect_uris.is_some() && config.grant_types.is_some();
        return match asserts && !by_address && complete {
            true => {
                configured::finding(flow, "The client signs its assertions, and no key is registered for it")
                    .severity(Severity::Info)
                    .verdict()
            }
            false => Verdict::NotApplicable,
        };
    };
    let mut findings: Vec<String> = Vec::new();
    if by_address {
        findings.push("The client is registered with both `jwks` and `jwks_uri`".into());
    }
    let keys = set.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (index, value) in keys.iter().take(100).enumerate() {
        let kid = value.get("kid").and_then(Value::as_str);
        let which = kid.map_or(format!("Key {}", index + 1), |kid| format!("Key `{kid}`"));
        let twice = kid.is_some()
            && keys.iter().take(index).any(|other| other.get("kid").and_then(Value::as_str) == kid);
        match Jwk::read(value) {
            Err(what) => findings.push(format!("{which} of the client {what}")),
            Ok(key) if key.has_private => {
                findings.push(format!("{which} of the client is registered with its private part"))
            }
            Ok(key) if key.bits().is_some_and(|bits| bits < 2048) => {
                findings.push(format!("{which} of the client is {}, 2048 bits are due", key.in_words()));
            }
            Ok(_) if twice => findings.push(format!("{which} is registered twice for the client")),
            Ok(_) => {}
        }
    }
    let says = format!("The {} keys of the client are public and complete", keys.len());
    Verdict::of(findings.into_iter().map(|says| configured::finding(flow, says)).collect(), says)
}
