//! Certificates in a key set against the keys beside them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::oauth::jwk::{Jwk, Material};
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-certificate-mismatch",
    title: "Key with the certificate of another key",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7517.at("4.7")],
    why: "Some clients verify with the certificate in `x5c`, others with the key itself. If they \
          differ, the same token is good for one and forged for the other.",
    fix: "Let whoever runs the provider publish the certificate that belongs to the key, or none.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\",\"x5c\":[\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEd4ymW+R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9C8LfrrTPakctaJXXMnUgzHS7OylUAuH9ZFbU05uW983w==\"]}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\",\"x5c\":[\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEc9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdCYRCod5OPPw6LZlB3ICmdH6d8agY/4MmRKU2UTbaeOWg==\"]}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let sets = metadata::key_sets(flow);
    if sets.is_empty() {
        return metadata::none(flow, Kind::Keys);
    }
    token::each(sets.iter(), judge)
}

/// The keys of a set with their names for people.
fn keys<'a>(set: &'a Read<'_, '_>) -> Vec<(String, &'a Value)> {
    let listed = set.members.get("keys").and_then(Value::as_array).into_iter().flatten();
    let name = |(index, key): (usize, &'a Value)| match key.get("kid").and_then(Value::as_str) {
        Some(kid) => (format!("Key `{kid}`"), key),
        None => (format!("Key {}", index + 1), key),
    };
    listed.take(100).enumerate().map(name).collect()
}

fn judge(set: &Read<'_, '_>) -> Verdict {
    let with: Vec<(String, Vec<u8>, Vec<u8>)> = keys(set)
        .into_iter()
        .filter_map(|(which, key)| {
            let first = key.get("x5c")?.as_array()?.first()?.as_str()?;
            let certificate = STANDARD.decode(first.split_whitespace().collect::<String>()).ok()?;
            let own = match Jwk::read(key).ok()?.material {
                Material::Rsa { n, .. } => n,
                Material::Ec { point, .. } => point,
                Material::Ed25519(key) => key.to_vec(),
                Material::Other => return None,
            };
            Some((which, certificate, own))
        })
        .collect();
    if with.is_empty() {
        return Verdict::NotApplicable;
    }
    // The key stands in the certificate as it is: the modulus, or the point, byte for byte.
    let holds =
        |certificate: &[u8], own: &[u8]| certificate.windows(own.len().max(1)).any(|part| part == own);
    let findings = with.iter().filter(|(_, certificate, own)| !holds(certificate, own));
    let findings = findings.map(|(which, _, _)| {
        Finding::at(
            set.place("keys"),
            format!("The certificate in `x5c` of {} is not of that key", which.to_lowercase()),
        )
    });
    Verdict::of(findings.collect(), "Every certificate of the set is of its key")
}
