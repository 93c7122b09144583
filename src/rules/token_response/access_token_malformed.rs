//! The form of an access token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "access-token-malformed",
    title: "Malformed access token",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("A.12"), Document::Rfc6750.at("2.1")],
    why: "A token with characters that a header cannot carry is changed or refused on its way to the API.",
    fix: "Let the token endpoint send `access_token` as a text of printable ASCII characters without spaces; \
          this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"two words\",\"token_type\":\"Bearer\",\"expires_in\":60}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.extend(
        flow.of(Kind::TokenRequest).filter(|request| member(request).is_some_and(|value| !value.is_string())),
    );
    answers.retain(|request| member(request).is_some());
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(
        answers.into_iter().filter_map(found).collect(),
        "`access_token` is a text of allowed characters",
    )
}

fn member<'m>(request: &'m Message<'_>) -> Option<&'m Value> {
    request.answer.json.as_ref()?.get("access_token").filter(|value| !value.is_null())
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let what = match member(request)? {
        Value::String(text) => {
            let strange = text.chars().find(|c| !('!'..='~').contains(c))?;
            format!("has the character U+{:04X}, which a header cannot carry", u32::from(strange))
        }
        _ => "is no text".to_owned(),
    };
    let place = Location::of(request, Part::ResponseBody, Some("access_token"));
    Some(Finding::at(place, format!("`access_token` {what}")))
}
