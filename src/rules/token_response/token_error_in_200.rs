//! An error in a token answer whose status says success.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::token_answer::{answered, error, has_failed, is_success, meaning, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-in-200",
    title: "Error in an answer with status 200",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "The status says success, so many clients look for tokens, find none and report something else than \
          the error that the provider gave.",
    fix: "Read the `error` member in the client before the tokens, whatever the status is, and correct what \
          it names.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect or expired.\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut successes = answered(flow);
    successes.retain(|request| is_success(request));
    if successes.is_empty() {
        return none(flow);
    }
    let carries = |request: &&Message<'_>| {
        request.answer.error.is_some() && !request.answer.brings("access_token") && has_failed(flow, request)
    };
    let findings: Vec<Finding> =
        successes.iter().copied().filter(carries).map(|request| found(flow, request)).collect();
    if findings.is_empty() && successes.iter().all(|request| !request.answer.recorded) {
        return Verdict::lacks("The token answer's body is not in the capture.");
    }
    Verdict::of(findings, "No token answer with status 200 carries an error")
}

fn found(flow: &Flow<'_>, request: &Message<'_>) -> Finding {
    let means = meaning(flow, request);
    let says = format!("The token endpoint answers {}{means}", error(request));
    let finding = Finding::at(Location::answer(request), says);
    let code = request.answer.error.as_ref().map(|error| error.code.as_str());
    match code {
        // RFC 8628, section 3.5: the person has not finished yet.
        Some("authorization_pending" | "slow_down") => finding.severity(Severity::Warning),
        _ => finding,
    }
}
