//! ID tokens from a refresh against the login's own.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-refreshed",
    title: "Refreshed ID token that differs from the login's",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("12.2")],
    why: "A refresh continues a login: issuer, person and client stay the same. An ID token with \
          others is somebody else's, and the client must refuse it.",
    fix: "Let whoever runs the provider keep `iss`, `sub`, `aud` and `auth_time` of the login in every \
          refreshed ID token.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"at2-made-up-0001\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJzb21lYm9keSIsImF1ZCI6InNob3AiLCJleHAiOjE3NzI0NDU2MDUsImlhdCI6MTc3MjQ0MjAwNH0.R68pE3l0P1x4xzjLdXXIYuySHbi7P8YGiCzYdMmeK1OEm_aBVQr-CBM9YQMveb-m6md8I4Z0WrSnhzwWZxRRGg\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"at2-made-up-0001\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA2LCJpYXQiOjE3NzI0NDIwMDR9.QJjJsB5xoFJCjT0pSQa9ZODrYvReecf8A1pHXNDnLEkzymZwmihp5OhpiRlstz9QNVSwYaotdnztGdUer3FLEA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    let mut refreshed = tokens.iter().filter(|token| token.is_refreshed()).peekable();
    if refreshed.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let Some(first) = tokens.iter().find(|token| !token.is_refreshed()) else {
        return Verdict::lacks("The login that the refresh continues is not in the capture.");
    };
    token::each(refreshed, |token| judge(first, token))
}

fn judge(first: &Token<'_, '_>, token: &Token<'_, '_>) -> Verdict {
    let value = |token: &Token<'_, '_>, name: &str| token.jwt.claims.get(name).cloned();
    let changed = ["iss", "sub", "aud", "auth_time"].into_iter().filter(|name| {
        let (before, after) = (value(first, name), value(token, name));
        // What a refreshed token may leave out is no change.
        before != after && (after.is_some() || *name != "auth_time") && before.is_some()
    });
    let findings: Vec<Finding> = changed
        .map(|name| {
            let says = format!("The refreshed ID token's `{name}` is not the one of the login");
            let finding = Finding::at(token.place(name), says).and_at(first.place(name));
            match name {
                "auth_time" => finding.class(Class::Conformance).severity(Severity::Warning),
                _ => finding,
            }
        })
        .collect();
    Verdict::of(findings, "The refreshed ID token has the issuer, person and client of the login")
}
