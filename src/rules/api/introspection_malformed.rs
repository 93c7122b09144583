//! The answer to an introspection.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "introspection-malformed",
    title: "Introspection answer without `active`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7662.at("2.2")],
    why: "The API does not learn whether the token is good, and must refuse it.",
    fix: "Let the introspection endpoint send `active` as `true` or `false`; check that the API asks the \
          introspection endpoint of the provider.",
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
> Authorization: Basic YXBpOnMzY3JldC1tYWRlLXVw
>
token=2YotnFZFEjr1zCsicMWpAA
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"active\":\"yes\"}",
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
    let success = |request: &&Message<'_>| request.answer.status == Some(200);
    token::each(flow.of(Kind::Introspection).filter(success), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(text) = request.exchange.response.body.text() else {
        return Verdict::lacks("The introspection answer's body is not in the capture.");
    };
    // RFC 9701: a signed answer has it inside.
    if Jwt::read(text).is_some() {
        return Verdict::NotApplicable;
    }
    let active = request.answer.json.as_ref().and_then(|json| json.get("active"));
    let place = Location::of(request, Part::ResponseBody, Some("active"));
    match active {
        Some(Value::Bool(active)) => {
            Verdict::pass(format!("The introspection answer says `active` is `{active}`"))
        }
        Some(other) => {
            let shown: String = other.to_string().chars().take(20).collect();
            Finding::at(place, format!("`active` is `{shown}`, not `true` or `false`")).verdict()
        }
        None => Finding::at(place, "The introspection answer has no `active`").verdict(),
    }
}
