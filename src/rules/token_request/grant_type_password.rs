//! The password grant.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-password",
    title: "Password of the person given to the client",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.4"), Document::Rfc6749.at("4.3")],
    why: "The client sees the person's password and could keep it; a second factor, a passkey or a login at \
          another provider is impossible.",
    fix: "Let the client send the person to the provider with the authorization code flow instead of asking \
          for the password itself.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=password&client_id=shop&username=ada&password=pw-made-up
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
    ),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    match request.grant() {
        Some("password") => Finding::at(
            Location::param(request, "grant_type"),
            "The client sends the person's name and password (`grant_type` is `password`)",
        )
        .verdict(),
        Some(grant) => Verdict::pass(format!("The client uses the grant `{grant}`")),
        None if request.body_not_recorded() => Verdict::lacks(token::BODY),
        None => Verdict::NotApplicable,
    }
}
