//! Who asks what a token is good for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, browser, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "introspection-from-browser",
    title: "Introspection by a page's script",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7662.at("2.1"), Document::Rfc7662.at("4")],
    why: "Introspection is for the API that receives a token. In a page it needs credentials that everybody \
          can read.",
    fix: "Let the API introspect the token, and let the page call userinfo if it wants to know who signed in.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> POST https://op.example/introspect HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
> Authorization: Basic YXBpOnMzY3JldC1tYWRlLXVw
>
token=2YotnFZFEjr1zCsicMWpAA
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"active\":true}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> POST https://op.example/introspect HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic YXBpOnMzY3JldC1tYWRlLXVw
>
token=2YotnFZFEjr1zCsicMWpAA
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"active\":true}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::Introspection), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if request.exchange.request.headers.0.is_empty() {
        return Verdict::lacks("The request's headers are not in the capture.");
    }
    if !browser::is_script(request.exchange) {
        return Verdict::pass("A server introspects the token");
    }
    let place = Location::of(request, Part::RequestHeader, Some("origin"));
    Finding::at(place, format!("A script of `{}` introspects the token", browser::page(request.exchange)))
        .verdict()
}
