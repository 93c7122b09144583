//! Unknown audience or resource.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::authorization_request::{resource_fragment, resource_not_absolute};
use crate::rules::token_request::token_resource_differs;

pub static CAUSE: Cause = Cause {
    id: "audience_invalid",
    title: "Unknown audience or resource",
    says: "The requested `audience` or `resource` is not known to the provider, or not allowed for this \
           client",
    story: "The value names the API that the token is for. It is an identifier, not an address to guess: \
            it must be registered at the provider, letter for letter.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for `audience`, `resource` or scope",
    console: &["audience", "resource"],
    fix: &[
        "Copy the API's identifier from the provider's console into the client's setting, with slash and \
         scheme as they stand there.",
        "Create the API in the console, or authorize this client for it, if it is missing.",
        "Log in again from the start.",
    ],
    refuted_by: &[
        "The console lists an API with exactly this identifier, and this client is allowed to use it.",
    ],
    alike: &[
        &super::missing_parameter::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::scope_invalid::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let refused = case.failed_at_authorization() || case.failed_at(Kind::TokenRequest);
    if refused && case.error_is_among(&["invalid_target", "invalid_request", "invalid_grant"]) {
        return case.supported_by(
            &CAUSE,
            &[&resource_fragment::RULE, &resource_not_absolute::RULE, &token_resource_differs::RULE],
            "(?i)(resource|audience|target)",
        );
    }
    case.said(&CAUSE)
}
