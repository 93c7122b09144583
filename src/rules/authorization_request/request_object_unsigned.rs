//! Request objects that nobody has signed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-unsigned",
    title: "Request object without a signature",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("4"), Document::Rfc9101.at("6.2"), Document::Rfc9101.at("10.1")],
    why: "The signature protects the request on its way through the browser. Providers that demand a \
          request object refuse one without.",
    fix: "Sign the request object in the client with the algorithm that is registered for it \
          (`request_object_signing_alg`).",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJub25lIiwia2lkIjoiY2xpZW50LTEiLCJ0eXAiOiJvYXV0aC1hdXRoei1yZXErand0In0.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ. HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    request_object::each(flow, |object| judge(flow, config, object))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, object: &Object<'_, '_>) -> Verdict {
    let own = object.jwt.algorithm().unwrap_or_default();
    let registered = config.member("request_object_signing_alg").and_then(serde_json::Value::as_str);
    if own.is_empty() || own.eq_ignore_ascii_case("none") || object.text.ends_with('.') {
        // OpenID Connect Core, section 6.1, lets a client register `none`.
        if registered == Some("none") {
            return Verdict::pass("The request object is not signed, as registered");
        }
        let finding = Finding::at(object.place("alg"), "The request object is not signed");
        let taken = flow.authorization_response().is_some_and(|response| response.given("code").is_some());
        let finding = match taken {
            true => finding.class(Class::Conformance).severity(Severity::Warning),
            false => finding,
        };
        return object.fails(finding);
    }
    if let Some(wanted) = registered.filter(|wanted| *wanted != own) {
        let says = format!("The request object is signed with `{own}`; registered is `{wanted}`");
        return object.fails(Finding::at(object.place("alg"), says));
    }
    match flow.metadata_list("request_object_signing_alg_values_supported") {
        Some(listed) if !listed.is_empty() && !listed.contains(&own) => {
            let says = format!(
                "The request object is signed with `{own}`; the provider's metadata lists `{}`",
                listed.join(", ")
            );
            object.fails(Finding::at(object.place("alg"), says).likely())
        }
        _ => Verdict::pass(format!("The request object is signed with `{own}`")),
    }
}
