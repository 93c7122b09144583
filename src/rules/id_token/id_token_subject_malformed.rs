//! The form of an ID token's subject.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::rule::{id_token, jwt_check};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-subject-malformed",
    title: "Subject of the ID token that is too long or not ASCII",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("2")],
    why: "Clients keep the subject as the key of the account, in columns of 255 characters; a longer one is \
          cut and then names somebody else.",
    fix: "Let the provider send a `sub` of at most 255 ASCII characters; this is for whoever runs the \
          provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}"),
    good: example(examples::ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens: Vec<(Location, Jwt)> = flow
        .id_tokens()
        .map(|(message, in_answer, token)| (jwt_check::place(message, in_answer), token))
        .collect();
    if tokens.is_empty() {
        return id_token::none(flow);
    }
    token::each(tokens.into_iter(), |(place, token)| judge(place, &token))
}

fn judge(place: Location, token: &Jwt) -> Verdict {
    let Some(subject) = token.claim_text("sub").filter(|subject| !subject.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let length = subject.chars().count();
    let what = match (length > 255, subject.is_ascii()) {
        (true, _) => format!("has {length} characters"),
        (false, false) => "has letters beyond ASCII".to_owned(),
        (false, true) => return Verdict::pass("`sub` is at most 255 ASCII characters"),
    };
    Finding::at(place, format!("`sub` of the ID token {what}")).verdict()
}
