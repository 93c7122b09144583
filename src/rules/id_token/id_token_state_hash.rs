//! The ID token's `s_hash` against the `state` beside it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::jwt_hash::{half, mistake};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-state-hash",
    title: "ID token whose `s_hash` is not of the `state`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fapi1.at("5.2.2.1"), Document::OidcCore.at("3.3.2.11")],
    why: "`s_hash` ties the `state` to the ID token. If it does not fit, the response was put together \
          from two logins, and the client must refuse it.",
    fix: "Take `state` and ID token in the client from the same response; if they are, let whoever \
          runs the provider write `s_hash` as base64url of the left half of the hash of `state`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSIsInNfaGFzaCI6IjJTbUtFTkd3YzFnMzNFdllYYXhrR3cifQ.1Xwz8sMoFJjxaii4fcPVQ70z_SZYsvBfR_WltluAXYPmzI91DznygMSMxT_tRtSoBc7IeV8iHTpXcIUKb0XWTQ
<"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoibzF1QnA5ZVNlM0RzbVNjTjBqWXJpQSIsInNfaGFzaCI6IlR6SUVTbVZmTXVoU2p0Nm1UYl9SSEEifQ.-37s01Q4WeiEpGNUjjvSY7pVB42oA8FzYdApiJVP52u-7wW6gHqyt_gUIH_E8uvo46X5j3x0C02Htgwjqizc-g
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    token::each(tokens.iter().filter(|token| !token.answered), judge)
}

fn judge(token: &Token<'_, '_>) -> Verdict {
    let pair = token.jwt.claim_text("s_hash").zip(token.message.given("state"));
    let Some((own, state)) = pair else { return Verdict::NotApplicable };
    let algorithm = token.jwt.algorithm().unwrap_or_default();
    let Some(right) = half(algorithm, state) else {
        return Verdict::lacks("The ID token's `alg` names no hash.");
    };
    if right == own {
        return Verdict::pass("`s_hash` is the hash of the `state` beside it");
    }
    let why = mistake(algorithm, state, own).map(|how| format!(": {how}")).unwrap_or_default();
    let says = format!("`s_hash` is `{own}`, the `state` beside it has `{right}` by `{algorithm}`{why}");
    let place = token.place("s_hash");
    Finding::at(place.clone(), says)
        .compared(("Hash of the state", None, &right), ("s_hash", Some(place), own))
        .verdict()
}
