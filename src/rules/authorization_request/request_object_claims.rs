//! Whether a request object is told apart from other JWTs.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-claims",
    title: "Request object that could pass for another kind of JWT",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9101.at("10.8"), Document::Rfc9101.at("4")],
    why: "The same key also signs what authenticates the client. A request object whose `sub` is the \
          client could be used as such by whoever sees it.",
    fix: "Give the request object the type `oauth-authz-req+jwt` and no `sub` with the value of the \
          `client_id`.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEiLCJzdWIiOiJzaG9wIn0.GyW40IpKo-1XXMCBM1hXG-FilPGifTTPGrRz9LXV4MvxBov-t9yjucmj-w3WlurrB0_nGM7c4Rn-jGf3gYz_ig HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    request_object::each(flow, judge)
}

fn judge(object: &Object<'_, '_>) -> Verdict {
    let client = object.message.given("client_id").or(object.jwt.claim_text("client_id"));
    if client.is_some() && object.jwt.claim_text("sub") == client {
        return Finding::at(
            object.place("sub"),
            "The request object's `sub` is the client, as in a client assertion",
        )
        .verdict();
    }
    let kind = object.jwt.header.get("typ").and_then(Value::as_str).unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "" | "jwt" | "oauth-authz-req+jwt" | "application/oauth-authz-req+jwt" => {
            Verdict::pass("The request object cannot be taken for a client assertion")
        }
        _ => {
            let says =
                format!("The request object's `typ` is `{kind}`, for it there is `oauth-authz-req+jwt`");
            Finding::at(object.place("typ"), says).verdict()
        }
    }
}
