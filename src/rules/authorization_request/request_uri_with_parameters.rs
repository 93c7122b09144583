//! What stands beside a pushed `request_uri`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-with-parameters",
    title: "Parameters beside the `request_uri` that was pushed",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc9126.at("4"), Document::Rfc9101.at("5")],
    why: "The provider takes the pushed parameters and ignores those in the address; they only show to \
          everybody what was to be kept out of it.",
    fix: "Let the client send `client_id` and `request_uri` alone to the authorization endpoint.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    good: example("> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let by_reference = flow.of(Kind::AuthorizationRequest).filter(|request| {
        request.given("request_uri").is_some_and(|uri| uri.starts_with("urn:ietf:params:oauth:request_uri:"))
    });
    token::each(by_reference, judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let own = ["client_id", "request_uri"];
    // OpenID Connect Core, section 6.2, wants these in the address as well.
    let asked = ["response_type", "scope"];
    let others: Vec<&str> = request
        .params
        .0
        .iter()
        .map(|param| param.name.as_str())
        .filter(|name| {
            !own.contains(name) && !asked.contains(name) && crate::rule::known::PARAMETERS.contains(name)
        })
        .collect();
    let Some(first) = others.first() else {
        return Verdict::pass("The authorization request carries `client_id` and `request_uri` alone");
    };
    let says = format!("Beside `request_uri` stand `{}`", others.join("`, `"));
    Finding::at(Location::param(request, first), says).verdict()
}
