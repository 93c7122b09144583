//! The provider says how much of its address others may see.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, pages};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "login-page-referrer-policy",
    title: "Referrer policy that tells the login page's address",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.2.2"), Document::ReferrerPolicy.at("")],
    why: "With this policy the browser tells every other site that the page loads something from \
          the whole address of the authorization request, with `state` and the names of person and \
          client in it.",
    fix: "Let the provider send `Referrer-Policy: no-referrer` or \
          `strict-origin-when-cross-origin` with its pages.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Referrer-Policy: unsafe-url
<
<form method=\"post\"><input type=\"password\" name=\"password\"></form>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Referrer-Policy: no-referrer
<
<form method=\"post\"><input type=\"password\" name=\"password\"></form>"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let shown: Vec<&Message<'_>> = flow
        .of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::Interaction))
        .filter(|page| page.answer.status == Some(200))
        .collect();
    if shown.is_empty() {
        return Verdict::NotApplicable;
    }
    if shown.iter().all(|page| page.exchange.response.headers.0.is_empty()) {
        return Verdict::lacks("The headers of the provider's pages are not in the capture.");
    }
    let found = shown.iter().find_map(|page| Some((page, pages::telling_policy(page.exchange)?)));
    let Some((page, policy)) = found else {
        return Verdict::pass("No page of the provider tells others its whole address");
    };
    let place = Location::of(page, Part::ResponseHeader, Some("referrer-policy"));
    Finding::at(place, format!("A page of the provider has `Referrer-Policy: {policy}`")).verdict()
}
