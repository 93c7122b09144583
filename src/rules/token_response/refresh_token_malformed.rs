//! The form of a refresh token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "refresh-token-malformed",
    title: "Malformed refresh token",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("A.17"), Document::Rfc6749.at("5.1")],
    why: "A token with characters that are not allowed is changed or refused on its way back, and the renewal \
          fails days later.",
    fix: "Let the token endpoint send `refresh_token` as a text of printable ASCII characters; this is for \
          whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| member(request).is_some());
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(
        answers.into_iter().filter_map(found).collect(),
        "`refresh_token` is a text of allowed characters",
    )
}

fn member<'m>(request: &'m Message<'_>) -> Option<&'m Value> {
    request.answer.json.as_ref()?.get("refresh_token").filter(|value| !value.is_null())
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let what = match member(request)? {
        Value::String(text) if text.is_empty() => "is empty".to_owned(),
        Value::String(text) => {
            let strange = text.chars().find(|c| !(' '..='~').contains(c) || *c == ' ')?;
            format!("has the character U+{:04X}, which is not allowed", u32::from(strange))
        }
        _ => "is no text".to_owned(),
    };
    let place = Location::of(request, Part::ResponseBody, Some("refresh_token"));
    Some(Finding::at(place, format!("`refresh_token` {what}")))
}
