//! A token request whose body is empty.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Body;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-body-empty",
    title: "Empty body of the token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("3.2")],
    why: "Everything that the provider must know stands in the body. If it is empty, code and client never \
          arrive; something between client and provider may have dropped it.",
    fix: "Write the parameters into the body of the request; if the client does, look at what handles the \
          body before it is sent: a middleware, a proxy, a redirect, a stream that was read before.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Content-Length: 0
>
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}",
    ),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let exchange = request.exchange;
    if exchange.request.method != "POST" {
        return Verdict::NotApplicable;
    }
    match &exchange.request.body {
        Body::Text(_) => Verdict::pass("The token request has a body"),
        Body::NotRecorded => Verdict::lacks(token::BODY),
        Body::Empty if !exchange.query().0.is_empty() => Verdict::NotApplicable,
        Body::Empty => {
            let length = exchange.request.headers.first("content-length");
            let declared = length.map(|length| format!(" (`Content-Length: {length}`)")).unwrap_or_default();
            // A header that promises more than was recorded: the exporter lost the body.
            if length.is_some_and(|length| length.trim() != "0") {
                return Verdict::lacks(token::BODY);
            }
            let says = format!("The token request has an empty body{declared}");
            let finding = Finding::at(Location::of(request, Part::RequestBody, None), says);
            token::weighed(finding, request, &["invalid_request", "unsupported_grant_type", "invalid_client"])
                .verdict()
        }
    }
}
