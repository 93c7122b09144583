//! `response_type` against the response types of the stored configuration; the order of their words is free.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::order;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-type-not-configured",
    title: "`response_type` that is not configured for the client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7591.at("2"), Document::Rfc6749.at("3.1.1")],
    why: "The provider gives a client only the kinds of response that are enabled for it; everything else \
          ends in `unsupported_response_type` or `unauthorized_client`.",
    fix: "Change `response_type` in the client to a configured one, or let the administrator of the \
          provider enable this one for the client.",
    config: "{\"client_id\":\"shop\",\"response_types\":[\"code\"]}",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n1 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>unsupported_response_type</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(asked) = request.given("response_type") else { return Verdict::NotApplicable };
    let Some(configured) = config.response_types.as_deref().filter(|types| !types.is_empty()) else {
        return Verdict::lacks("No stored configuration lists the response types of the client.");
    };
    if configured.iter().any(|kind| words(kind) == words(asked)) {
        return Verdict::pass(format!("`response_type` is `{asked}`, as configured"));
    }
    let list: Vec<String> = configured.iter().map(|kind| format!("`{kind}`")).collect();
    let place = Location::param(request, "response_type");
    let says = format!("`response_type` is `{asked}`; the stored configuration has {}", list.join(", "));
    let rows = vec![
        Row::clear("Authorization request", Some(place.clone()), asked, None),
        Row::clear("Configured", None, &configured.join(", "), None),
    ];
    authorize::settled(flow, Finding::at(place, says).rows(rows)).verdict()
}

/// The words of a response type, sorted: their order does not matter (Multiple Response Types, section 3).
fn words(kind: &str) -> Vec<&str> {
    let mut words: Vec<&str> = kind.split_whitespace().collect();
    order::sort(&mut words);
    words
}
