//! A value is percent-encoded once.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::sent;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-double-encoded",
    title: "Value that was encoded twice",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("B")],
    why: "The server decodes once and finds `%20` or `%3A` in the value: another one than was meant.",
    fix: "Encode each value once in the client: let the URL library do it, and do not encode before.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%2520profile HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_scope&state=a1b2c3
<"),
    good: example(examples::TWO_SCOPES),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = flow.messages.iter().filter(|message| sent::is_request(message.kind)).peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = requests
        .flat_map(|request| {
            let twice = request
                .params
                .0
                .iter()
                .filter(|param| PLAIN.contains(&param.name.as_str()) && is_encoded(param.value()))
                // An address has escapes of its own: `http://localhost?redirect_uri=http%3A%2F%2F…` (atproto).
                .filter(|param| !param.value().contains("://"));
            twice.map(move |param| {
                let meant = crate::http::decode(param.value());
                let says =
                    format!("`{}` is `{}` after decoding; `{meant}` was meant", param.name, param.value());
                let finding = Finding::at(Location::param(request, &param.name), says);
                sent::settled(flow, request, finding)
            })
        })
        .collect();
    Verdict::of(findings, "No value is encoded twice")
}

/// Parameters whose values have no `%` of their own; `redirect_uri` has a rule of its own.
const PLAIN: [&str; 10] = [
    "response_type",
    "client_id",
    "scope",
    "prompt",
    "acr_values",
    "login_hint",
    "grant_type",
    "code_challenge",
    "audience",
    "response_mode",
];

fn is_encoded(value: &str) -> bool {
    value
        .split('%')
        .skip(1)
        .any(|rest| rest.get(..2).is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit())))
}
