//! Key sets in which a name stands for several keys.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-duplicate-id",
    title: "Key set with the same `kid` twice",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7517.at("4.5"), Document::OidcCore.at("10.1")],
    why: "A token names its key by `kid`. With two of one name a client may take the wrong one and \
          refuse a genuine token.",
    fix: "Let whoever runs the provider give every key a `kid` of its own.",
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"d4ymW-R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9A\",\"y\":\"vC3660z2pHLWiV1zJ1IMx0uzspVALh_WRW1NOblvfN8\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"d4ymW-R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9A\",\"y\":\"vC3660z2pHLWiV1zJ1IMx0uzspVALh_WRW1NOblvfN8\",\"kid\":\"op2-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
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
    // One name for keys of two kinds is allowed: `kty` and `alg` tell them apart.
    let id = |key: &Value| {
        let text = |name: &str| key.get(name).and_then(Value::as_str).map(str::to_owned);
        Some((text("kid")?, text("kty"), text("use"), text("alg"), text("crv")))
    };
    let twice = all.iter().enumerate().find(|(index, (_, key))| {
        id(key).is_some()
            && all.iter().take(*index).any(|(_, earlier)| id(earlier) == id(key) && earlier != key)
    });
    let unnamed = all.iter().filter(|(_, key)| key.get("kid").is_none()).count();
    match twice {
        Some((_, (which, _))) => {
            Finding::at(set.place("keys"), format!("{which} is in the key set twice, as two different keys"))
                .verdict()
        }
        None if unnamed > 1 => {
            Finding::at(set.place("keys"), format!("{unnamed} keys of the set have no `kid`"))
                .severity(Severity::Info)
                .verdict()
        }
        None => Verdict::pass("Every key of the set has a name of its own"),
    }
}
