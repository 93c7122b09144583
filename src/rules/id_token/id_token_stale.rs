//! ID tokens that were issued long before they arrived.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::span;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-stale",
    title: "ID token issued long before it arrived",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7519.at("4.1.6")],
    why: "A provider makes an ID token at the moment of the login. One that is older was stored and \
          handed on, or a clock is wrong; careful clients refuse it.",
    fix: "Let the client take the ID token from the provider's answer at once, and let whoever runs \
          the provider or a gateway between not cache token answers.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0MzQ4MDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIn0.y2VMPJ9p9CvOonCDzsW0OZq8MPvGpi7LS2US0ZkkZPUfGR4cIhFEm-8nQXeSRnPZaIVCMH8SaEF4x3Ybbn0VQg\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIn0.1u06pFfkOaL4SlNyMrOoios_W166dCdMMciqI9gQjXhXyJ9SNVqpYbxwy2LDKL_1YBVkMehXAwXn1EwrLhRQ5Q\"}"),
    evidence: Evidence::Told,
    check,
};

/// Libraries that check allow between five minutes and an hour.
const OLD: f64 = 3600.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    // A refreshed token may be the login's own (OpenID Connect Core, section 12.2).
    tokens.retain(|token| !token.is_refreshed() && token.message.given("credential").is_none());
    token::each(tokens.iter(), judge)
}

fn judge(token: &Token<'_, '_>) -> Verdict {
    let Some(issued) = token.jwt.time("iat") else { return Verdict::NotApplicable };
    let Some(clock) = token.clock() else {
        return Verdict::lacks("The capture does not say when the ID token arrived.");
    };
    let age = clock.now.seconds_since(issued);
    if age <= OLD || clock.may_be_moved(age) {
        return Verdict::pass("The ID token was made for this login");
    }
    let says = format!("The ID token was issued {} before it arrived, at {clock}{}", span(age), clock.skew());
    Finding::at(token.place("iat"), says).likely().verdict()
}
