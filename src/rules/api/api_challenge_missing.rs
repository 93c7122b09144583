//! What an API says with its 401.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-challenge-missing",
    title: "401 without `WWW-Authenticate`",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6750.at("3"), Document::Rfc9110.at("15.5.2")],
    why: "The header says what is wrong with the token and where to get one. Without it clients, and agents \
          that follow RFC 9728, do not know what to do.",
    fix: "Let the API send `WWW-Authenticate: Bearer` with `error`, and let proxies before it pass the header \
          on.",
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
<
{\"message\":\"Unauthorized\"}",
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
{\"message\":\"Unauthorized\"}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let refused: Vec<&Message<'_>> =
        api::calls(flow).into_iter().filter(|call| call.answer.status == Some(401)).collect();
    token::each(refused.into_iter(), judge)
}

fn judge(call: &Message<'_>) -> Verdict {
    let headers = &call.exchange.response.headers;
    if headers.0.is_empty() {
        return Verdict::lacks("The answer's headers are not in the capture.");
    }
    // Amazon's gateways rename the header on its way through Lambda.
    let renamed = headers
        .0
        .iter()
        .map(|(name, _)| name.as_ref())
        .find(|name| name.to_ascii_lowercase().ends_with("-www-authenticate"));
    if headers.has("www-authenticate") {
        return Verdict::pass("The 401 comes with `WWW-Authenticate`");
    }
    let place = Location::of(call, Part::ResponseHeader, Some("www-authenticate"));
    let as_what = renamed.map(|name| format!("; it has `{name}`")).unwrap_or_default();
    let says = format!("`{}` answers 401 without `WWW-Authenticate`{as_what}", call.exchange.address());
    Finding::at(place, says).verdict()
}
