//! `response_type` says what the client wants; RFC 6749 requires it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-type-missing",
    title: "No `response_type` in the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.1"), Document::OidcCore.at("3.1.2.1")],
    why: "Without it the provider does not know whether to answer with a code or with tokens, and refuses.",
    fix: "Add `response_type=code` to the authorization request of the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Bad request</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if let Some(kind) = request.given("response_type") {
        return Verdict::pass(format!("`response_type` is `{kind}`"));
    }
    // Okta's own way of logging in without a redirect.
    // https://developer.okta.com/docs/concepts/interaction-code/
    if request.exchange.path().ends_with("/v1/interact") {
        return Verdict::NotApplicable;
    }
    // These document no `response_type`, or a default.
    if ["github", "slack", "shopify", "meta", "hubspot"].contains(&flow.provider.id) {
        return Verdict::NotApplicable;
    }
    let place = Location::param(request, "response_type");
    authorize::settled(flow, Finding::at(place, "The authorization request has no `response_type`")).verdict()
}
