//! Lifetimes that nobody can mean, and long ones.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "expires-in-extreme",
    title: "Extreme lifetime of an access token",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6750.at("5.3")],
    why: "A token that lives for seconds is expired before the API sees it; one that lives for months is as \
          good as a password for whoever finds it.",
    fix: "Set the lifetime of access tokens at the provider to minutes or hours, and let the client renew \
          them; check that the number is in seconds and not in milliseconds or a point in time.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":1790000000000}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

const DAY: f64 = 86_400.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers: Vec<(&Message<'_>, f64)> =
        granted(flow).into_iter().filter_map(|request| Some((request, lifetime(request)?))).collect();
    if answers.is_empty() {
        return none(flow);
    }
    let findings = answers.into_iter().filter_map(|(request, seconds)| found(request, seconds)).collect();
    Verdict::of(findings, "The access token lives for minutes or hours")
}

fn lifetime(request: &Message<'_>) -> Option<f64> {
    let seconds = match request.answer.json.as_ref()?.get("expires_in")? {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    (seconds > 0.0).then_some(seconds)
}

fn found(request: &Message<'_>, seconds: f64) -> Option<Finding> {
    let place = Location::of(request, Part::ResponseBody, Some("expires_in"));
    let says = |what: &str| format!("`expires_in` is `{seconds}`: {what}");
    match seconds {
        // A point in time instead of a length, in seconds or in milliseconds.
        s if s >= 1.0e9 => Some(Finding::at(place, says("a point in time instead of a number of seconds"))),
        s if s > 366.0 * DAY => Some(Finding::at(place, says("more than a year"))),
        s if s < 30.0 => Some(Finding::at(place, says("expired almost at once"))),
        s if s > DAY => {
            let finding = Finding::at(place, says("more than a day"));
            Some(finding.class(Class::Hardening).severity(Severity::Info))
        }
        _ => None,
    }
}
