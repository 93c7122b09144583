//! Scope that this client may not have.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::scope_not_configured;

pub static CAUSE: Cause = Cause {
    id: "scope_not_granted",
    title: "Scope that this client may not have",
    says: "The client asks for a scope that it is not allowed to have",
    story: "The provider knows the scope, but it is not assigned to this client, needs a review, or \
            belongs to a product that the client does not have.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the scopes of the client's registration",
    console: &["scopes", "permissions"],
    fix: &[
        "Assign the scope to the client in the provider's console, or apply for it.",
        "Leave the scope out if the client does not need it.",
        "Log in again from the start.",
    ],
    refuted_by: &["The registration lists each scope that is asked for."],
    alike: &[
        &super::scope_invalid::CAUSE,
        &super::insufficient_scope::CAUSE,
        &super::admin_consent_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_code() == Some("invalid_scope") {
        return case.likely_by(&CAUSE, &[&scope_not_configured::RULE]);
    }
    case.said(&CAUSE)
}
