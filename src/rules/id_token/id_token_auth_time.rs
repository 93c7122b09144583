//! The time of the login against the `max_age` that was asked for.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::clock::span;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-auth-time",
    title: "ID token without a login as recent as was asked for",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2"), Document::OidcCore.at("3.1.2.1")],
    why: "With `max_age` the client asks that the person has signed in recently; `auth_time` is the \
          proof. Without it, or with an older one, the client must send the person to log in again.",
    fix: "Let the provider's administrator put `auth_time` into the ID token, and let the client send \
          the person back with `prompt=login` where it is too old.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&max_age=600 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYXV0aF90aW1lIjoxNzcyNDMzMDA0fQ.c4UuvXzuomT5UCJa4B_xUj7S6kELanrQLIE-_nd6jm5D53CuGqLRzbueb3qQwgwzTrSHeL7Y-40eTH1Ptbs6xA\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&max_age=600 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYXV0aF90aW1lIjoxNzcyNDQxOTQ0fQ.n0UNDBV5A3fK4DX2MhTVl7MnmutRnwVAbL4eU0Kv7l9pI4LqY3r5fg4uLak2E9Ev8sLBFuod0iHuya41f_mHpw\"}"),
    evidence: Evidence::Told,
    check,
};

/// Seconds that two clocks may differ.
const LEEWAY: f64 = 300.0;

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    tokens.retain(|token| !token.is_refreshed());
    let oldest = oldest(flow, config);
    token::each(tokens.iter(), |token| judge(token, oldest))
}

/// The age that was asked for, or none; whether a time is due at all.
fn oldest(flow: &Flow<'_>, config: &ClientConfig) -> (Option<f64>, bool) {
    let asked = match asked(flow, "max_age") {
        Asked::Sent(age, _) => age.parse::<f64>().ok(),
        Asked::Absent(_) | Asked::Unseen(_) => None,
    };
    let stored = config.member("default_max_age").and_then(Value::as_f64);
    let required = config.member("require_auth_time") == Some(&Value::Bool(true));
    let age = asked.or(stored);
    (age, age.is_some() || required)
}

fn judge(token: &Token<'_, '_>, (age, due): (Option<f64>, bool)) -> Verdict {
    let place = token.place("auth_time");
    let clock = token.clock();
    let Some(signed_in) = token.jwt.time("auth_time") else {
        return match (token.jwt.claims.contains_key("auth_time"), due) {
            (true, _) => Finding::at(place, "The ID token's `auth_time` is no number").verdict(),
            (false, true) => Finding::at(
                place,
                "The ID token has no `auth_time`, although an age of the login is demanded",
            )
            .verdict(),
            (false, false) => Verdict::NotApplicable,
        };
    };
    let Some(clock) = clock else {
        return Verdict::lacks("The capture does not say when the ID token arrived.");
    };
    let since = clock.now.seconds_since(signed_in);
    if since < -LEEWAY && !clock.may_be_moved(since) {
        let says = format!("The ID token's `auth_time` is {} after it arrived{}", span(since), clock.skew());
        return Finding::at(place, says).likely().verdict();
    }
    match age {
        Some(age) if since > age + LEEWAY && !clock.may_be_moved(since) => {
            let says = format!("The person signed in {} before, `max_age` is `{age}` seconds", span(since));
            Finding::at(place, says).verdict()
        }
        Some(age) => Verdict::pass(format!("The person signed in within the `{age}` seconds of `max_age`")),
        None => Verdict::pass("The ID token says when the person signed in"),
    }
}
