//! The authorization request must name the client.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-id-missing",
    title: "No `client_id` in the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.1"), Document::OidcCore.at("3.1.2.1")],
    why: "The provider cannot know which client asks, and shows an error page instead of a login.",
    fix: "Set the client id that the provider has given in the settings of the client, and send it as \
          `client_id`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Missing client_id</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.authorization_request() else { return Verdict::NotApplicable };
    if let Some(id) = request.client_id() {
        return Verdict::pass(format!("`client_id` is `{id}`"));
    }
    if request.body_not_recorded() {
        return Verdict::lacks("The body of the authorization request is not in the capture.");
    }
    let empty = request.param("client_id").is_some();
    let says = format!("The authorization request has {} `client_id`", if empty { "an empty" } else { "no" });
    authorize::settled(flow, Finding::at(Location::param(request, "client_id"), says)).verdict()
}
