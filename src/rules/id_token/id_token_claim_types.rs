//! Whether standard claims have the types that they must have.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-claim-types",
    title: "ID token with a claim of the wrong type",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.1"), Document::OidcCore.at("5.1.1")],
    why: "Client libraries read claims into typed fields. `email_verified` as a string, or a time as \
          text, makes some refuse the token and others misread it.",
    fix: "Let the provider's administrator correct the claim's mapping, so that the claim has the type \
          of OpenID Connect.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsImVtYWlsX3ZlcmlmaWVkIjoieWVzIn0.aqTZzDSlrSF87Cwl99T8OWLnDMRzWX6CSM0gZKIQ8JL9HByVWRRcj9z79Kdl5OpThtanZ4RBLX8N4WqQkv6ZkQ\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsImVtYWlsX3ZlcmlmaWVkIjp0cnVlfQ.aIIOJUBeytvNdZ1oZT_UZATWVpzeICXnWXeSrA0enDR78rotmJkObjBf_aaC9jdN9sgmz_8CpDLtx8pCi3w8FA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    token::each(tokens.iter(), judge)
}

fn judge(token: &Token<'_, '_>) -> Verdict {
    // Apple writes these two as strings.
    let apple = token.jwt.claim_text("iss") == Some("https://appleid.apple.com");
    let wrong = token.jwt.claims.iter().filter(|(name, value)| !fits(name, value, apple));
    let findings = wrong.map(|(name, value)| {
        let says = format!("The ID token's `{name}` is {}, which must be {}", kind(value), due(name));
        Finding::at(token.place(name), says)
    });
    Verdict::of(findings.collect(), "The standard claims of the ID token have the right types")
}

const TEXTS: [&str; 16] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "acr",
];

fn due(name: &str) -> &'static str {
    match name {
        "email_verified" | "phone_number_verified" => "true or false",
        "address" => "an object",
        "updated_at" => "a number",
        "amr" => "a list of strings",
        _ => "a string",
    }
}

fn fits(name: &str, value: &Value, apple: bool) -> bool {
    match name {
        _ if value.is_null() => true,
        "email_verified" | "phone_number_verified" => value.is_boolean() || apple,
        "address" => value.is_object(),
        "updated_at" => value.is_number(),
        "amr" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        _ if TEXTS.contains(&name) => value.is_string(),
        _ => true,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
