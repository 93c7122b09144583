//! Failures of the provider's own servers.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::token_answer::{error, has_failed};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "server-error",
    title: "Failure of the provider's server",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("15.6"), Document::Rfc6749.at("4.1.2.1")],
    why: "The provider did not refuse the request; it failed itself, so the client's settings may be right. \
          If it fails every time, the request may be one that its server cannot cope with.",
    fix: "Try again a little later; if it stays, give the provider's support the time and the request id of \
          the answer.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 503 Service Unavailable
< Content-Type: application/json
< Retry-After: 5
<
{\"error\":\"temporarily_unavailable\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut own = flow.messages.iter().filter(|message| is_provider(message.kind)).peekable();
    if own.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let failed = own.filter(|message| has_failed(flow, message) && is_server_error(message));
    let findings: Vec<Finding> = failed.map(found).collect();
    let answered = |message: &Message<'_>| is_provider(message.kind) && message.answer.status.is_some();
    if findings.is_empty() && !flow.messages.iter().any(answered) {
        return Verdict::lacks("No answer of the provider is in the capture.");
    }
    Verdict::of(findings, "None of the provider's servers failed")
}

fn is_provider(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Callback | Kind::ClientPage | Kind::ApiCall | Kind::Preflight | Kind::ResourceMetadata
    )
}

/// A status from 500 on, or a code that says so. A firewall that blocks may answer 503, too: that is no failure.
fn is_server_error(message: &Message<'_>) -> bool {
    const CODES: [&str; 2] = ["server_error", "temporarily_unavailable"];
    let blocked = crate::edge::answered(message)
        .is_some_and(|(_, entry)| entry.causes.first().is_some_and(|cause| cause.id == "waf_blocked"));
    let by_status = message.answer.status.is_some_and(|status| status >= 500) && !blocked;
    let in_answer = message.answer.error.as_ref().is_some_and(|error| CODES.contains(&error.code.as_str()));
    let in_response = message.kind == Kind::AuthorizationResponse
        && message.given("error").is_some_and(|code| CODES.contains(&code));
    by_status || in_answer || in_response
}

fn found(message: &Message<'_>) -> Finding {
    let step = message.kind.label().to_lowercase();
    let finding = match message.given("error") {
        Some(code) if message.kind == Kind::AuthorizationResponse => {
            let says = format!("The provider sends the browser back with `{code}`");
            Finding::at(Location::param(message, "error"), says)
        }
        _ => {
            let says = format!("The server fails at the {step}: {}", error(message));
            Finding::at(Location::answer(message), says)
        }
    };
    let headers = &message.exchange.response.headers;
    if !headers.has("retry-after") {
        return finding;
    }
    finding.and_at(Location::of(message, Part::ResponseHeader, Some("retry-after")))
}
