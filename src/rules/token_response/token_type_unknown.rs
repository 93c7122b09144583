//! The `token_type` of a token answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-type-unknown",
    title: "Unknown `token_type`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("7.1"), Document::Rfc6749.at("5.1")],
    why: "A client must not use an access token whose type it does not know; many libraries stop the login \
          there.",
    fix: "Let the token endpoint answer `Bearer` or `DPoP`; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"opaque\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"BEARER\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

/// Registered (IANA, "OAuth Access Token Types"), in use before the registry, and Slack's own.
const KNOWN: [&str; 8] = ["bearer", "dpop", "n_a", "pop", "mac", "bot", "user", "app"];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| request.answer.brings("token_type"));
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(answers.into_iter().filter_map(found).collect(), "`token_type` is a registered type")
}

fn found(request: &Message<'_>) -> Option<Finding> {
    // The value is compared without regard to case (RFC 6749, section 5.1).
    let given = request
        .answer
        .text("token_type")
        .filter(|given| !KNOWN.iter().any(|known| given.eq_ignore_ascii_case(known)))?;
    let short: String = given.chars().take(40).collect();
    let place = Location::of(request, Part::ResponseBody, Some("token_type"));
    Some(Finding::at(place, format!("`token_type` is `{short}`, not `Bearer` or `DPoP`")))
}
