//! The provider showed an error itself and did not send the browser back.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::flow::What;
use crate::oauth::{Kind, Message};
use crate::rule::quote::quote;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-error-html",
    title: "Error page of the provider in place of a response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2.1"), Document::Rfc6749.at("3.1.2.4")],
    why: "The provider does not trust the address to send the user back to, or fails before it gets there; \
          the client never hears of it.",
    fix: "Change what the page names: mostly `client_id` or `redirect_uri` in the client, or their \
          registration with the provider.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Error: invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    let pages = flow.failures.iter().filter(|failure| failure.what == What::ErrorPage);
    let shown = pages
        .filter_map(|failure| flow.messages.get(failure.message))
        .find(|message| matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction));
    if let Some(message) = shown {
        let finding = Finding::at(Location::answer(message), said(flow, message));
        return finding.verdict();
    }
    match request.answer.status {
        Some(status) => {
            Verdict::pass(format!("The provider answers the authorization request with `{status}`"))
        }
        None => Verdict::lacks("The answer to the authorization request is not in the capture."),
    }
}

fn said(flow: &Flow<'_>, message: &Message<'_>) -> String {
    let status = message.answer.status.map_or_else(String::new, |status| format!(" with status `{status}`"));
    let words = quote(flow, &message.answer.words(), 240);
    let what = match message.kind {
        Kind::AuthorizationRequest => "The provider answers the authorization request",
        _ => "The provider's page answers",
    };
    match words.as_str() {
        "" if !message.answer.recorded => format!("{what}{status}; its words are not in the capture"),
        "" => format!("{what}{status} and no words"),
        words => format!("{what}{status}: \"{words}\""),
    }
}
