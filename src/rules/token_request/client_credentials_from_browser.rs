//! The client credentials grant in a page.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, browser, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-credentials-from-browser",
    title: "Client credentials grant in a page's script",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("4.4"), Document::Rfc6749.at("2.1")],
    why: "This grant needs no person: whoever opens the page can take its credentials and call the API as the \
          client.",
    fix: "Move the request to the client's server, and let the page sign the person in with the authorization \
          code flow.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
grant_type=client_credentials&client_id=shop&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(grant) = request.grant() else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    if grant != "client_credentials" {
        return Verdict::NotApplicable;
    }
    if request.exchange.request.headers.0.is_empty() {
        return Verdict::lacks("The token request's headers are not in the capture.");
    }
    if !browser::is_script(request.exchange) {
        return Verdict::pass("A program on a server or machine asks with `client_credentials`");
    }
    let place = Location::param(request, "grant_type");
    let says = format!("A script of `{}` asks with `client_credentials`", browser::page(request.exchange));
    Finding::at(place, says).verdict()
}
