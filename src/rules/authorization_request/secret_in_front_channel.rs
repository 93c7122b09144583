//! Secrets have no place in the URL of the authorization request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Subject, Verdict, example, examples,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-in-front-channel",
    title: "Secret in the URL of the authorization request",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("2.3.1"), Document::Rfc7636.at("4.5")],
    why: "The URL is seen by the browser, its history and extensions, every proxy log, and the next pages \
          through `Referer`: the secret is no secret any more.",
    fix: "Remove the secret from the authorization request of the client, send it to the token endpoint \
          only, and let the provider issue a new one.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&client_secret=made-up-secret HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let in_url = |request: &&Message<'_>| request.part == Part::RequestQuery;
    let requests: Vec<&Message<'_>> = flow.of(Kind::AuthorizationRequest).filter(in_url).collect();
    if requests.is_empty() {
        return Verdict::NotApplicable;
    }
    let secrets = ["client_secret", "code_verifier", "client_assertion", "password"];
    let mut findings: Vec<Finding> = Vec::new();
    for name in secrets {
        let Some((request, value)) =
            requests.iter().find_map(|request| Some((request, request.given(name)?)))
        else {
            continue;
        };
        let place = Location::param(request, name);
        let says = format!("`{name}` is a parameter of the authorization request's URL");
        findings.push(Finding::at(place.clone(), says).rows(vec![Row::secret(
            "Authorization request",
            place,
            value,
        )]));
    }
    Verdict::of(findings, "No secret stands in the URL of the authorization request")
}
