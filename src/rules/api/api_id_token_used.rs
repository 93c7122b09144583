//! ID tokens where an access token belongs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-id-token-used",
    title: "ID token sent to an API",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9068.at("4"), Document::OidcCore.at("2"), Document::Rfc6750.at("2.1")],
    why: "An ID token tells the client who signed in; its audience is the client. An API that checks audiences \
          refuses it, and one that does not accepts tokens of other clients, too.",
    fix: "Let the client send the `access_token` of the token answer, and ask for one that is meant for this \
          API.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"invalid_token\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let issued: Vec<&str> =
        flow.of(Kind::TokenRequest).filter_map(|request| request.answer.text("id_token")).collect();
    token::each(api::calls(flow).into_iter(), |call| judge(flow, call, &issued))
}

fn judge(flow: &Flow<'_>, call: &Message<'_>, issued: &[&str]) -> Verdict {
    let Some(token) = call.access_token() else {
        return match call.exchange.request.headers.0.is_empty() {
            true => Verdict::lacks("The call's headers are not in the capture."),
            false => Verdict::NotApplicable,
        };
    };
    let is_access_token = flow.issuing(token).is_some();
    let same = issued.contains(&token) && !is_access_token;
    let looks = Jwt::read(token).is_some_and(|jwt| {
        let claims = ["nonce", "at_hash", "c_hash"].iter().any(|name| jwt.claims.contains_key(*name));
        let own = flow.client_id().is_some_and(|id| jwt.audiences() == [id.as_str()]);
        claims && own && !jwt.claims.contains_key("scope") && !jwt.claims.contains_key("scp")
    });
    if !(same || looks && !is_access_token) {
        return Verdict::pass("The call carries an access token, no ID token");
    }
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let says =
        format!("The call to `{}` carries an ID token in place of an access token", call.exchange.address());
    let finding = Finding::at(place.clone(), says).rows(vec![Row::secret("Token sent", place, token)]);
    let finding = if same { finding } else { finding.likely() };
    // Gateways (Amazon API Gateway, Kubernetes) take ID tokens by design.
    match call.answer.status {
        Some(401 | 403) if !call.is_refused_by_kubernetes() => finding.verdict(),
        _ => finding.class(Class::Hardening).severity(Severity::Info).verdict(),
    }
}
