//! A client id that somebody forgot to fill in.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::authorize;
use crate::rule::placeholder::placeholder;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-id-placeholder",
    title: "Placeholder as `client_id`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.2")],
    why: "A variable that is not set, or an example from a guide, was sent as client id. The provider \
          knows no such client.",
    fix: "Set the client id that the provider has given in the settings of the client, and check that the \
          running program sees that setting.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=undefined&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Unknown client</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let sent: Vec<(&Message<'_>, &str)> =
        flow.messages.iter().filter_map(|message| Some((message, message.given("client_id")?))).collect();
    let Some((_, first)) = sent.first() else { return Verdict::NotApplicable };
    let Some((message, id, what)) =
        sent.iter().find_map(|(message, id)| Some((*message, *id, placeholder(id)?)))
    else {
        return Verdict::pass(format!("`client_id` is `{first}`"));
    };
    let place = Location::param(message, "client_id");
    let finding = Finding::at(place, format!("`client_id` is `{id}`: {what}"));
    authorize::settled(flow, finding).verdict()
}
