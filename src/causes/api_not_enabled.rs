//! API that is not switched on.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "api_not_enabled",
    title: "API that is not switched on",
    says: "The API or product behind the request is not switched on for this client's project",
    story: "Providers tie APIs and products to a project. Until one is added there, its scopes and calls \
            are refused, although login itself works.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the project's list of APIs or products",
    console: &["APIs", "project", "scopes"],
    fix: &[
        "Add the API or product to the project in the provider's developer console; some need a paid plan \
         or a review.",
        "Wait some minutes and log in again, so that the new token carries it.",
    ],
    refuted_by: &[
        "The console lists the API as enabled for exactly the project that the `client_id` belongs to.",
    ],
    alike: &[
        &super::scope_not_granted::CAUSE,
        &super::insufficient_scope::CAUSE,
        &super::app_not_published_or_test_user::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
