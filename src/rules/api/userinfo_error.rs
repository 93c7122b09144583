//! Userinfo endpoints that fail.

use crate::config::ClientConfig;
use crate::flow::{Flow, after};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-error",
    title: "Failed userinfo request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.3.3")],
    why: "The login worked, but the client does not learn who signed in, and many clients end it there.",
    fix: "Correct the address of the userinfo endpoint in the client from the provider's metadata, or have its \
          administrator look at the error.",
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
< HTTP/1.1 404 Not Found
< Content-Type: application/json
<
{\"error\":\"not_found\"}"),
    good: example(examples::USERINFO),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::Userinfo), |call| judge(flow, call))
}

fn judge(flow: &Flow<'_>, call: &Message<'_>) -> Verdict {
    let Some(status) = call.answer.status else {
        return Verdict::lacks("The userinfo answer is not in the capture.");
    };
    // What the API says of the token itself is judged by other rules.
    if matches!(status, 401 | 403) {
        return Verdict::NotApplicable;
    }
    let mended = flow.of(Kind::Userinfo).any(|later| {
        after(later.exchange, call.exchange) && later.answer.status.is_some_and(|status| status < 300)
    });
    if status < 300 || status == 304 || mended {
        return Verdict::pass("The userinfo endpoint answers");
    }
    let target = call.exchange.redirect_target().filter(|_| status < 400);
    let to = target.map(|target| {
        let to = target.split(['?', '#']).next().unwrap_or_default();
        format!(" and leads to `{to}`")
    });
    let place = Location::of(call, Part::ResponseStatus, None);
    let words = if status < 400 { to.unwrap_or_default() } else { api::said(flow, call) };
    Finding::at(place, format!("The userinfo endpoint `{}` answers {status}{words}", call.exchange.address()))
        .verdict()
}
