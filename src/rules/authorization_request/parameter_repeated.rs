//! No parameter of a request may stand in it twice, except those whose specification says so.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, known};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-repeated",
    title: "Repeated parameter",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc6749.at("3.2")],
    why: "One server takes the first value, another the last, a third refuses the request: nobody can say \
          which one counts.",
    fix: "Send every parameter once in the client: look for a value that is both in the configured \
          endpoint and added by the library.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&scope=profile HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Duplicated parameter</p>"),
    good: example(examples::TWO_SCOPES),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> =
        flow.messages.iter().filter(|message| is_request(message.kind)).collect();
    if requests.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = requests
        .iter()
        .flat_map(|request| {
            repeated(request).into_iter().map(|(name, count)| found(flow, request, name, count))
        })
        .collect();
    Verdict::of(findings, "Every parameter is sent once")
}

fn is_request(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::TokenRequest
    )
}

/// Known parameters, and those that a refusal names, that stand there more than once; `resource` and `audience` may (RFC 8707,
/// section 2; RFC 8693, section 2.1).
fn repeated<'a>(request: &'a Message<'_>) -> Vec<(&'a str, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    let refusal = request.answer.status.filter(|status| *status >= 400).map(|_| request.answer.words());
    let is_told = |name: &str| name.len() > 3 && refusal.as_ref().is_some_and(|words| words.contains(name));
    for param in &request.params.0 {
        let name = param.name.as_str();
        let count = request.params.all(name).count();
        let once =
            !matches!(name, "resource" | "audience") && (known::PARAMETERS.contains(&name) || is_told(name));
        if count > 1 && once && !found.iter().any(|(known, _)| *known == name) {
            found.push((name, count));
        }
    }
    found
}

fn found(flow: &Flow<'_>, request: &Message<'_>, name: &str, count: usize) -> Finding {
    let mut values = request.params.all(name).map(|param| param.value());
    let first = values.next().unwrap_or_default();
    let same =
        if values.all(|value| value == first) { "with the same value" } else { "with different values" };
    let says =
        format!("`{name}` stands in the {} {count} times, {same}", request.kind.label().to_lowercase());
    let finding = Finding::at(Location::param(request, name), says);
    let taken =
        request.kind == Kind::TokenRequest && request.answer.status.is_some_and(|status| status < 400);
    match request.kind {
        Kind::TokenRequest if taken => finding.class(Class::Conformance).severity(Severity::Warning),
        Kind::TokenRequest => finding.likely(),
        _ => authorize::settled(flow, finding),
    }
}
