//! A refusal of the token endpoint that says nothing.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Body;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{answered, has_failed};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-empty",
    title: "Refusal of the token endpoint without a word",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "An error without a code leaves the client, and whoever reads its log, without any hint of what was \
          wrong.",
    fix: "Look into the log of the server that answered; it is often a proxy before the token endpoint and not \
          the endpoint itself.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Length: 0
<"),
    good: example(examples::REFUSED),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut refused = answered(flow);
    refused.retain(|request| request.answer.status.is_some_and(|status| status >= 400));
    if refused.is_empty() {
        return Verdict::NotApplicable;
    }
    let silent = |request: &&Message<'_>| {
        request.exchange.response.body == Body::Empty
            && request.answer.error.is_none()
            && has_failed(flow, request)
            && crate::edge::answered(request).is_none()
    };
    let findings: Vec<Finding> = refused.iter().copied().filter(silent).map(found).collect();
    if findings.is_empty() && refused.iter().all(|request| !request.answer.recorded) {
        return Verdict::lacks("The error's body is not in the capture.");
    }
    Verdict::of(findings, "The token endpoint says why it refuses")
}

fn found(request: &Message<'_>) -> Finding {
    let status = request.answer.status.unwrap_or_default();
    let allow = request.exchange.response.headers.first("allow");
    let allows = allow.map(|allow| format!("; it allows `{allow}`")).unwrap_or_default();
    let says = format!("The token endpoint answers {status} with an empty body and no error code{allows}");
    Finding::at(Location::of(request, Part::ResponseBody, None), says)
}
