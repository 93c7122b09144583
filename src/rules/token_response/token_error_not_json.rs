//! A refused token request whose answer is not the JSON that the specification demands.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Body;
use crate::oauth::Message;
use crate::rule::token_answer::{answered, has_failed, scrubbed};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-not-json",
    title: "Token error that is not JSON",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "Clients read the cause of a refusal from a JSON object. Text, a form or an empty body leaves them \
          with the status alone, and often with an error about parsing instead of the real one.",
    fix: "Look the refusal up in the provider's log; ask whoever runs the token endpoint, or the proxy in \
          front of it, to answer errors as JSON.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: text/plain
<
Bad Request: code is not valid"),
    good: example(examples::REFUSED),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut refused = answered(flow);
    refused.retain(|request| request.answer.status.is_some_and(|status| status >= 400));
    if refused.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = refused
        .iter()
        .filter(|request| has_failed(flow, request) && crate::edge::answered(request).is_none())
        .filter_map(|request| found(request))
        .collect();
    if findings.is_empty() && !refused.iter().any(|request| is_json(request)) {
        return match refused.iter().any(|request| !request.answer.recorded) {
            true => Verdict::lacks("The error's body is not in the capture."),
            false => Verdict::NotApplicable,
        };
    }
    Verdict::of(findings, "The token endpoint gives its errors as JSON")
}

/// Pages are judged by another rule; 405 and the like have no OAuth answer to give.
fn found(request: &Message<'_>) -> Option<Finding> {
    let status = request.answer.status?;
    let says = match &request.exchange.response.body {
        Body::NotRecorded => return None,
        Body::Empty => format!("The token endpoint answers {status} with an empty body"),
        Body::Text(_) if is_json(request) => return None,
        Body::Text(text) if text.expose().trim_start().starts_with('<') => return None,
        Body::Text(text) => {
            let short: String = text.expose().trim().chars().take(120).collect();
            format!("The token endpoint answers {status} with “{}”, no JSON", scrubbed(request, &short))
        }
    };
    Some(Finding::at(Location::answer(request), says))
}

fn is_json(request: &Message<'_>) -> bool {
    let text = request.exchange.response.body.text().unwrap_or_default();
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{') && request.answer.json.is_some()
}
