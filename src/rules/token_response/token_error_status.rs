//! The status of an error answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::answered;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-status",
    title: "Error with a status that the specification does not have",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "Clients look at the status first. Another one than 400 (or 401 for the client's own credentials) is \
          taken for a firewall, a missing page or a broken server.",
    fix: "Let the token endpoint answer errors with 400, and `invalid_client` with 400 or 401; this is for \
          whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
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
    let recorded = refused.iter().any(|request| request.answer.recorded);
    refused.retain(|request| request.answer.error.is_some() && crate::edge::answered(request).is_none());
    if refused.is_empty() {
        return match recorded {
            true => Verdict::NotApplicable,
            false => Verdict::lacks("The error's body is not in the capture."),
        };
    }
    let findings = refused.into_iter().filter_map(found).collect();
    Verdict::of(findings, "The status fits the error code")
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let status = request.answer.status?;
    let code = request.answer.error.as_ref()?.code.as_str();
    // RFC 9449, section 8: `use_dpop_nonce` with 400 or, at an API, 401. Overload and faults have their own statuses.
    let fits = matches!(status, 400 | 429 | 500..)
        || status == 401 && matches!(code, "invalid_client" | "use_dpop_nonce" | "invalid_dpop_proof");
    if fits || code.is_empty() || code.parse::<u16>().is_ok() {
        return None;
    }
    let place = Location::of(request, Part::ResponseStatus, None);
    let short: String = code.chars().take(60).collect();
    Some(Finding::at(
        place,
        format!("The token endpoint answers `{short}` with status `{status}`, not `400`"),
    ))
}
