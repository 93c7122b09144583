//! The time of a request object against the request's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::jwt_check::{Clocks, in_words};
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-expired",
    title: "Request object that has expired or is not valid yet",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("4"), Document::Rfc7519.at("4.1.4"), Document::Rfc7519.at("4.1.5")],
    why: "A signed request counts for a short time. One that was made long before, or by a clock that \
          is ahead, is refused.",
    fix: "Make the request object in the client when the person presses the button, with `exp` some \
          minutes ahead in seconds, and set its clock by the network.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDE0MDQsImlhdCI6MTc3MjQ0MTEwNCwianRpIjoicjEifQ.uYZcncmsOfyz_H2oYPYOPZGO_fBo2ab4go1jg4v-DHsjaBuXMPLnyynMV0gKBGIICKfvTat7Rro20WQ8hMqSdw HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

/// Seconds that two clocks may differ.
const LEEWAY: f64 = 60.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    request_object::each(flow, judge)
}

fn judge(object: &Object<'_, '_>) -> Verdict {
    let numeric = ["exp", "nbf", "iat"]
        .into_iter()
        .find(|name| object.jwt.claims.get(*name).is_some_and(|value| !value.is_number()));
    if let Some(name) = numeric {
        return object
            .fails(Finding::at(object.place(name), format!("The request object's `{name}` is no number")));
    }
    let until = object.jwt.time("exp");
    let from = object.jwt.time("nbf").or(object.jwt.time("iat"));
    if until.is_none() && from.is_none() {
        return Verdict::NotApplicable;
    }
    let clocks = Clocks::at(object.message);
    let Some(now) = clocks.of_server() else {
        return Verdict::lacks("The capture has no times.");
    };
    let skew = clocks.skew_in_words().map(|says| format!(". {says}")).unwrap_or_default();
    let wrong = |name: &str, says: String, far: bool| {
        let finding = Finding::at(object.place(name), format!("{says}{skew}"));
        object.fails(if far { finding.likely() } else { finding })
    };
    if let Some(late) = until.map(|until| now.seconds_since(until)).filter(|late| *late > 0.0) {
        let says = format!("The request object expired {} before it was sent", in_words(late));
        return wrong("exp", says, late > 30.0 * 86_400.0);
    }
    if let Some(early) = from.map(|from| from.seconds_since(now)).filter(|early| *early > LEEWAY) {
        let says = format!("The request object counts only {} after it was sent", in_words(early));
        return wrong(
            if object.jwt.claims.contains_key("nbf") { "nbf" } else { "iat" },
            says,
            early > 86_400.0,
        );
    }
    match until.map(|until| until.seconds_since(now)) {
        Some(life) if life > 50.0 * 31_557_600.0 => wrong(
            "exp",
            "The request object's `exp` looks like milliseconds where seconds are due".into(),
            true,
        ),
        _ => Verdict::pass("The request object was valid when it was sent"),
    }
}
