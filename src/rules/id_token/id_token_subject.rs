//! The subject of an ID token.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-subject",
    title: "ID token without a usable subject",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::OidcCore.at("12.2")],
    why: "The subject is the person's stable name at the provider. Without it, or with another one after a \
          renewal, the client cannot tell who this is.",
    fix: "Have the provider's operator put a `sub` of at most 255 characters into every ID token, the same \
          for the same person and client.",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzk1NDMxNjAwLCJpYXQiOjE3OTU0MjgwMDB9.c2ln\"}",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let first = flow.id_tokens().find_map(|(_, _, token)| token.claim_text("sub").map(str::to_owned));
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        judge(&id_token, first.as_deref(), jwt_check::place(message, in_answer))
    })
}

fn judge(id_token: &Jwt, first: Option<&str>, here: Location) -> Verdict {
    let Some(subject) = id_token.claim_text("sub").filter(|subject| !subject.is_empty()) else {
        let what = match id_token.claims.get("sub") {
            Some(Value::String(_)) => "an empty `sub`",
            Some(_) => "a `sub` that is no text",
            None => "no `sub`",
        };
        return Finding::at(here, format!("The ID token has {what}")).verdict();
    };
    if first.is_some_and(|first| first != subject) {
        let says = "The ID tokens of this login are of different persons: their `sub` differs";
        return Finding::at(here, says).verdict();
    }
    let length = subject.chars().count();
    if length > 255 {
        let says = format!("The ID token's `sub` has {length} characters, 255 are allowed");
        return Finding::at(here, says).class(Class::Conformance).severity(Severity::Warning).verdict();
    }
    Verdict::pass("The ID token has a `sub`")
}
