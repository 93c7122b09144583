//! Claims that were asked for by name.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::rule::{id_token, jwt_check};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "id-token-claims-missing",
    title: "Essential claim that did not come",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.5.1"), Document::OidcCore.at("5.5")],
    why: "The client said that it needs the claim for the login to go well, and will probably end the login \
          without it.",
    fix: "Have the provider's administrator release the claim to this client, and see whether the person's \
          account has it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%22id_token%22%3A%7B%22email%22%3A%7B%22essential%22%3Atrue%7D%7D%7D HTTP/1.1
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
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0NzAwMDAsImlhdCI6MTc5NTQ2NjQwMH0.c2lnbmF0dXJl\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%22id_token%22%3A%7B%22email%22%3A%7B%22essential%22%3Atrue%7D%7D%7D HTTP/1.1
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
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0NzAwMDAsImlhdCI6MTc5NTQ2NjQwMCwiZW1haWwiOiJhZGFAc2hvcC5leGFtcGxlIn0.c2lnbmF0dXJl\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let wanted = match asked(flow, "claims") {
        Asked::Sent(text, _) => essential(&text),
        Asked::Absent(_) => return Verdict::NotApplicable,
        Asked::Unseen(_) if flow.authorization_request().is_none() => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    };
    if wanted.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some((message, in_answer, token)) = flow.id_tokens().last() else { return id_token::none(flow) };
    let place = jwt_check::place(message, in_answer);
    let lacking = wanted.into_iter().filter(|name| !token.claims.contains_key(name));
    let findings = lacking.map(|name| {
        Finding::at(
            place.clone(),
            format!("`{name}` was asked for as essential, the ID token does not have it"),
        )
    });
    Verdict::of(findings.collect(), "The ID token has every claim that was asked for as essential")
}

/// Members of `id_token` in the `claims` parameter with `"essential": true`.
fn essential(text: &str) -> Vec<String> {
    let Ok(request) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let members = request.get("id_token").and_then(Value::as_object);
    members
        .into_iter()
        .flatten()
        .filter(|(_, how)| how.get("essential") == Some(&Value::Bool(true)))
        .map(|(name, _)| name.clone())
        .collect()
}
