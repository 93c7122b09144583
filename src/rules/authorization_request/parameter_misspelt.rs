//! A parameter that is nearly one the server knows, while that one is missing.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::nearest::{distance, nearest};
use crate::rule::token::is_own_server;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, known};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-misspelt",
    title: "Misspelt parameter",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc6749.at("3.2")],
    why: "Servers ignore parameters that they do not know. The misspelt one counts as missing.",
    fix: "Correct the name of the parameter in the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_url=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Missing redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = flow
        .messages
        .iter()
        .filter(|message| is_request(message.kind) && !is_own_server(flow, message))
        .collect();
    if requests.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = requests.iter().flat_map(|request| misspelt(flow, request)).collect();
    Verdict::of(findings, "No parameter's name is nearly another one's")
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

fn misspelt(flow: &Flow<'_>, request: &Message<'_>) -> Vec<Finding> {
    let strange = request.params.0.iter().filter(|param| !known::PARAMETERS.contains(&param.name.as_str()));
    let meant = strange.filter_map(|param| {
        let meant = meant(&param.name)?;
        let missing = request.given(meant).is_none() && request.given("request_uri").is_none();
        (missing && !param.value().is_empty()).then_some((param.name.as_str(), meant))
    });
    meant
        .map(|(name, meant)| {
            let says = format!("`{name}` is sent; the parameter is called `{meant}`, and that is missing");
            let finding = Finding::at(Location::param(request, name), says);
            // The scopes granted before are meant where none are named (RFC 6749, section 6).
            let is_optional = meant == "scope" && request.given("grant_type") == Some("refresh_token");
            match request.kind {
                Kind::TokenRequest
                    if is_optional || request.answer.status.is_some_and(|status| status < 400) =>
                {
                    finding.class(Class::Conformance).severity(Severity::Warning)
                }
                Kind::TokenRequest => finding,
                _ => authorize::settled(flow, finding),
            }
        })
        .collect()
}

/// The known name behind one that differs in its punctuation, its case or up to two letters. Short names are too near
/// to others.
fn meant(name: &str) -> Option<&'static str> {
    let folded = |text: &str| text.to_ascii_lowercase().replace(['_', '-', ' '], "");
    if matches!(name, "scopes" | "Scope" | "SCOPE") {
        return Some("scope");
    }
    let long = || known::SPELT.iter().copied().filter(|known| known.len() >= 8);
    long().find(|known| folded(known) == folded(name)).or_else(|| {
        let near = nearest(name, long())?;
        (name.len() >= 8 && distance(name, near) <= 2).then_some(near)
    })
}
