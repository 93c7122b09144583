//! Hybrid responses without the ID token that was asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "hybrid-id-token-missing",
    title: "Hybrid response without an ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.3.2.5"), Document::OidcCore.at("3.3")],
    why: "The client asked for an ID token beside the code and checks it before anything else. Without \
          it the login ends.",
    fix: "Let the administrator allow ID tokens from the authorization endpoint for this client, or \
          use `response_type=code` in the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSJ9.a9ah6UBs3MMZ9AI-aM9CSU01470AP9UVGe5rLgLt5hPbBv-JeT2897Sd8uNKYOD8PbcEa1Jffs8MphZNwAAriA
<"),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Asked::Sent(kinds, _) = asked(flow, "response_type") else { return Verdict::NotApplicable };
    let kinds: Vec<&str> = kinds.split_whitespace().collect();
    let Some(response) = flow.authorization_response() else { return Verdict::NotApplicable };
    let hybrid = kinds.contains(&"code") && kinds.contains(&"id_token");
    if !hybrid || response.given("code").is_none() {
        return Verdict::NotApplicable;
    }
    if response.given("id_token").is_some() {
        return Verdict::pass("The hybrid response brings an ID token beside the code");
    }
    let says = format!("`{}` was asked for, the response brings a code and no ID token", kinds.join(" "));
    // Captures that people write down leave long values out.
    Finding::at(Location::param(response, "id_token"), says).likely().verdict()
}
