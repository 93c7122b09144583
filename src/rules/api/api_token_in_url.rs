//! Access tokens in addresses.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Subject, Verdict, api, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-token-in-url",
    title: "Access token in the address of a call",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6750.at("2.3"), Document::Rfc9700.at("4.3.2")],
    why: "Addresses are kept in histories, logs and `Referer` headers. Whoever reads one of them has the \
          token.",
    fix: "Send the access token in the `Authorization` header.",
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
> GET https://api.example/orders?access_token=2YotnFZFEjr1zCsicMWpAA HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}",
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
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}",
    ),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let calls = api::calls(flow);
    if calls.is_empty() {
        return Verdict::NotApplicable;
    }
    let in_url = |call: &&&Message<'_>| call.exchange.query().given("access_token").is_some();
    let findings: Vec<Finding> = calls.iter().filter(in_url).map(|call| found(call)).collect();
    if findings.is_empty() && calls.iter().all(|call| call.exchange.request.headers.0.is_empty()) {
        return Verdict::lacks("The headers of the API calls are not in the capture.");
    }
    Verdict::of(findings, "The access token travels in a header")
}

fn found(call: &Message<'_>) -> Finding {
    let place = Location::of(call, Part::RequestQuery, Some("access_token"));
    let query = call.exchange.query();
    let row = Row::secret("Access token", place.clone(), query.given("access_token").unwrap_or_default());
    let says = format!("The access token stands in the address of the call to `{}`", call.exchange.address());
    Finding::at(place, says).rows(vec![row])
}
