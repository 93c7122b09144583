//! Claims that the granted scopes stand for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-claims-missing",
    title: "Userinfo without the claims that were asked for",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.4")],
    why: "A client that needs the e-mail address to find the account ends the login when it does not come.",
    fix: "Have the provider's administrator release the claims to this client, and see whether the person's \
          account has them at all.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\",\"email\":\"ada@shop.example\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let success = |call: &&Message<'_>| call.answer.status.is_some_and(|status| (200..300).contains(&status));
    let mut answers = flow.of(Kind::Userinfo).filter(success).peekable();
    if answers.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let of_answer = flow.of(Kind::TokenRequest).find_map(|request| request.answer.text("scope"));
    let scope = match (of_answer, asked(flow, "scope")) {
        (Some(scope), _) => scope.to_owned(),
        (None, Asked::Sent(scope, _)) => scope,
        (None, Asked::Absent(_)) => return Verdict::NotApplicable,
        (None, Asked::Unseen(what)) => return Verdict::lacks(what),
    };
    token::each(answers, |call| judge(call, &scope))
}

fn judge(call: &Message<'_>, scope: &str) -> Verdict {
    let Some(text) = call.exchange.response.body.text() else {
        return Verdict::lacks("The userinfo answer's body is not in the capture.");
    };
    let signed = Jwt::read(text).map(|jwt| jwt.claims);
    let Some(claims) = signed.or_else(|| call.answer.json.as_ref()?.as_object().cloned()) else {
        return Verdict::NotApplicable;
    };
    let has = |names: &[&str]| names.iter().any(|name| claims.contains_key(*name));
    let wanted: [(&str, &[&str]); 3] = [
        ("email", &["email", "_claim_names"]),
        ("phone", &["phone_number", "_claim_names"]),
        (
            "profile",
            &[
                "name",
                "given_name",
                "family_name",
                "preferred_username",
                "nickname",
                "picture",
                "_claim_names",
            ],
        ),
    ];
    let asks = |name: &str| scope.split(' ').any(|word| word == name);
    let mut of_scope = wanted.iter().filter(|(name, _)| asks(name)).peekable();
    if of_scope.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let lacking = of_scope.filter(|(_, names)| !has(names)).map(|(name, names)| {
        let first = names.first().copied().unwrap_or_default();
        let place = Location::of(call, Part::ResponseBody, Some(first));
        Finding::at(
            place,
            format!("The scope `{name}` was granted, and userinfo has none of its claims (`{first}`)"),
        )
    });
    Verdict::of(lacking.collect(), "Userinfo has claims for the granted scopes")
}
