//! Person who is not assigned to the client.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "user_not_assigned",
    title: "Person who is not assigned to the client",
    says: "The person is not assigned to this client",
    story: "The client demands that people or groups are assigned to it. This account exists and may sign \
            in, but not here.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the client's list of assigned people and groups",
    console: &["users assigned", "users"],
    fix: &[
        "Assign the person, or a group that the person belongs to directly, to the client.",
        "Switch the demand for assignment off, if everybody may come in.",
        "Log in again from the start.",
    ],
    refuted_by: &["The list of assignments holds the person or one of the person's groups."],
    alike: &[
        &super::account_not_allowed::CAUSE,
        &super::access_policy_blocked::CAUSE,
        &super::app_not_published_or_test_user::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
