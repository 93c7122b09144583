//! Key sets that do not say what a key is for.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-algorithm-missing",
    title: "Key that does not say what it is for",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc7517.at("4.2"), Document::Rfc7517.at("4.4")],
    why: "Where a set holds keys for signing and for encryption, each must say which it is; a client \
          may else verify with the wrong one.",
    fix: "Let whoever runs the provider give every key `use` and `alg`.",
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"RSA\",\"n\":\"38LlmPywrBF0ped0VyetOgfZP0ObBxbnr6OPeqU83Imfcn9I3XRG8Sb5IzzCysVeRcbYi6_qU5_2VyTOth6LqJWCuls6fy-W43rArbqRUTJpt5BqnpkKsNWovx4_JZzQmc49LjdF6lgOdj-2iycP-hQxhSCD-zMzOEkfnjhXza_u6UQr3OjyV58LRGo0qA3rHko8smG-xpo7VbErAruQXInSx8ioRWx8EW1lKJFiLu-hy1RcLNhVex35VSRmfSgG7KKymCl0N__R4VbJU8xuQSAzZ_ll-5khpW7SZ8ib8kt4NSTGdW3T69wuoNi0DMeo6kLDzXSHnqxrbvEpHdoriw\",\"e\":\"AQAB\",\"kid\":\"rsa-1\",\"use\":\"enc\",\"alg\":\"RSA-OAEP\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"d4ymW-R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9A\",\"y\":\"vC3660z2pHLWiV1zJ1IMx0uzspVALh_WRW1NOblvfN8\",\"kid\":\"op2-1\"}]}
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"RSA\",\"n\":\"38LlmPywrBF0ped0VyetOgfZP0ObBxbnr6OPeqU83Imfcn9I3XRG8Sb5IzzCysVeRcbYi6_qU5_2VyTOth6LqJWCuls6fy-W43rArbqRUTJpt5BqnpkKsNWovx4_JZzQmc49LjdF6lgOdj-2iycP-hQxhSCD-zMzOEkfnjhXza_u6UQr3OjyV58LRGo0qA3rHko8smG-xpo7VbErAruQXInSx8ioRWx8EW1lKJFiLu-hy1RcLNhVex35VSRmfSgG7KKymCl0N__R4VbJU8xuQSAzZ_ll-5khpW7SZ8ib8kt4NSTGdW3T69wuoNi0DMeo6kLDzXSHnqxrbvEpHdoriw\",\"e\":\"AQAB\",\"kid\":\"rsa-1\",\"use\":\"enc\",\"alg\":\"RSA-OAEP\"}]}
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
    let all = keys(set);
    let encrypts = all.iter().any(|(_, key)| key.get("use").and_then(Value::as_str) == Some("enc"));
    if !encrypts {
        return Verdict::pass("All keys of the set are for signatures");
    }
    let open =
        all.iter().filter(|(_, key)| ["use", "key_ops", "alg"].iter().all(|name| key.get(*name).is_none()));
    let findings = open.map(|(which, _)| {
        Finding::at(
            set.place("keys"),
            format!("{which} has neither `use` nor `alg`, in a set with keys for encryption"),
        )
    });
    Verdict::of(findings.collect(), "Every key of the set says what it is for")
}
