//! A parameter that no specification and no provider's documentation names.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, known};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-unknown",
    title: "Unknown parameter",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc6749.at("8.2")],
    why: "Servers must ignore what they do not know. If the client counts on it, it has no effect.",
    fix: "Look into the provider's documentation for the name, or remove the parameter from the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&remember_user=1 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Asked]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    let strange: Vec<&str> = request
        .params
        .0
        .iter()
        .map(|param| param.name.as_str())
        .filter(|name| !known::PARAMETERS.contains(name) && !known::is_of_provider(name))
        .collect();
    let Some(first) = strange.first() else {
        return Verdict::pass("Specifications or providers name every parameter");
    };
    let shown: Vec<&str> = strange.iter().take(5).copied().collect();
    let says = format!("No specification names {}", authorize::named(shown));
    Finding::at(Location::param(request, first), says).verdict()
}
