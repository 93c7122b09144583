//! The two ID tokens of a hybrid login against each other.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::tokens;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-copies-differ",
    title: "ID tokens of one login that disagree",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.3.3.6")],
    why: "In a hybrid login the person comes twice, with the code and for it. Both tokens must be of \
          the same issuer for the same person, and what both say must be the same.",
    fix: "Let whoever runs the provider fill both tokens from one login, and let the client refuse a \
          login whose tokens disagree.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSIsImFjciI6IjEifQ.bU5KnrNq9cKwYLXF47ymkQP4BfNXCNod3N5LtI240Woxv_H761SKRz6-ADM5cYXWa8TMK4RNBX8rITf4eCyBTw
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYWNyIjoiMiJ9.yTV1_B8kqn-4w3RvkM5OxTD1DrJs-zBciUBUDT0VTfF8HzWK_Bs9flyA1rpmy4ubFhRtqnYJLxyJOv_8h0RaTA\"}"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSIsImFjciI6IjEifQ.bU5KnrNq9cKwYLXF47ymkQP4BfNXCNod3N5LtI240Woxv_H761SKRz6-ADM5cYXWa8TMK4RNBX8rITf4eCyBTw
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiYWNyIjoiMSJ9.gGFb0hZM2JKuLsLfNhRVsiH3YgOcrMFF5Tx7mVFLPeGli6Et4gGEX0ovqA1P8uYufHF5ClzujsXz3USLq6Yceg\"}"),
    evidence: Evidence::Read(&[Reading::Response, Reading::AnswerBody(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    tokens.retain(|token| !token.is_refreshed());
    let pair = tokens.iter().find(|token| !token.answered).zip(tokens.iter().find(|token| token.answered));
    let Some((front, back)) = pair else { return Verdict::NotApplicable };
    let own = ["iat", "exp", "nbf", "jti", "at_hash", "c_hash", "s_hash", "rat", "uti", "rh", "aio", "sid"];
    let differs = front.jwt.claims.iter().find(|(name, value)| {
        let other = back.jwt.claims.get(*name);
        !own.contains(&name.as_str()) && other.is_some_and(|other| other != *value)
    });
    match differs {
        Some((name, _)) => {
            let says = format!(
                "`{name}` of the ID token that came with the code is not the one of the token that came for it"
            );
            Finding::at(back.place(name), says).and_at(front.place(name)).verdict()
        }
        None => Verdict::pass("What both ID tokens of the login say is the same"),
    }
}
