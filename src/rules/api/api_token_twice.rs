//! Access tokens that a call carries in two ways.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-token-twice",
    title: "Access token in a header and as a parameter",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("2")],
    why: "A call may carry its token in one way only. Servers refuse two with `invalid_request`, or take the \
          wrong one.",
    fix: "Let the client send the token in the `Authorization` header alone.",
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
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}",
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
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(api::calls(flow).into_iter(), judge)
}

fn judge(call: &Message<'_>) -> Verdict {
    if call.exchange.request.headers.0.is_empty() {
        return Verdict::lacks("The call's headers are not in the capture.");
    }
    // Others stand for the caller, and the parameter for the person (Discord's `Bot`).
    let of_token = |(scheme, _): &(&str, &str)| {
        ["bearer", "dpop", "oauth", "token"].contains(&scheme.to_ascii_lowercase().as_str())
    };
    let Some((scheme, _)) = call.authorization().filter(of_token) else { return Verdict::NotApplicable };
    let in_query = call.exchange.query().given("access_token").is_some();
    let as_parameter = in_query || call.given("access_token").is_some();
    if !as_parameter {
        return Verdict::pass("The call carries its access token in one way");
    }
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let there = match in_query {
        true => Location::of(call, Part::RequestQuery, Some("access_token")),
        false => Location::param(call, "access_token"),
    };
    let says = format!("The call carries `Authorization: {scheme}` and `access_token` as a parameter");
    let finding = Finding::at(place, says).and_at(there);
    let refused = call.answer.status.is_some_and(|status| status >= 400);
    match refused {
        true => finding.verdict(),
        false => finding.class(Class::Conformance).severity(Severity::Warning).verdict(),
    }
}
