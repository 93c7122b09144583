//! The server that a request object was made for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-audience",
    title: "Request object for another server",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("4"), Document::OidcCore.at("6.1")],
    why: "The signed request says in `aud` for which provider it was made, so that nobody can present \
          it at another. A provider that is not named refuses it.",
    fix: "Set `aud` of the request object to the issuer of the provider, exactly as its metadata \
          spells it.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC10ZXN0LmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwicmVzcG9uc2VfdHlwZSI6ImNvZGUiLCJyZWRpcmVjdF91cmkiOiJodHRwczovL3Nob3AuZXhhbXBsZS9jYiIsInNjb3BlIjoib3BlbmlkIiwic3RhdGUiOiJhMWIyYzMiLCJub25jZSI6Im4tMFM2X1d6QTJNaiIsImV4cCI6MTc3MjQ0MjMwNCwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJyMSJ9.dTvmrUXsq6zrG2V9mKFiHj3QhbDKgz7wECERtYKFiLcmQnneqxHWUHpl5iE4xW0zPqwksq_hXHnMhxks_ykt_g HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    request_object::each(flow, |object| judge(flow, config, object))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, object: &Object<'_, '_>) -> Verdict {
    let audiences = object.jwt.audiences();
    let Some(first) = audiences.first() else { return Verdict::NotApplicable };
    let issuer = flow.metadata_text("issuer").or(config.issuer.as_deref());
    let address = object.message.exchange.address();
    let members = ["authorization_endpoint", "pushed_authorization_request_endpoint", "token_endpoint"];
    let mut names: Vec<&str> = members.iter().filter_map(|member| flow.metadata_text(member)).collect();
    names.extend(issuer);
    names.push(address);
    if let Some(fitting) = audiences.iter().find(|audience| names.contains(audience)) {
        return Verdict::pass(format!("The request object is made for `{fitting}`"));
    }
    let Some(issuer) = issuer else {
        return Verdict::lacks("The provider's issuer is neither in the capture nor configured.");
    };
    let says = format!("The request object is made for `{first}`, the provider is `{issuer}`");
    let place = object.place("aud");
    object.fails(
        Finding::at(place.clone(), says)
            .compared(("Provider", None, issuer), ("Request object", Some(place), first)),
    )
}
