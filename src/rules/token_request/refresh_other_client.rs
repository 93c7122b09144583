//! The client of a renewal against the one that got the refresh token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-other-client",
    title: "Renewal by another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("6"), Document::Rfc6749.at("10.4")],
    why: "A refresh token belongs to the client that it was issued to. From another one the provider must \
          refuse it, and may take it for stolen.",
    fix: "Renew with the client id that signed in; do not share refresh tokens between clients or \
          environments.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop-test&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let renewals = token::requests(flow)
        .filter(|request| request.grant() == Some("refresh_token") || request.body_not_recorded());
    token::each(renewals, |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("refresh_token") else { return Verdict::lacks(token::BODY) };
    let issued = flow
        .of(Kind::TokenRequest)
        .find(|before| before.answer.text("refresh_token") == Some(sent) && !std::ptr::eq(*before, request));
    let Some(issued) = issued else {
        return Verdict::lacks("The answer that brought the refresh token is not in the capture.");
    };
    let (Some(first), Some(second)) = (issued.client_id(), request.client_id()) else {
        return match flow.sanitized {
            true => Verdict::lacks("The exporter has dropped the `Authorization` header."),
            false => Verdict::lacks("The capture does not say which client renews."),
        };
    };
    if token::is_redacted(&first) || token::is_redacted(&second) {
        return token::blanked("client_id");
    }
    // Entra's own clients share refresh tokens.
    if first == second || token::succeeded(request) {
        return Verdict::pass(format!("The client `{second}` renews what it got itself"));
    }
    let (here, there) = (Location::param(request, "client_id"), Location::param(issued, "client_id"));
    let says =
        format!("The refresh token was issued to the client `{first}`, the client `{second}` renews with it");
    let finding = Finding::at(here.clone(), says)
        .and_at(there.clone())
        .compared(("Issued to", Some(there), &first), ("Renewal", Some(here), &second));
    token::weighed(
        finding,
        request,
        &["invalid_grant", "invalid_client", "unauthorized_client", "invalid_request"],
    )
    .verdict()
}
