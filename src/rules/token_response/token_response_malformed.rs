//! The body of a successful token answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{answered, has_failed, is_success};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-malformed",
    title: "Token answer that is no JSON object",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "A client that cannot read the answer as a JSON object finds no tokens in it, whatever the status \
          says.",
    fix: "Find out what stands before the token endpoint and changes or cuts its answer, or correct its \
          address in the client.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = answered(flow);
    answers.retain(|request| is_success(request));
    if answers.is_empty() {
        return Verdict::NotApplicable;
    }
    if answers.iter().all(|request| !request.answer.recorded) {
        return Verdict::lacks("The token answer's body is not in the capture.");
    }
    let findings = answers.iter().filter_map(|request| found(flow, request)).collect();
    Verdict::of(findings, "The token answer is a JSON object")
}

fn found(flow: &Flow<'_>, request: &Message<'_>) -> Option<Finding> {
    let text = request.exchange.response.body.text()?.trim_start_matches('\u{feff}').trim();
    let what = match &request.answer.json {
        Some(json) if json.is_object() => return None,
        Some(_) => "a JSON list".to_owned(),
        // Pages and other texts are judged by another rule.
        None if !text.starts_with(['{', '[', '"']) => return None,
        None => match serde_json::from_str::<serde_json::Value>(text) {
            Ok(_) => "a JSON text that is no object".to_owned(),
            Err(error) if error.is_eof() => {
                format!("JSON that ends too early, after {} characters", text.len())
            }
            Err(error) => format!("JSON with a fault in line {}, column {}", error.line(), error.column()),
        },
    };
    let place = Location::of(request, Part::ResponseBody, None);
    let finding = Finding::at(place, format!("The token answer is {what}"));
    Some(if has_failed(flow, request) { finding } else { finding.likely() })
}
