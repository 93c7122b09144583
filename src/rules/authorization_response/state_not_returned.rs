//! A `state` that was sent must come back with the response.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-not-returned",
    title: "`state` missing in the authorization response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("4.1.2.1")],
    why: "The client cannot find the login that the response belongs to, and must refuse it.",
    fix: "Let the provider return `state` unchanged; if a proxy or a rewriting rule stands before the \
          client, let it keep the whole query.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if request.given("state").is_none() {
        return Verdict::NotApplicable;
    }
    let responses: Vec<&Message<'_>> = authorize::responses(flow).collect();
    let Some(first) = responses.first() else { return Verdict::NotApplicable };
    if responses.iter().any(|response| response.given("state").is_some()) {
        return Verdict::pass("`state` comes back with the response");
    }
    if responses.iter().any(|response| response.given("response").is_some()) {
        return Verdict::lacks("The response is a JWT (`response`); its parameters are in there.");
    }
    let finding =
        Finding::at(Location::param(first, "state"), "The request has a `state`, the response has none")
            .and_at(Location::param(request, "state"));
    match first.given("error") {
        Some(_) => finding.class(Class::Conformance).severity(Severity::Warning),
        None => authorize::taken(flow, finding),
    }
    .verdict()
}
