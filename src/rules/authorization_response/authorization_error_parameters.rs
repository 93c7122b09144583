//! What an error response brings besides the error.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-error-parameters",
    title: "Error response with a code or token in it",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.2.1"), Document::Rfc6749.at("4.2.2.1")],
    why: "A response is a success or an error. A client that looks for the code first goes on with a login \
          that failed.",
    fix: "Let the client look at `error` first; whoever runs the provider should send one or the other.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=access_denied&code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=access_denied&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Refusal),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let responses = flow.messages.iter().filter(|message| {
        matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback)
            && message.given("error").is_some()
    });
    token::each(responses, judge)
}

fn judge(response: &Message<'_>) -> Verdict {
    let success =
        ["code", "access_token", "id_token"].into_iter().find(|name| response.given(name).is_some());
    match success {
        Some(name) => {
            let says = format!("The response brings `error` and `{name}`");
            Finding::at(Location::param(response, name), says)
                .and_at(Location::param(response, "error"))
                .verdict()
        }
        None => Verdict::pass("The error response brings nothing else"),
    }
}
