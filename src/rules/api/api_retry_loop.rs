//! Calls that are repeated although they are refused.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, api, example, polling,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-retry-loop",
    title: "Refused API call repeated again and again",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3.1"), Document::Rfc9110.at("15.5.2")],
    why: "The answer will not change without another token. The repetitions load the API, lead to rate limits \
          and hide the first error.",
    fix: "Let the client renew the token once after a 401, and show the error if the call is refused again.",
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
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}",
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
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}",
    ),
    evidence: Evidence::Read(&[
        Reading::Answer(crate::oauth::Kind::ApiCall),
        Reading::Answer(crate::oauth::Kind::Userinfo),
    ]),
    check,
};

const MANY: usize = 5;
const WINDOW: f64 = 60.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let calls = api::calls(flow);
    if calls.is_empty() {
        return Verdict::NotApplicable;
    }
    if calls.iter().all(|call| call.answer.status.is_none()) {
        return Verdict::lacks("The answers to the API calls are not in the capture.");
    }
    let refused = |call: &Message<'_>| matches!(call.answer.status, Some(401 | 403 | 429 | 500..));
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for call in calls.iter().filter(|call| refused(call)) {
        let address = call.exchange.address();
        if seen.contains(&address) {
            continue;
        }
        seen.push(address);
        let same: Vec<&Message<'_>> = calls.iter().copied().filter(|other| is_same(call, other)).collect();
        findings.extend((same.len() >= MANY).then(|| found(call, same.len())));
    }
    Verdict::of(findings, "No refused call is repeated again and again")
}

fn is_same(first: &Message<'_>, other: &Message<'_>) -> bool {
    first.exchange.address() == other.exchange.address()
        && first.exchange.request.method == other.exchange.request.method
        && first.answer.status == other.answer.status
        && first.access_token() == other.access_token()
        && polling::between(first, other).is_none_or(|gap| (0.0..WINDOW).contains(&gap))
}

fn found(call: &Message<'_>, times: usize) -> Finding {
    let status = call.answer.status.unwrap_or_default();
    let place = Location::of(call, Part::ResponseStatus, None);
    Finding::at(
        place,
        format!("The call to `{}` is refused with {status} {times} times in a row", call.exchange.address()),
    )
}
