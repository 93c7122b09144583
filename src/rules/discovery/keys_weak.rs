//! How strong the keys of a key set are.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::oauth::jwk::Jwk;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-weak",
    title: "Weak key in the key set",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7518.at("3.3"), Document::Rfc7518.at("3.5"), Document::Rfc8725.at("3.5")],
    why: "RSA keys below 2048 bits can be broken with means that money buys; libraries refuse them.",
    fix: "Let whoever runs the provider sign with an RSA key of 2048 bits or more, or with ES256.",
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
{\"keys\":[{\"kty\":\"RSA\",\"n\":\"0P1GgZHoi3kXuwYuhP8O1tfSgADaXkngV5i7bAlNLr5G2xDqV36tLNcZqvFbT6OmNNcFPRxOiR0SFEgGzGSPNhP9V9AxmdHbYC0T3OxNnWIrbA78_E4jG-ho7jrMQJo43dHi8bYMRIY1qErIjojGpYjnhsbk8zmn4913rpbk_iM\",\"e\":\"AQAB\",\"kid\":\"weak-1\",\"use\":\"sig\",\"alg\":\"RS256\"}]}
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
{\"keys\":[{\"kty\":\"RSA\",\"n\":\"38LlmPywrBF0ped0VyetOgfZP0ObBxbnr6OPeqU83Imfcn9I3XRG8Sb5IzzCysVeRcbYi6_qU5_2VyTOth6LqJWCuls6fy-W43rArbqRUTJpt5BqnpkKsNWovx4_JZzQmc49LjdF6lgOdj-2iycP-hQxhSCD-zMzOEkfnjhXza_u6UQr3OjyV58LRGo0qA3rHko8smG-xpo7VbErAruQXInSx8ioRWx8EW1lKJFiLu-hy1RcLNhVex35VSRmfSgG7KKymCl0N__R4VbJU8xuQSAzZ_ll-5khpW7SZ8ib8kt4NSTGdW3T69wuoNi0DMeo6kLDzXSHnqxrbvEpHdoriw\",\"e\":\"AQAB\",\"kid\":\"rsa-1\",\"use\":\"sig\",\"alg\":\"RS256\"}]}
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
    let weak = keys(set).into_iter().filter_map(|(which, key)| {
        let key = Jwk::read(key).ok()?;
        let bits = key.bits().filter(|bits| *bits < 2048)?;
        Some(Finding::at(
            set.place("keys"),
            format!("{which} of the key set is an RSA key of {bits} bits, 2048 are due"),
        ))
    });
    Verdict::of(weak.collect(), "The keys of the set are strong enough")
}
