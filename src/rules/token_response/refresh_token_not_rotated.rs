//! Refresh tokens of public clients that stay the same.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-not-rotated",
    title: "Refresh token of a public client that is not replaced",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.2.2"), Document::Rfc9700.at("4.14.2")],
    why: "A public client has no secret. Whoever steals its refresh token can use it for as long as it lives, \
          and nobody notices, because the same token goes on working for both.",
    fix: "Have the provider's administrator switch on rotation of refresh tokens for this client, or bind them \
          to a key with DPoP.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
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
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"8xLOxBtZp8kq3Vn1Ye7c\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| request.grant() == Some("refresh_token"));
    if answers.is_empty() {
        return if flow.of(Kind::TokenRequest).any(Message::body_not_recorded) {
            none(flow)
        } else {
            Verdict::NotApplicable
        };
    }
    token::each(answers.into_iter(), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let shows_itself = !client_auth::methods(request).is_empty() || client_auth::has_header(request);
    let public = match config.is_confidential() {
        Some(confidential) => !confidential,
        None if flow.sanitized => {
            return Verdict::lacks("The exporter has dropped the `Authorization` header.");
        }
        None => !shows_itself,
    };
    if !public || shows_itself || request.exchange.request.headers.has("dpop") {
        return Verdict::NotApplicable;
    }
    let Some(sent) = request.given("refresh_token") else { return Verdict::lacks(token::BODY) };
    let new = request.answer.text("refresh_token").filter(|new| !new.is_empty() && *new != sent);
    if new.is_some() {
        return Verdict::pass("The refresh token was replaced by a new one");
    }
    let place = Location::of(request, Part::ResponseBody, Some("refresh_token"));
    let what = match request.answer.brings("refresh_token") {
        true => "brings the same refresh token again",
        false => "brings no new refresh token",
    };
    Finding::at(place, format!("The client sent no secret and no key, and the answer {what}"))
        .severity(Severity::Info)
        .verdict()
}
