//! Missing parameter.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::rules::authorization_request::{client_id_missing, nonce_missing, response_type_missing};
use crate::rules::token_request::{
    code_missing, device_code_missing, exchange_parameters, token_request_body_empty,
};

pub static CAUSE: Cause = Cause {
    id: "missing_parameter",
    title: "Missing parameter",
    says: "A parameter that the provider demands is absent",
    story: "Each request has parameters that must be there; some providers demand more than the standard \
            does, `state` or `nonce` for example. An empty value counts as absent.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Add the parameter that the provider's message names, with a value that is not empty.",
        "Check that a redirect or a proxy on the way does not cut the query.",
    ],
    refuted_by: &["The parameter is in the request as the server received it."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.error_is_among(&["invalid_request"]) {
        return case.said(&CAUSE);
    }
    let rules = [
        &client_id_missing::RULE,
        &response_type_missing::RULE,
        &code_missing::RULE,
        &device_code_missing::RULE,
        &exchange_parameters::RULE,
        &token_request_body_empty::RULE,
    ];
    let without_nonce = case.failed_at_authorization() && case.says("(?i)nonce");
    let weight = match without_nonce {
        true => case.proven_by(&CAUSE, &[&nonce_missing::RULE])?,
        false => case.proven_by(&CAUSE, &rules)?,
    };
    // A server that misses what was sent means something else, or got another request.
    if names_what_was_sent(case) {
        return Some(weight.times(0.1));
    }
    Some(if speaks_of_another(case) { Weight { strength: Strength::Fits, ..weight } } else { weight })
}

/// Whether the server's page names the redirect URI: some providers do without `response_type`.
fn speaks_of_another(case: &Case<'_>) -> bool {
    let of_redirect = |cause: &&&Cause| cause.id.starts_with("redirect_uri_");
    case.failed_at_authorization()
        && case.finding(&client_id_missing::RULE).is_none()
        && case.heard.iter().any(|said| {
            said.strength >= Strength::ServerError
                && said.causes.first().is_some_and(|first| of_redirect(&first))
        })
}

/// Whether the words name a parameter as missing that the failed request carries.
fn names_what_was_sent(case: &Case<'_>) -> bool {
    let Some(message) = case.failed() else { return false };
    let mut sent = message.params.0.iter().filter(|param| !param.value().is_empty() && param.name.len() >= 4);
    sent.any(|param| {
        let name: String = param.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        case.says(&format!(r"(?i)missing.{{0,30}}\b{name}\b|\b{name}\b.{{0,20}}(missing|required)"))
    })
}
