//! ID tokens of a hybrid response that do not bind the code.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::tokens;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "hybrid-code-hash",
    title: "Hybrid response whose ID token has no `c_hash`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.3.2.11"), Document::OidcCore.at("3.3.2.10")],
    why: "Without `c_hash` nothing ties the code to the ID token beside it, so a code could be \
          exchanged on the way. Clients that check must refuse the response.",
    fix: "Let whoever runs the provider put `c_hash` into the ID tokens that it gives together with a \
          code.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIn0.1u06pFfkOaL4SlNyMrOoios_W166dCdMMciqI9gQjXhXyJ9SNVqpYbxwy2LDKL_1YBVkMehXAwXn1EwrLhRQ5Q
<"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSJ9.a9ah6UBs3MMZ9AI-aM9CSU01470AP9UVGe5rLgLt5hPbBv-JeT2897Sd8uNKYOD8PbcEa1Jffs8MphZNwAAriA
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    tokens.retain(|token| !token.answered && token.message.given("code").is_some());
    if tokens.is_empty() {
        return Verdict::NotApplicable;
    }
    let unbound = tokens.iter().filter(|token| !token.jwt.claims.contains_key("c_hash"));
    let says = "The ID token came with a code from the authorization endpoint and has no `c_hash`";
    Verdict::of(
        unbound.map(|token| Finding::at(token.place("c_hash"), says).likely()).collect(),
        "The ID token binds the code beside it (`c_hash`)",
    )
}
