//! The form of `expires_in`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "expires-in-malformed",
    title: "Malformed `expires_in`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "A client that cannot read the lifetime takes the token for expired at once, or for good for ever.",
    fix: "Let the token endpoint send `expires_in` as a whole, positive number of seconds; this is for whoever \
          runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":-60}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| lifetime(request).is_some());
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(
        answers.into_iter().filter_map(found).collect(),
        "`expires_in` is a positive number of seconds",
    )
}

fn lifetime<'m>(request: &'m Message<'_>) -> Option<&'m Value> {
    request.answer.json.as_ref()?.get("expires_in").filter(|value| !value.is_null())
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let value = lifetime(request)?;
    // Several providers write the number as text, and clients read it.
    let number = match value {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    };
    let what = match number {
        Some(seconds) if seconds > 0.0 => return None,
        Some(_) => "no time in the future",
        None => "no number",
    };
    let shown: String = value.to_string().chars().take(40).collect();
    let place = Location::of(request, Part::ResponseBody, Some("expires_in"));
    Some(Finding::at(place, format!("`expires_in` is `{shown}`, {what}")))
}
