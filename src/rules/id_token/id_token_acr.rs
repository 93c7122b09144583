//! The strength of the login against the one that was asked for.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-acr",
    title: "ID token without the strength of login that was asked for",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.5.1.1"), Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2")],
    why: "With `acr_values` a client asks for a certain way of signing in, such as a second factor. A \
          provider may give less; a client that relies on it must look at `acr` and refuse.",
    fix: "Ask in the client for `acr` as an essential claim where it must hold, and let the \
          administrator map the value to a way of signing in that the provider offers.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&acr_values=urn%3Amfa HTTP/1.1
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYWNyIjoidXJuOnBhc3N3b3JkIn0._kY0i5GnSOJ2WtaG0OTr__wz_KJfYvIZMO16qNomE-wc4v-Bn6GA8TSbAg6GHUZCPDj1YCFhqFGIiOV6HGY6bQ\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&acr_values=urn%3Amfa%20urn%3Apassword HTTP/1.1
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYWNyIjoidXJuOnBhc3N3b3JkIn0._kY0i5GnSOJ2WtaG0OTr__wz_KJfYvIZMO16qNomE-wc4v-Bn6GA8TSbAg6GHUZCPDj1YCFhqFGIiOV6HGY6bQ\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    tokens.retain(|token| !token.is_refreshed());
    let Some((wanted, essential)) = wanted(flow, config) else { return Verdict::NotApplicable };
    token::each(tokens.iter(), |token| judge(token, &wanted, essential))
}

/// The values asked for, and whether as an essential claim (OpenID Connect Core, section 5.5.1).
fn wanted(flow: &Flow<'_>, config: &ClientConfig) -> Option<(Vec<String>, bool)> {
    if let Asked::Sent(claims, _) = asked(flow, "claims")
        && let Ok(claims) = serde_json::from_str::<Value>(&claims)
        && let Some(acr) = claims.pointer("/id_token/acr")
    {
        let one = acr.get("value").and_then(Value::as_str).map(str::to_owned);
        let several = acr.get("values").and_then(Value::as_array).into_iter().flatten();
        let values: Vec<String> =
            one.into_iter().chain(several.filter_map(Value::as_str).map(str::to_owned)).collect();
        let essential = acr.get("essential") == Some(&Value::Bool(true));
        return (!values.is_empty()).then_some((values, essential));
    }
    let listed = |text: String| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    if let Asked::Sent(values, _) = asked(flow, "acr_values") {
        return Some((listed(values), false));
    }
    let stored = config.member("default_acr_values")?.as_array()?;
    Some((stored.iter().filter_map(Value::as_str).map(str::to_owned).collect(), false))
}

fn judge(token: &Token<'_, '_>, wanted: &[String], essential: bool) -> Verdict {
    let (place, asked) = (token.place("acr"), wanted.join(" "));
    let says = match token.jwt.claim_text("acr") {
        Some(own) if wanted.iter().any(|wanted| wanted == own) => {
            return Verdict::pass(format!("The ID token's `acr` is `{own}`, as asked for"));
        }
        Some(own) => format!("The ID token's `acr` is `{own}`, asked for was `{asked}`"),
        None => format!("The ID token has no `acr`, asked for was `{asked}`"),
    };
    let finding = Finding::at(place, says);
    // Asked for as a wish, a provider may leave it unfulfilled.
    if essential { finding } else { finding.severity(Severity::Info) }.verdict()
}
