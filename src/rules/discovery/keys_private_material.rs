//! Key sets that hold private keys.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::oauth::jwk::PRIVATE;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-private-material",
    title: "Private key in a public key set",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc7517.at("9.2")],
    why: "With it everybody can sign tokens in the provider's name and log in as anybody.",
    fix: "Let whoever runs the provider take this key out of use at once, make a new pair, and publish \
          its public members only.",
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\",\"d\":\"bWFkZS11cC1wcml2YXRlLWtleS1vZi0zMi1ieXRlcyE\"}]}
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
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
    let leaks = keys(set).into_iter().filter_map(|(which, key)| {
        let own = PRIVATE.into_iter().find(|name| key.get(*name).is_some_and(|value| !value.is_null()))?;
        let says = format!("{which} of the key set holds `{own}`, which only its owner may know");
        Some(Finding::at(set.place("keys"), says).class(Class::Hardening))
    });
    Verdict::of(leaks.collect(), "The key set holds public keys only")
}
