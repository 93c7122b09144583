//! ID tokens that bring or point to the key to verify them with.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-key-in-header",
    title: "ID token with its own key in the header",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("2"), Document::Rfc8725.at("3.10")],
    why: "A client that took the key from the token itself would accept a token of anybody. `jwk`, \
          `jku` and `x5u` in an ID token are at best ignored.",
    fix: "Let the client verify with the keys of the issuer's `jwks_uri` only, and let whoever runs \
          the provider leave the key out of the header.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJqd2siOnsia3R5IjoiRUMiLCJjcnYiOiJQLTI1NiIsIngiOiJFYzlwekR0aFlJY3BCRmw2VExSTzJXZU5nRnVMUHFNZjJyRTVTOFNtRmRBIiwieSI6Im1FUXFIZVRqejhPaTJaUWR5QXBuUi1uZkdvR1AtREprU2xObEUyMm5qbG8ifX0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.fbookP7iaKZGXuZkZbWSSWwsTSUlQdFZ13l6dF4IgMMwmEeJvvS098O8Iy7ixug1F94bRqoJvx79sH9bFq8gOg\"}"),
    good: example(examples::SIGNED_ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let findings = tokens.iter().flat_map(|token| {
        let own = ["jwk", "jku", "x5u"].into_iter().filter(|name| token.jwt.header.contains_key(*name));
        own.map(|name| {
            Finding::at(token.place(name), format!("The ID token's header has `{name}`, a key of its own"))
        })
    });
    Verdict::of(findings.collect(), "The ID token's header names a key and brings none")
}
