//! A `request_uri` is what the pushed request was answered with.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples};
use crate::rule::{altered, authorize, others, par};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-not-pushed",
    title: "`request_uri` that no pushed request has given",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("4"), Document::Rfc9126.at("2.2")],
    why: "The provider finds the pushed request by this value. Another one, or one that was altered, \
          leads to nothing.",
    fix: "Send the `request_uri` of the answer unchanged, percent-encoded once, in the client's \
          authorization request.",
    config: "",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 201 Created
< Content-Type: application/json
< Date: Mon, 05 Jan 2026 10:00:00 GMT
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid request_uri</p>"),
    good: example(examples::PUSHED),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked = flow
        .of(Kind::AuthorizationRequest)
        .find_map(|request| Some((request, request.given("request_uri")?)));
    let Some((request, sent)) = asked.filter(|(_, uri)| !uri.starts_with("http")) else {
        return Verdict::NotApplicable;
    };
    if par::answers(flow).any(|(_, uri)| uri == sent) {
        return Verdict::pass("The `request_uri` is one that a pushed request was answered with");
    }
    let Some((exchange, uri)) = par::answers(flow).next_back() else {
        return Verdict::lacks("The answer to the pushed request is not in the capture.");
    };
    let place = Location::param(request, "request_uri");
    let says =
        "The `request_uri` is none of those that the pushed requests of this capture were answered with";
    let mut finding = Finding::at(place.clone(), says).and_at(others::whole(exchange, Part::ResponseBody));
    finding.rows = vec![
        Row::secret("Answer to the pushed request", others::whole(exchange, Part::ResponseBody), uri),
        Row::secret("Authorization request", place, sent),
    ];
    finding.difference = Some(altered::in_words(uri, sent));
    authorize::settled(flow, finding).verdict()
}
