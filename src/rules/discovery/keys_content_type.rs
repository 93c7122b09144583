//! The media type of a key set.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "keys-content-type",
    title: "Key set that does not call itself JSON",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7517.at("8.5")],
    why: "Some client libraries read keys only from an answer that says that it is JSON; then no token can be \
          verified.",
    fix: "Let the provider send the key set as `application/jwk-set+json` or `application/json`; this is for \
          whoever runs the provider.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/jwks\"}
> GET https://op.example/jwks HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/plain
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/jwks\"}
> GET https://op.example/jwks HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/jwk-set+json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let served = flow.of(Kind::Keys).filter(|keys| {
        keys.answer.status == Some(200)
            && keys.answer.json.as_ref().is_some_and(|json| json.get("keys").is_some())
    });
    token::each(served, judge)
}

fn judge(keys: &Message<'_>) -> Verdict {
    let headers = &keys.exchange.response.headers;
    if headers.0.is_empty() {
        return Verdict::lacks("The key set's headers are not in the capture.");
    }
    let given = headers.first("content-type").map(crate::http::media_type).unwrap_or_default();
    if given == "application/json" || given.ends_with("+json") {
        return Verdict::pass("The key set says that it is JSON");
    }
    let place = Location::of(keys, Part::ResponseHeader, Some("content-type"));
    Finding::at(place, format!("The key set calls itself `{given}`")).verdict()
}
