//! A redirect URI is compared letter for letter; a pattern is no address.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-wildcard",
    title: "Wildcard in the `redirect_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("2.1"), Document::Rfc9700.at("4.1")],
    why: "A pattern can be registered at some providers, but never sent: the browser would have to go \
          to an address with a `*` in it.",
    fix: "Send the one address in the client where the response is to arrive.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2F*.shop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "redirect_uri", |request, uri| {
        let address = uri.split(['?', '#']).next().unwrap_or_default();
        if !address.contains('*') {
            return Verdict::pass(format!("`{uri}` is one address"));
        }
        let says = format!("`redirect_uri` is `{uri}`, with a `*` in it");
        authorize::settled(flow, Finding::at(Location::param(request, "redirect_uri"), says)).verdict()
    })
}
