//! Parameter that must not be there.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.error_is_among(&["invalid_request", "invalid_target", "request_not_supported"]) {
        return case.said(&CAUSE);
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
