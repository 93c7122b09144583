//! An API that does not take the access token, in the words of its challenge.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::api;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-unauthorized",
    title: "API call refused with 401",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3"), Document::Rfc6750.at("3.1")],
    why: "The login may have worked, but the API does not accept its access token: it is expired, altered, \
          or meant for another API.",
    fix: "Request the access token in the client for this API (`audience`, `resource` or `scope`), and \
          renew it before it expires.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer at-made-up
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"Audience differs\"
<",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer at-made-up
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\"}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let calls = api::calls(flow);
    let Some(last) = calls.last() else { return Verdict::NotApplicable };
    let findings: Vec<Finding> = api::refused(flow, 401).into_iter().map(|call| found(flow, call)).collect();
    match last.answer.status {
        Some(status) => Verdict::of(
            findings,
            format!("No API call is left refused; the last one is answered with `{status}`"),
        ),
        None if findings.is_empty() => Verdict::lacks("The answers to the API calls are not in the capture."),
        None => Verdict::Fail(findings),
    }
}

fn found(flow: &Flow<'_>, call: &Message<'_>) -> Finding {
    let address = call.exchange.address();
    let bare = call.access_token().is_none()
        && !flow.sanitized
        && call.exchange.request.headers.first("cookie").is_none();
    let what = if bare { "a request without an access token" } else { "the access token" };
    let says = format!("`{address}` refuses {what} with `401`{}", api::said(flow, call));
    let finding = Finding::at(Location::answer(call), says);
    // That is how an API tells a client to log in (RFC 6750, section 3.1; RFC 9728, section 5.1).
    let asks_login = bare && call.answer.error.is_none() && flow.first(Kind::TokenRequest).is_none();
    if asks_login { finding.severity(Severity::Info) } else { finding }
}
