//! Metadata that is no JSON object.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-not-json",
    title: "Metadata that is no JSON",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("4.2"), Document::Rfc8414.at("3.2")],
    why: "A client reads the metadata as JSON. A page in its place, from a login wall, a firewall or \
          the app itself, leaves it without endpoints.",
    fix: "Open the address in a browser without a session; let whoever runs the server or a proxy \
          before it answer with the provider's document, as `application/json`.",
    config: "",
    bad: example(
        "> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<h1>Welcome to the shop</h1>",
    ),
    good: example(crate::rule::metadata::EXAMPLE),
    evidence: Evidence::Read(&[Reading::AnswerBody(Kind::Discovery)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answered =
        flow.of(Kind::Discovery).filter(|message| message.answer.status.is_some_and(|status| status < 300));
    token::each(answered, |message| judge(flow, message))
}

fn judge(flow: &Flow<'_>, message: &Message<'_>) -> Verdict {
    let answer = &message.answer;
    if !answer.recorded {
        return Verdict::lacks("The metadata's body is not in the capture.");
    }
    let media = message.exchange.response.media_type.as_str();
    if answer.json.as_ref().is_some_and(Value::is_object) {
        let says = format!("The metadata is sent as `{media}`, it must be `application/json`");
        return match media {
            "" | "application/json" => Verdict::pass("The metadata is a JSON object"),
            _ if media.ends_with("+json") => Verdict::pass("The metadata is a JSON object"),
            _ => Finding::at(Location::of(message, Part::ResponseHeader, Some("content-type")), says)
                .class(Class::Conformance)
                .severity(Severity::Warning)
                .verdict(),
        };
    }
    let what = match (&answer.page, &answer.json) {
        (_, Some(_)) => "JSON, but no object".to_owned(),
        (Some(page), _) if media.contains("html") || page.contains(' ') => format!("a page (`{media}`)"),
        (Some(_), _) => "no JSON".to_owned(),
        (None, None) => "empty".to_owned(),
    };
    let says = format!("The answer at `{}` is {what} where the metadata is due", message.exchange.address());
    let finding = Finding::at(Location::of(message, Part::ResponseBody, None), says);
    // Clients try several places; one answer is enough.
    let elsewhere = flow.metadata.is_some() || flow.authorization_request().is_some();
    if elsewhere { finding.class(Class::Conformance).severity(Severity::Warning) } else { finding }.verdict()
}
