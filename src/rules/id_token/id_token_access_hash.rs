//! The `at_hash` of an ID token against the access token beside it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::left_half;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-access-hash",
    title: "Access token that does not fit the ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.6"), Document::OidcCore.at("3.2.2.9")],
    why: "The ID token holds a hash of the access token that was issued with it. If it does not fit, the \
          two are of different answers or one was exchanged.",
    fix: "Use access token and ID token of the same answer; if they are, have the provider's operator look \
          how the hash is made.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwiYXRfaGFzaCI6InJrU0t5R3hPamszc1pGY3BjSTcwR0EifQ.c2ln\"}",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwiYXRfaGFzaCI6Ijc3UW1VUHRqUGZ6V3RGMkFucEs5UlEifQ.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        let access_token = match in_answer {
            true => message.answer.text("access_token"),
            false => message.given("access_token"),
        };
        let Some(access_token) = access_token.filter(|token| !token.is_empty()) else {
            return Verdict::NotApplicable;
        };
        judge(&id_token, access_token, jwt_check::place(message, in_answer))
    })
}

fn judge(id_token: &Jwt, access_token: &str, here: Location) -> Verdict {
    // Required where both come through the browser; what lacks it there is told by no rule, since clients go on.
    let Some(hash) = id_token.claim_text("at_hash") else { return Verdict::NotApplicable };
    if token::is_redacted(access_token) || token::is_redacted(hash) {
        return token::blanked("access_token");
    }
    let algorithm = id_token.algorithm().unwrap_or_default();
    let Some(expected) = left_half(algorithm, access_token) else {
        return Verdict::lacks(format!("The hash that belongs to `{algorithm}` is not known."));
    };
    if hash.trim_end_matches('=') == expected {
        return Verdict::pass("`at_hash` is the hash of the access token");
    }
    let says = format!(
        "`at_hash` of the ID token is `{hash}`, the access token beside it has the hash \
            `{expected}`"
    );
    Finding::at(here.clone(), says)
        .compared(
            ("`at_hash` of the ID token", Some(here), hash),
            ("Hash of the access token", None, &expected),
        )
        .verdict()
}
