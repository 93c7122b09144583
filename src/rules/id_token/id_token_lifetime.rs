//! How long an ID token lives.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::span;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-lifetime",
    title: "ID token with an impossible life",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7519.at("2"), Document::Rfc7519.at("4.1.4"), Document::OidcCore.at("2")],
    why: "A token that lives for decades is often one whose times are in milliseconds; one that ends \
          before it begins is refused by clients that check.",
    fix: "Let whoever runs the provider write `exp` and `iat` in seconds since 1970, with `exp` some \
          minutes or hours after `iat`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0MDAwLCJpYXQiOjE3NzI0NDIwMDR9.oGyYSy80ovNlItibQyOlxzLT6QBpuVHCWw98_CWRQnfFeuRkXkkRkFVofsdADcyYTsPkb06B2JgopRL9T38fsQ\"}"),
    good: example(examples::SIGNED_ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

const YEAR: f64 = 31_557_600.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    token::each(tokens.iter(), judge)
}

fn judge(token: &Token<'_, '_>) -> Verdict {
    let times = token.jwt.time("exp").zip(token.jwt.time("iat"));
    let Some((until, issued)) = times else { return Verdict::NotApplicable };
    let life = until.seconds_since(issued);
    let place = token.place("exp");
    if life > 50.0 * YEAR {
        let says = "The ID token would live for decades: `exp` looks like milliseconds where seconds are due";
        return Finding::at(place, says).verdict();
    }
    if life <= 0.0 {
        let says = format!("The ID token expires {} before it was issued", span(life));
        return Finding::at(place, says).verdict();
    }
    Verdict::pass(format!("The ID token lives for {}", span(life)))
}
