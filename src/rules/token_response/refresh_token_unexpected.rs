//! Refresh tokens for grants that have none.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-unexpected",
    title: "Refresh token where the grant has none",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.4.3"), Document::Rfc6749.at("4.2.2")],
    why: "A client that can ask for a token at any time needs no refresh token; each further secret that lives \
          long is one more to lose.",
    fix: "Have the provider's administrator switch off refresh tokens for this grant.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut findings: Vec<Finding> = in_front(flow).into_iter().collect();
    let mut answers = granted(flow);
    answers.retain(|request| request.grant() == Some("client_credentials"));
    if answers.is_empty() && findings.is_empty() {
        let unread = flow
            .of(Kind::TokenRequest)
            .any(|request| request.grant().is_none() || request.grant() == Some("client_credentials"));
        return if unread { none(flow) } else { Verdict::NotApplicable };
    }
    let with = answers.into_iter().filter(|request| request.answer.brings("refresh_token"));
    findings.extend(with.map(|request| {
        let place = Location::of(request, Part::ResponseBody, Some("refresh_token"));
        Finding::at(place, "The answer to `client_credentials` brings a `refresh_token`")
    }));
    Verdict::of(findings, "The answer to `client_credentials` brings no `refresh_token`")
}

/// In the authorization response the specification forbids it.
fn in_front(flow: &Flow<'_>) -> Option<Finding> {
    let response =
        flow.authorization_response().filter(|response| response.given("refresh_token").is_some())?;
    let place = Location::param(response, "refresh_token");
    Some(Finding::at(place, "The authorization response brings a `refresh_token` through the browser"))
}
