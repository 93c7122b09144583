//! The media type of a token answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-content-type",
    title: "Token answer that does not call itself JSON",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "Some client libraries read a token answer only if it says that it is JSON; with others the same \
          answer works.",
    fix: "Let the token endpoint send `Content-Type: application/json`; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: text/html; charset=utf-8
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    // An answer in form encoding is another matter: the client has not asked for JSON.
    answers.retain(|request| {
        request.exchange.response.body.text().is_some_and(|text| text.trim_start().starts_with(['{', '[']))
    });
    if answers.is_empty() {
        return none(flow);
    }
    if answers.iter().all(|request| request.exchange.response.headers.0.is_empty()) {
        return Verdict::lacks("The token answer's headers are not in the capture.");
    }
    let findings = answers.into_iter().filter_map(found).collect();
    Verdict::of(findings, "The token answer says that it is JSON")
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let headers = &request.exchange.response.headers;
    if headers.0.is_empty() {
        return None;
    }
    let place = Location::of(request, Part::ResponseHeader, Some("content-type"));
    let Some(given) = headers.first("content-type") else {
        return Some(Finding::at(place, "The token answer is JSON and has no `Content-Type`"));
    };
    let media = crate::http::media_type(given);
    let json = media == "application/json" || media.ends_with("+json");
    (!json).then(|| Finding::at(place, format!("The token answer is JSON and calls itself `{media}`")))
}
