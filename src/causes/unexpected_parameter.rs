//! Parameter that must not be there.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::authorization_request::{
    pushed_request_uri, request_object_not_supported, resource_with_v2_endpoint,
};
use crate::rules::token_request::pkce_verifier_unexpected;

pub static CAUSE: Cause = Cause {
    id: "unexpected_parameter",
    title: "Parameter that must not be there",
    says: "The request carries a parameter that does not belong there",
    story: "Strict servers refuse what they do not expect in a request: a verifier without a challenge, a \
            secret in the authorization request, a parameter of an older version of the API.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Leave out the parameter that the provider's message names.",
        "Look into extra parameters of the library's settings if the code does not set it.",
    ],
    refuted_by: &["The same request without that parameter is refused with the same words."],
    alike: &[
        &super::malformed_parameter::CAUSE,
        &super::scope_invalid::CAUSE,
        &super::duplicate_parameter::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.error_is_among(&["invalid_request", "invalid_target", "request_not_supported"]) {
        return case.said(&CAUSE);
    }
    // Without any word a verifier that nobody announced is the best suspect.
    if case.failed_at(Kind::TokenRequest)
        && case.error_code() == Some("invalid_request")
        && case.says(r"^[a-z_]* *$")
        && let Some(found) = case.found(&pkce_verifier_unexpected::RULE, Strength::ServerError)
    {
        return Some(case.heard_too(found, &CAUSE));
    }
    // A code of the provider's own that means something else knows better.
    let other = case.heard.iter().any(|said| {
        said.strength == Strength::ServerCode && said.causes.iter().all(|named| named.id != CAUSE.id)
    });
    if other {
        return None;
    }
    case.supported_by(
        &CAUSE,
        &[
            &pushed_request_uri::RULE,
            &resource_with_v2_endpoint::RULE,
            &request_object_not_supported::RULE,
            &pkce_verifier_unexpected::RULE,
        ],
        "(?i)(request_uri|resource|request object|`?request`? parameter|code.?verifier|not supported)",
    )
}
