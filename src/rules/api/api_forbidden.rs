//! An API that knows the access token and does not permit the call; the scopes that lack.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part, quoted};
use crate::rule::api;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-forbidden",
    title: "API call refused with 403",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3.1")],
    why: "The access token is good, but it does not allow this: a scope, a role or the permission of the \
          user is missing.",
    fix: "Request the missing scope in the authorization request of the client, or let the administrator \
          grant the permission.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"scope\":\"openid\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer at-made-up
>
< HTTP/1.1 403 Forbidden
< WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"orders:read\"
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
    let findings: Vec<Finding> = api::refused(flow, 403).into_iter().map(|call| found(flow, call)).collect();
    match last.answer.status {
        Some(status) => Verdict::of(
            findings,
            format!("No API call is left forbidden; the last one is answered with `{status}`"),
        ),
        None if findings.is_empty() => Verdict::lacks("The answers to the API calls are not in the capture."),
        None => Verdict::Fail(findings),
    }
}

fn found(flow: &Flow<'_>, call: &Message<'_>) -> Finding {
    let says = format!("`{}` forbids the call with `403`{}", call.exchange.address(), api::said(flow, call));
    let needed =
        call.exchange.response.headers.all("www-authenticate").find_map(|value| quoted(value, "scope"));
    let place = Location::answer(call);
    let Some(needed) = needed else { return Finding::at(place, says) };
    let granted = api::granted(flow, call);
    let has: Vec<&str> = granted.iter().flat_map(|scope| scope.split(' ')).collect();
    let lacking: Vec<&str> = needed.split(' ').filter(|scope| !has.contains(scope)).collect();
    let says = match (&granted, lacking.is_empty()) {
        (Some(_), false) => format!("{says}; the access token lacks `{}`", lacking.join(" ")),
        _ => format!("{says}; it wants `{needed}`"),
    };
    let mut rows = vec![Row::clear(
        "Needed",
        Some(Location::of(call, Part::ResponseHeader, Some("www-authenticate"))),
        &needed,
        None,
    )];
    rows.extend(granted.as_deref().map(|scope| Row::clear("Granted", None, scope, None)));
    Finding::at(place, says).rows(rows)
}
