//! The form of a userinfo answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-malformed",
    title: "Userinfo answer that is neither JSON nor a JWT",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.3.2")],
    why: "A client that cannot read the answer does not learn who signed in.",
    fix: "Let the client call the provider's userinfo endpoint itself, not a page or a proxy; its answer is a \
          JSON object or a JWT.",
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
< Content-Type: text/html
<
<html><title>Sign in</title></html>"),
    good: example(examples::USERINFO),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let success = |call: &&Message<'_>| call.answer.status.is_some_and(|status| (200..300).contains(&status));
    token::each(flow.of(Kind::Userinfo).filter(success), judge)
}

fn judge(call: &Message<'_>) -> Verdict {
    let Some(text) = call.exchange.response.body.text() else {
        return match call.answer.recorded {
            true => fault(call, "is empty"),
            false => Verdict::lacks("The userinfo answer's body is not in the capture."),
        };
    };
    let text = text.trim();
    if Jwt::read(text).is_some() || Jwt::is_encrypted(text) {
        return Verdict::pass("The userinfo answer is a JWT");
    }
    match &call.answer.json {
        Some(json) if json.is_object() => Verdict::pass("The userinfo answer is a JSON object"),
        Some(_) => fault(call, "is JSON, but no object"),
        None if text.starts_with('<') => fault(call, "is a page"),
        None => fault(call, "is neither JSON nor a JWT"),
    }
}

fn fault(call: &Message<'_>, what: &str) -> Verdict {
    let place = Location::of(call, Part::ResponseBody, None);
    Finding::at(place, format!("The userinfo answer {what}")).verdict()
}
