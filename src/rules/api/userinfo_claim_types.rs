//! Types of standard claims.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "userinfo-claim-types",
    title: "Standard claim of another type",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.1"), Document::OidcCore.at("5.1.1")],
    why: "A client that expects a number or a yes-or-no stops at a text, or takes the text `\"false\"` for yes.",
    fix: "Let the provider send the claims with the types of the specification; this is for whoever runs the \
          provider.",
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
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\",\"email_verified\":\"true\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\",\"email_verified\":true}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let success = |call: &&Message<'_>| call.answer.status.is_some_and(|status| (200..300).contains(&status));
    token::each(flow.of(Kind::Userinfo).filter(success), judge)
}

fn judge(call: &Message<'_>) -> Verdict {
    let Some(text) = call.exchange.response.body.text() else {
        return Verdict::lacks("The userinfo answer's body is not in the capture.");
    };
    let signed = Jwt::read(text).map(|jwt| jwt.claims);
    let Some(claims) = signed.or_else(|| call.answer.json.as_ref()?.as_object().cloned()) else {
        return Verdict::NotApplicable;
    };
    let wrong = claims.iter().filter_map(|(name, value)| {
        let wanted = wanted(name, value)?;
        let place = Location::of(call, Part::ResponseBody, Some(name));
        Some(Finding::at(place, format!("`{name}` is {}, it should be {wanted}", kind(value))))
    });
    let nonce = claims.contains_key("nonce").then(|| {
        Finding::at(
            Location::of(call, Part::ResponseBody, Some("nonce")),
            "Userinfo has a `nonce`, which belongs into the ID token",
        )
    });
    Verdict::of(wrong.chain(nonce).collect(), "The standard claims have their types")
}

/// The type that a standard claim should have, if it has another.
fn wanted(name: &str, value: &Value) -> Option<&'static str> {
    match name {
        "sub" | "name" | "given_name" | "family_name" | "email" | "phone_number" | "locale" | "picture" => {
            (!value.is_string()).then_some("a text")
        }
        "email_verified" | "phone_number_verified" => (!value.is_boolean()).then_some("`true` or `false`"),
        "updated_at" => (!value.is_number()).then_some("a number"),
        "address" => (!value.is_object()).then_some("an object"),
        _ => None,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
