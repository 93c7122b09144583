//! A pushed request belongs to the client that pushed it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-client-mismatch",
    title: "Other `client_id` than the pushed request has",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("4"), Document::Rfc9101.at("5")],
    why: "The provider keeps the pushed request for the client that pushed it, and refuses it to \
          another one.",
    fix: "Send the same `client_id` in both requests of the client.",
    config: "",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=store&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 201 Created
< Content-Type: application/json
< Date: Mon, 05 Jan 2026 10:00:00 GMT
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid request</p>"),
    good: example(examples::PUSHED),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked = flow
        .of(Kind::AuthorizationRequest)
        .find_map(|request| Some((request, request.given("request_uri")?)));
    let Some((request, uri)) = asked else { return Verdict::NotApplicable };
    let pushed =
        flow.of(Kind::PushedAuthorization).find(|pushed| pushed.answer.text("request_uri") == Some(uri));
    let Some((pushed, owner)) = pushed.and_then(|pushed| Some((pushed, pushed.client_id()?))) else {
        return Verdict::lacks("The pushed request is not in the capture.");
    };
    let Some(sent) = request.given("client_id") else {
        return Verdict::lacks("The authorization request has no `client_id` to compare.");
    };
    if sent == owner {
        return Verdict::pass(format!("Both requests have the `client_id` `{sent}`"));
    }
    let (here, there) = (Location::param(request, "client_id"), Location::param(pushed, "client_id"));
    let says = format!("`client_id` is `{sent}`; the pushed request is that of `{owner}`");
    let finding = Finding::at(here.clone(), says)
        .and_at(there.clone())
        .compared(("Pushed request", Some(there), &owner), ("Authorization request", Some(here), sent));
    authorize::settled(flow, finding).verdict()
}
