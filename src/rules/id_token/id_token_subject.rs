//! The ID token's `sub`: whether it is there, and the same in every token of a login.

use crate::config::ClientConfig;
use crate::flow::Flow;
use serde_json::Value;

use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-subject",
    title: "ID token without a usable `sub`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::OidcCore.at("3.3.3.6"), Document::OidcCore.at("12.2")],
    why: "`sub` is the person's name at the provider. Without it the client does not know whom to sign in; \
          two different ones in one login are two people.",
    fix: "Let the provider's administrator give every ID token a `sub`: a string of at most 255 ASCII \
          characters that stays the same for a person.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    let Some(first) = tokens.first() else { return none(flow) };
    let mut findings: Vec<Finding> = tokens.iter().filter_map(unusable).collect();
    let others = tokens.iter().skip(1).filter_map(|token| differs(first, token));
    findings.extend(others);
    Verdict::of(
        findings,
        if tokens.len() > 1 { "Every ID token has the same `sub`" } else { "The ID token has a `sub`" },
    )
}

fn unusable(token: &Token<'_, '_>) -> Option<Finding> {
    let says = match token.jwt.claims.get("sub") {
        None => "The ID token has no `sub`".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "The ID token's `sub` is empty".to_owned(),
        Some(Value::String(text)) if text.len() > 255 => {
            let says = format!("The ID token's `sub` has {} characters, more than 255", text.chars().count());
            let finding = Finding::at(token.place("sub"), says).class(Class::Conformance);
            return Some(finding.severity(Severity::Warning));
        }
        Some(Value::String(_)) => return None,
        Some(Value::Number(_)) => "The ID token's `sub` is a number, not a string".to_owned(),
        Some(_) => "The ID token's `sub` is no string".to_owned(),
    };
    Some(Finding::at(token.place("sub"), says))
}

/// Only tokens of one issuer for one client can be compared.
fn differs(first: &Token<'_, '_>, second: &Token<'_, '_>) -> Option<Finding> {
    let comparable = first.jwt.claims.get("iss") == second.jwt.claims.get("iss")
        && first.jwt.claims.get("aud") == second.jwt.claims.get("aud");
    // Each login has a nonce of its own, and may be another person's.
    let nonces = first.jwt.claims.get("nonce").zip(second.jwt.claims.get("nonce"));
    let comparable = comparable && nonces.is_none_or(|(a, b)| a == b);
    let (a, b) = (first.jwt.claim_text("sub")?, second.jwt.claim_text("sub")?);
    if !comparable || a == b {
        return None;
    }
    let says = "Two ID tokens of this login name two people: their `sub` differ";
    let rows =
        vec![Row::secret("First", first.place("sub"), a), Row::secret("Second", second.place("sub"), b)];
    Some(Finding::at(second.place("sub"), says).and_at(first.place("sub")).rows(rows))
}
