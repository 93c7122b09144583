//! The status of an answer that brings tokens.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-status",
    title: "Tokens with another status than 200",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "Clients that follow the specification take only 200 for success and throw the tokens away.",
    fix: "Let the token endpoint answer with 200; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers = granted(flow);
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(answers.into_iter().filter_map(found).collect(), "The tokens come with status 200")
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let status = request.answer.status.filter(|status| *status != 200)?;
    let says = format!("The token endpoint brings tokens with status `{status}`, not `200`");
    Some(Finding::at(Location::of(request, Part::ResponseStatus, None), says))
}
