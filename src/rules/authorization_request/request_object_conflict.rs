//! Parameters beside a request object against those inside.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-conflict",
    title: "Request object that disagrees with the parameters beside it",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("5"), Document::Rfc9101.at("6.3"), Document::OidcCore.at("6.1")],
    why: "What counts is inside the signed object. Parameters beside it that say something else show \
          that the two were made from different values, and some providers refuse that.",
    fix: "Send beside `request` only `client_id` (and for OpenID Connect `response_type` and `scope`) \
          with the same values as inside, and never `request` together with `request_uri`.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcallback&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    request_object::each(flow, judge)
}

fn judge(object: &Object<'_, '_>) -> Verdict {
    if object.message.given("request_uri").is_some() {
        let place = Location::param(object.message, "request_uri");
        return object.fails(Finding::at(place, "The request has both `request` and `request_uri`"));
    }
    let nested = ["request", "request_uri"].into_iter().find(|name| object.jwt.claims.contains_key(*name));
    if let Some(name) = nested {
        return object
            .fails(Finding::at(object.place(name), format!("The request object itself holds a `{name}`")));
    }
    let mut beside = object.message.params.0.iter().filter(|param| !param.is_carried());
    let differs = beside.find_map(|param| {
        let own = object
            .jwt
            .claims
            .get(&param.name)
            .filter(|_| param.name != "client_id" && !param.value().is_empty())?;
        let own = own.as_str().map_or_else(|| own.to_string(), str::to_owned);
        (own != param.value()).then_some((param, own))
    });
    let Some((param, own)) = differs else {
        return Verdict::pass("Nothing beside the request object disagrees with it");
    };
    let (name, outer) = (param.name.as_str(), param.value());
    let (here, there) = (object.place(name), Location::param(object.message, name));
    let finding = match name {
        "state" | "nonce" | "login_hint" | "id_token_hint" => {
            let says = format!("`{name}` is another beside the request object than inside");
            Finding::at(there, says).and_at(here)
        }
        _ => Finding::at(
            there.clone(),
            format!("`{name}` is `{outer}` beside the request object and `{own}` inside"),
        )
        .compared(("Beside", Some(there), outer), ("Inside", Some(here), &own)),
    };
    object.fails(finding.likely())
}
