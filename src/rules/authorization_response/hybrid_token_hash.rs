//! ID tokens of a response that do not bind the access token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::tokens;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "hybrid-token-hash",
    title: "Response whose ID token has no `at_hash`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.3.2.9"), Document::OidcCore.at("3.2.2.10"), Document::OidcCore.at("3.3.2.11")],
    why: "Without `at_hash` nothing ties the access token to the ID token beside it, so a token could \
          be exchanged on the way. Clients that check must refuse the response.",
    fix: "Let whoever runs the provider put `at_hash` into the ID tokens that it gives together with \
          an access token.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token%20token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&access_token=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y&token_type=Bearer&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSJ9.a9ah6UBs3MMZ9AI-aM9CSU01470AP9UVGe5rLgLt5hPbBv-JeT2897Sd8uNKYOD8PbcEa1Jffs8MphZNwAAriA
<"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token%20token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&access_token=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y&token_type=Bearer&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSIsImF0X2hhc2giOiJ3aXlMZ1JsYmlLcHVneE9DcXByQkp3In0.aEKav-s7vtUji6hl1bOBL8Rwkdrx7lOr5EyMzs5Yq4bKDAS2N-ArQfUl_O8fFvb7szb2Ysd6M-jSkwzJykouqA
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    tokens.retain(|token| !token.answered && token.message.given("access_token").is_some());
    if tokens.is_empty() {
        return Verdict::NotApplicable;
    }
    let unbound = tokens.iter().filter(|token| !token.jwt.claims.contains_key("at_hash"));
    let says = "The ID token came with an access token from the authorization endpoint and has no `at_hash`";
    Verdict::of(
        unbound.map(|token| Finding::at(token.place("at_hash"), says).likely()).collect(),
        "The ID token binds the access token beside it (`at_hash`)",
    )
}
