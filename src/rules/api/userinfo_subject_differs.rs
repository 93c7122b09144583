//! Who the userinfo answer is about.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-subject-differs",
    title: "Userinfo about another person than the ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.3.2"), Document::OidcCore.at("5.3.4")],
    why: "The client must not use claims of a person other than the one who signed in. Libraries stop the \
          login, and a client that does not check can be made to sign in somebody else.",
    fix: "Let the client call userinfo with the access token that came with the ID token; if it does, whoever \
          runs the provider must send the same `sub` in both.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
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
{\"sub\":\"u2\"}"),
    good: example(examples::USERINFO),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers: Vec<&Message<'_>> = flow
        .of(Kind::Userinfo)
        .filter(|call| call.answer.status.is_some_and(|status| (200..300).contains(&status)))
        .collect();
    if answers.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some((message, in_answer, token)) = flow.id_tokens().last() else {
        let plain = flow
            .of(Kind::TokenRequest)
            .any(|request| request.answer.json.is_some() && !request.answer.brings("id_token"));
        return match plain {
            true => Verdict::NotApplicable,
            false => Verdict::lacks("The ID token is not in the capture, or cannot be read."),
        };
    };
    let place = match in_answer {
        true => Location::of(message, Part::ResponseBody, Some("id_token")),
        false => Location::param(message, "id_token"),
    };
    let Some(subject) = token.claim_text("sub") else { return Verdict::NotApplicable };
    token::each(answers.into_iter(), |call| judge(call, subject, &place))
}

fn judge(call: &Message<'_>, subject: &str, there: &Location) -> Verdict {
    let Some(text) = call.exchange.response.body.text() else {
        return Verdict::lacks("The userinfo answer's body is not in the capture.");
    };
    let signed = Jwt::read(text).map(|jwt| jwt.claims);
    let claims = signed.map(serde_json::Value::Object).or_else(|| call.answer.json.clone());
    let Some(claims) = claims.filter(serde_json::Value::is_object) else { return Verdict::NotApplicable };
    let here = Location::of(call, Part::ResponseBody, Some("sub"));
    match claims.get("sub").and_then(serde_json::Value::as_str) {
        Some(own) if own == subject => Verdict::pass("Userinfo and ID token are about the same `sub`"),
        Some(own) => {
            let says = format!("Userinfo has the `sub` `{own}`, the ID token has `{subject}`");
            Finding::at(here.clone(), says)
                .and_at(there.clone())
                .compared(("ID token", Some(there.clone()), subject), ("Userinfo", Some(here), own))
                .verdict()
        }
        None => Finding::at(here, "The userinfo answer has no `sub`").severity(Severity::Warning).verdict(),
    }
}
