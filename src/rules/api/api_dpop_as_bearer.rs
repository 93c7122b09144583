//! Tokens that are bound to a key, sent without it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-dpop-as-bearer",
    title: "DPoP-bound access token sent as `Bearer`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("7.1"), Document::Rfc9449.at("7.2")],
    why: "The token is bound to the client's key. An API that knows that refuses it without the scheme `DPoP` \
          and a proof; one that does not gives the binding away.",
    fix: "Let the client send `Authorization: DPoP` with the token and a `DPoP` header with a new proof for \
          each call.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"DPoP\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: DPoP error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"DPoP\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: DPoP 2YotnFZFEjr1zCsicMWpAA
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9hcGkuZXhhbXBsZS9vcmRlcnMiLCJpYXQiOjE1NjIyNjI2MTZ9.c2ln
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(api::calls(flow).into_iter(), |call| judge(flow, call))
}

fn judge(flow: &Flow<'_>, call: &Message<'_>) -> Verdict {
    let Some((scheme, token)) = call.authorization() else {
        return match call.exchange.request.headers.0.is_empty() {
            true => Verdict::lacks("The call's headers are not in the capture."),
            false => Verdict::NotApplicable,
        };
    };
    let typed = flow
        .issuing(token)
        .and_then(|issued| issued.answer.text("token_type"))
        .map(|kind| kind.eq_ignore_ascii_case("dpop"));
    let bound =
        Jwt::read(token).is_some_and(|jwt| jwt.claims.get("cnf").is_some_and(|cnf| cnf.get("jkt").is_some()));
    if !(typed == Some(true) || bound) {
        return Verdict::NotApplicable;
    }
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Verdict::pass("The bound token is sent with the scheme `DPoP`");
    }
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let why = if typed == Some(true) { "`token_type` was `DPoP`" } else { "the token has `cnf` with `jkt`" };
    let says =
        format!("The call to `{}` sends the token as `Bearer`, although {why}", call.exchange.address());
    Finding::at(place, says).verdict()
}
