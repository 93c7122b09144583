//! An error of the token endpoint, in the words of the server that gives it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::token_answer::{answered, error, failed, meaning, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error",
    title: "Error of the token endpoint",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "The client gets no tokens, so the person is not signed in. The code of the error says which part of \
          the request the provider refused.",
    fix: "Correct what the error names in the client's token request or in the provider's registration of the \
          client; the other findings of this login show the place.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers = answered(flow);
    if answers.is_empty() {
        return none(flow);
    }
    let findings: Vec<Finding> = failed(flow)
        .into_iter()
        .filter(|request| is_error(request))
        .map(|request| found(flow, request))
        .collect();
    if findings.is_empty() && !failed(flow).is_empty() {
        return Verdict::NotApplicable;
    }
    let mended = answers.iter().any(|request| is_error(request));
    Verdict::of(
        findings,
        if mended {
            "A later token request mended the error of an earlier one"
        } else {
            "The token endpoint answers without an error"
        },
    )
}

fn refused(request: &Message<'_>) -> bool {
    request.answer.status.is_some_and(|status| status >= 400)
}

/// An error object of the server's own; a firewall's page or JSON is another matter, and so is a server that is too busy
/// to give one.
fn is_error(request: &Message<'_>) -> bool {
    let busy = request.answer.status.is_some_and(|status| status == 429 || status >= 500);
    let object = request.answer.error.is_some() || request.answer.json.is_some() && !busy;
    refused(request) && object && crate::edge::answered(request).is_none()
}

fn found(flow: &Flow<'_>, request: &Message<'_>) -> Finding {
    let told = match &request.answer.error {
        Some(_) => format!("The token endpoint answers {}", error(request)),
        None => format!("The token endpoint answers {} and names no error", error(request)),
    };
    let means = meaning(flow, request);
    let finding = Finding::at(Location::answer(request), format!("{told}{means}"));
    let code = request.answer.error.as_ref().map(|error| error.code.as_str());
    match code {
        // RFC 8628, section 3.5: the person has not finished yet.
        Some("authorization_pending" | "slow_down") => finding.severity(Severity::Warning),
        _ => finding,
    }
}
