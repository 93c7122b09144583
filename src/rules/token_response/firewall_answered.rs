//! Answers that a firewall, a content delivery network or a proxy gave in the server's place.

use crate::config::ClientConfig;
use crate::edge::{self, Edge};
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::pattern::Pattern;
use crate::provider::Entry;
use crate::rule::token_answer::has_failed;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "firewall-answered",
    title: "Answer of a firewall in the server's place",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("3.7"), Document::Rfc6749.at("5.2")],
    why: "The request never reached the provider: something in between refused it, so nothing in the client's \
          OAuth settings can mend it. Its operator can find the request by the id in the answer.",
    fix: "Give the id and the time to whoever runs the firewall, and let them exempt the provider's OAuth \
          addresses (discovery, keys, token) from the rule that matched.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 403 Forbidden
< Content-Type: text/html
< Server: cloudflare
< CF-RAY: 8f00aa11bb22cc33-FRA
<
<!doctype html><title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // A preflight's refusal is told by its request, which then has no answer of its own.
    let counts = |message: &&Message<'_>| {
        has_failed(flow, message) || message.kind == Kind::Preflight && !flow.failures.is_empty()
    };
    let findings: Vec<Finding> = flow
        .messages
        .iter()
        .filter(counts)
        .filter_map(|message| edge::answered(message).map(|(edge, entry)| found(message, edge, &entry)))
        .collect();
    let endpoints = [Kind::TokenRequest, Kind::Discovery, Kind::Keys, Kind::PushedAuthorization];
    let any = flow
        .messages
        .iter()
        .any(|message| endpoints.contains(&message.kind) && message.answer.status.is_some());
    if findings.is_empty() && !any {
        return Verdict::NotApplicable;
    }
    let unread = |message: &Message<'_>| {
        message.answer.status.is_some_and(|status| status >= 400) && !message.answer.recorded
    };
    if findings.is_empty() && flow.messages.iter().filter(counts).any(unread) {
        return Verdict::lacks("The refusal's body, which would tell who answered, is not in the capture.");
    }
    Verdict::of(findings, "The provider's own server answered; no firewall did in its place")
}

fn found(message: &Message<'_>, edge: &Edge, entry: &Entry) -> Finding {
    let status = message.answer.status.unwrap_or_default();
    let means = Some(entry.means).filter(|means| !means.is_empty());
    let means = means.map(|means| format!(". {}", means.trim_end_matches('.'))).unwrap_or_default();
    let (by_id, rows) = match edge.incident(message).or_else(|| on_page(message)) {
        Some((name, id)) => {
            let rows = vec![Row::clear(&format!("{}: {name}", edge.name), None, &id, None)];
            (format!(". Its operator finds the request by {name} `{id}`"), rows)
        }
        None => (String::new(), Vec::new()),
    };
    let step = message.kind.label().to_lowercase();
    let says = format!("{} answered the {step} with {status} in the server's place{means}{by_id}", edge.name);
    Finding::at(Location::answer(message), says).rows(rows)
}

/// An id that stands in the page alone.
fn on_page(message: &Message<'_>) -> Option<(&'static str, String)> {
    const NAMED: &str = r"(?i)\b(?:support id(?: is)?|incident id|ray id|event id|request id|reference(?: id| number)?|ref a|tracking id|id for this)\b\s*[:#]*\s*([0-9a-z][0-9a-z.\-_]{5,80})";
    let page = message.answer.page.as_deref()?;
    let pattern = Pattern::of(NAMED);
    let found = pattern.captures(page)?;
    let id = found.get(1)?.as_str().trim_end_matches('.');
    id.chars().any(|c| c.is_ascii_digit()).then(|| ("the id on its page", id.to_owned()))
}
