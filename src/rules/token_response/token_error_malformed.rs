//! Characters and codes of an error answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::token_answer::answered;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-malformed",
    title: "Error code or description that the specification does not have",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.2"), Document::Rfc6749.at("A.7"), Document::Rfc6749.at("A.8")],
    why: "Clients know what to do by the code. One that is not registered is shown as it stands, and line \
          feeds or quotation marks break logs and headers.",
    fix: "Let the token endpoint send a registered code and a description of plain printable ASCII; this is \
          for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"bad_verification_code\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}"),
    evidence: Evidence::Told,
    check,
};

/// Registered error codes of token endpoints (IANA, "OAuth Extensions Error Registry", and RFC 6749, section 5.2).
const KNOWN: [&str; 21] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "invalid_target",
    "authorization_pending",
    "slow_down",
    "access_denied",
    "expired_token",
    "unsupported_token_type",
    "invalid_dpop_proof",
    "use_dpop_nonce",
    "invalid_authorization_details",
    "insufficient_user_authentication",
    "interaction_required",
    "server_error",
    "temporarily_unavailable",
    "unmet_authentication_requirements",
    "transaction_failed",
];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut refused = answered(flow);
    refused.retain(|request| request.answer.status.is_some_and(|status| (400..500).contains(&status)));
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
    Verdict::of(
        refused.into_iter().filter_map(found).collect(),
        "Error code and description are of the allowed form",
    )
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let error = request.answer.error.as_ref()?;
    let strange = |text: &str| text.chars().find(|c| !(' '..='~').contains(c) || matches!(c, '"' | '\\'));
    let what = if let Some(c) = strange(&error.code) {
        format!("The error code has the character U+{:04X}, which is not allowed", u32::from(c))
    } else if !KNOWN.contains(&error.code.as_str()) && error.code.parse::<u16>().is_err() {
        let short: String = error.code.chars().take(60).collect();
        format!("`{short}` is no registered error code of token endpoints")
    } else {
        let c = strange(&error.description)?;
        format!("The error's description has the character U+{:04X}, which is not allowed", u32::from(c))
    };
    Some(Finding::at(Location::answer(request), what))
}
