//! An access token that is issued a second time.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-value-repeated",
    title: "The same access token issued twice",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("1.5")],
    why: "A token that comes back can live on after a person has signed out or a client has renewed it.",
    fix: "Let the provider make a new access token for every answer; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"expires_in\":60}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"expires_in\":60}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"8xLOxBtZp8kq3Vn1Ye7c22\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| {
        request.answer.text("access_token").is_some_and(|value| !token::is_redacted(value))
    });
    if answers.is_empty() {
        return none(flow);
    }
    if answers.len() < 2 {
        return Verdict::NotApplicable;
    }
    let again = answers.iter().enumerate().filter_map(|(index, request)| {
        let value = request.answer.text("access_token")?;
        let first = answers.get(..index)?.iter().find(|first| is_earlier(first, request, value))?;
        let place = |message: &Message<'_>| Location::of(message, Part::ResponseBody, Some("access_token"));
        let says = "The answer brings the same access token as an earlier one";
        Some(Finding::at(place(request), says).and_at(place(first)))
    });
    Verdict::of(again.collect(), "Every token answer brings a new access token")
}

/// A request that was only repeated may get the same answer.
fn is_earlier(first: &Message<'_>, request: &Message<'_>, value: &str) -> bool {
    first.answer.text("access_token") == Some(value) && first.params != request.params
}
