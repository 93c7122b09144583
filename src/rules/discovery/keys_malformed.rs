//! Whether a key set and its keys have the form that they must have.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwk::Jwk;
use crate::oauth::{Kind, Part};
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-malformed",
    title: "Key set that cannot be read",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7517.at("5"), Document::Rfc7517.at("4.1"), Document::Rfc7518.at("6.3.1")],
    why: "A client takes each key apart before it verifies anything. A key without a member, or in \
          another encoding, is left out or stops the client.",
    fix: "Let whoever runs the provider publish the keys as JWKs: `keys` a list of objects, numbers in \
          base64url without padding.",
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
{\"keys\":[{\"kty\":\"RSA\",\"n\":\"38LlmPywrBF0ped0VyetOgfZP0ObBxbnr6OPeqU83Imfcn9I3XRG8Sb5IzzCysVeRcbYi6_qU5_2VyTOth6LqJWCuls6fy-W43rArbqRUTJpt5BqnpkKsNWovx4_JZzQmc49LjdF6lgOdj-2iycP-hQxhSCD-zMzOEkfnjhXza_u6UQr3OjyV58LRGo0qA3rHko8smG-xpo7VbErAruQXInSx8ioRWx8EW1lKJFiLu-hy1RcLNhVex35VSRmfSgG7KKymCl0N__R4VbJU8xuQSAzZ_ll-5khpW7SZ8ib8kt4NSTGdW3T69wuoNi0DMeo6kLDzXSHnqxrbvEpHdoriw==\",\"e\":\"AQAB\",\"kid\":\"rsa-1\",\"use\":\"sig\",\"alg\":\"RS256\"}]}
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
    let broken = flow.of(Kind::Keys).find(|message| {
        message.answer.status.is_some_and(|status| status < 300)
            && message.answer.json.as_ref().is_some_and(|json| !json.get("keys").is_some_and(Value::is_array))
    });
    if let Some(message) = broken {
        let place = Location::of(message, Part::ResponseBody, Some("keys"));
        return Finding::at(place, "The key set has no list `keys`").verdict();
    }
    let sets = metadata::key_sets(flow);
    if sets.is_empty() {
        return metadata::none(flow, Kind::Keys);
    }
    token::each(sets.iter(), judge)
}

fn judge(set: &Read<'_, '_>) -> Verdict {
    let listed = set.members.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if listed.is_empty() {
        return Finding::at(set.place("keys"), "The key set is empty").verdict();
    }
    let wrong = listed.iter().take(100).enumerate().filter_map(|(index, key)| {
        let what = Jwk::read(key).err()?;
        let which = match key.get("kid").and_then(Value::as_str) {
            Some(kid) => format!("Key `{kid}`"),
            None => format!("Key {}", index + 1),
        };
        let finding = Finding::at(set.place("keys"), format!("{which} of the key set {what}"));
        // Others in the set may still be good.
        Some(if listed.len() > 1 {
            finding.class(Class::Conformance).severity(Severity::Warning)
        } else {
            finding
        })
    });
    let wrong: Vec<Finding> = wrong.collect();
    let media = set.message.exchange.response.media_type.as_str();
    if wrong.is_empty() && !matches!(media, "" | "application/json" | "application/jwk-set+json") {
        let place = Location::of(set.message, Part::ResponseHeader, Some("content-type"));
        let says = format!("The key set is sent as `{media}`");
        return Finding::at(place, says).class(Class::Conformance).severity(Severity::Info).verdict();
    }
    Verdict::of(wrong, format!("The key set has {} keys that can be read", listed.len()))
}
