//! The token request's `redirect_uri` against the authorization request's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-redirect-uri-differs",
    title: "Another `redirect_uri` in the token request than in the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3")],
    why: "The provider gives tokens only if the token request repeats the redirect URI of the authorization request; it \
          compares the two as strings, so a slash, a port or `http` for `https` is enough to be refused.",
    fix: "Send the client's one stored redirect URI in both requests; do not build it anew from the incoming request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb%2F
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::CODE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = flow.code_requests().peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let Some(asked) = flow.authorization_request() else {
        return Verdict::lacks("The authorization request is not in the capture.");
    };
    let Some(first) = asked.given("redirect_uri") else { return delivered(flow) };
    let findings: Vec<Finding> = requests
        .filter_map(|request| {
            let second = request.given("redirect_uri").filter(|second| *second != first)?;
            let (here, there) =
                (Location::param(request, "redirect_uri"), Location::param(asked, "redirect_uri"));
            let says =
                format!("The token request sends `{second}`, the authorization request sent `{first}`");
            let rows = (
                ("Authorization request", Some(there.clone()), first),
                ("Token request", Some(here.clone()), second),
            );
            Some(Finding::at(here, says).and_at(there).compared(rows.0, rows.1))
        })
        .collect();
    let seen = flow.code_requests().any(|request| request.given("redirect_uri").is_some());
    if findings.is_empty() && !seen {
        return match flow.code_requests().any(|request| request.body_not_recorded()) {
            true => Verdict::lacks("The token request's body is not in the capture."),
            false => Verdict::NotApplicable,
        };
    }
    Verdict::of(findings, "`redirect_uri` is the same in the authorization request and the token request")
}

/// The authorization request leaves the redirect URI to the provider: then the code has gone to the registered one.
fn delivered(flow: &Flow<'_>) -> Verdict {
    let response =
        flow.first(Kind::AuthorizationResponse).filter(|response| response.given("code").is_some());
    let Some((response, target)) =
        response.and_then(|found| Some((found, found.exchange.redirect_target()?)))
    else {
        return Verdict::NotApplicable;
    };
    let address = target.split(['?', '#']).next().unwrap_or_default();
    let refused = flow.code_requests().filter(|request| !request.answer.brings("access_token"));
    let findings: Vec<Finding> = refused
        .filter_map(|request| {
            let sent = request.given("redirect_uri")?;
            let differs = sent.split(['?', '#']).next() != Some(address);
            differs.then(|| {
                let (here, there) = (
                    Location::param(request, "redirect_uri"),
                    Location::of(response, Part::ResponseLocation, None),
                );
                let says = format!(
                    "The token request sends `{sent}`; the authorization request named no redirect URI, and the code went to `{address}`"
                );
                let rows = (
                    ("Where the code went", Some(there.clone()), address),
                    ("Token request", Some(here.clone()), sent),
                );
                Finding::at(here, says).and_at(there).compared(rows.0, rows.1)
            })
        })
        .collect();
    Verdict::of(findings, "The token request names the redirect URI that the code went to")
}
