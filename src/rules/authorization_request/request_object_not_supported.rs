//! Whether the provider reads request objects at all.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, request_object, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-not-supported",
    title: "Request object for a provider that does not read one",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("3"), Document::OidcCore.at("6.1")],
    why: "Support for request objects is optional. A provider without it refuses the request, or \
          ignores the object and looks only at the parameters beside it.",
    fix: "Send plain parameters in the client, or push them (`pushed_authorization_request_endpoint`) \
          where the provider offers that.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"request_parameter_supported\":false}
> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=request_not_supported
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"request_parameter_supported\":true}
> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let by_reference = flow.of(Kind::AuthorizationRequest).filter(|request| {
        // What the provider itself has issued for a pushed request is not meant.
        request.given("request_uri").is_some_and(|uri| !uri.starts_with("urn:"))
    });
    let requests = request_object::carrying(flow)
        .filter(|request| request.kind == Kind::AuthorizationRequest)
        .map(|request| (request, "request", "request_parameter_supported"))
        .chain(by_reference.map(|request| (request, "request_uri", "request_uri_parameter_supported")));
    token::each(requests, |(request, name, member)| judge(flow, request, name, member))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>, name: &str, member: &str) -> Verdict {
    let place = Location::param(request, name);
    let refused = flow.authorization_response().and_then(|response| response.given("error"));
    if refused.is_some_and(|code| matches!(code, "request_not_supported" | "request_uri_not_supported")) {
        let says = format!("The request has `{name}`, and the provider says that it does not support it");
        return Finding::at(place, says).verdict();
    }
    let Some(metadata) = &flow.metadata else {
        return Verdict::lacks("Whether the provider reads request objects is not in the capture.");
    };
    match metadata.get(member) {
        Some(Value::Bool(false)) => {
            let says = format!("The request has `{name}`; the provider's metadata has `{member}` `false`");
            Finding::at(place, says).likely().verdict()
        }
        _ => Verdict::pass(format!("The provider's metadata does not rule `{name}` out")),
    }
}
