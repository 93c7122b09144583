//! Whether a JWT that is a grant has the claims that it needs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jwt-bearer-assertion",
    title: "JWT grant without a claim that it needs",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::Rfc7523.at("2.1")],
    why: "The JWT stands in place of a login. The server must see from it who vouches (`iss`), for \
          whom (`sub`), to which server (`aud`) and until when (`exp`), or it refuses.",
    fix: "Put `iss`, `sub`, `aud` and `exp` into the JWT and send it as `assertion`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=shop&assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlL3Rva2VuIiwiZXhwIjoxNzcyNDQyMzA1LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6ImoxIn0.AOvQloKh06PBUvPivnv9Osr94cjR5idj4RH4MYKpxERDym2Z4-NRaFdS1s3mAQQrmakUEe4R68qbHrkaov2bLg
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_grant\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=shop&assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoiYWRhIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlL3Rva2VuIiwiZXhwIjoxNzcyNDQyMzA1LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6ImoxIn0.N5P4OWhGLwrhdPE8FOvS2GWt3ZO0AbyNdu8TOK0ryZXSwftKmhulHdzm1XqNTSVTWMfljX0qs9himKwLhA2dHg
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let grants = token::requests(flow).filter(|request| request.grant() == Some(GRANT));
    token::each(grants, |request| judge(flow, request))
}

const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    // In an exchange on behalf of a user the assertion is that user's access token.
    if request.given("requested_token_use").is_some() {
        return Verdict::NotApplicable;
    }
    let place = Location::param(request, "assertion");
    let fails = |says: String| {
        token::weighed(Finding::at(place.clone(), says), request, &["invalid_grant", "invalid_request"])
            .verdict()
    };
    let Some(text) = request.given("assertion") else {
        return fails("The request has no `assertion`, the JWT that is its grant".into());
    };
    let Some(assertion) = Jwt::read(text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    // Google's service accounts and Salesforce have their own names for some.
    let required: &[&str] = match flow.provider.id {
        "google" => &["iss", "aud", "exp"],
        _ => &["iss", "sub", "aud", "exp"],
    };
    match required.iter().find(|name| !assertion.claims.contains_key(**name)) {
        Some(name) => fails(format!("The JWT that is the grant has no `{name}`")),
        None => Verdict::pass("The JWT that is the grant has the claims that it needs"),
    }
}
