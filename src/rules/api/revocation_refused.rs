//! Tokens that a provider does not take back.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "revocation-refused",
    title: "Refused revocation",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc7009.at("2.2"), Document::Rfc7009.at("2.2.1")],
    why: "The person signed out, and the token goes on being good for whoever has it.",
    fix: "Let the client show its credentials to the revocation endpoint as it does to the token endpoint, and \
          have the provider's administrator allow the token type.",
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
> POST https://op.example/revoke HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
token=tGzv3JOkF0XG5Qx2TlKWIA&client_id=shop
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/revoke HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
token=tGzv3JOkF0XG5Qx2TlKWIA&client_id=shop
< HTTP/1.1 200 OK
< Content-Length: 0
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::Revocation), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(status) = request.answer.status else {
        return Verdict::lacks("The revocation's answer is not in the capture.");
    };
    if status < 400 {
        return Verdict::pass(format!("The provider takes the token back (`{status}`)"));
    }
    let place = Location::answer(request);
    let says = format!("The revocation endpoint answers {status}{}", api::said(flow, request));
    Finding::at(place, says).verdict()
}
