//! Client in testing, or person not on its list.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "app_not_published_or_test_user",
    title: "Client in testing, or person not on its list",
    says: "The client is not published, reviewed or installed, so only listed test users get in",
    story: "New clients start in a development or test mode: the developers and a short list of testers \
            can log in, everybody else is refused until the client is published or reviewed.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the client's publishing state and list of test users",
    console: &["publishing", "test users"],
    fix: &[
        "Add the person as a test user or developer of the client for now.",
        "Publish the client, or submit it for review, before other people shall use it.",
        "Log in again with the listed account.",
    ],
    refuted_by: &[
        "The console shows the client as published or live, with the scopes approved.",
        "A person who is on no list gets in.",
    ],
    alike: &[
        &super::account_not_allowed::CAUSE,
        &super::user_not_assigned::CAUSE,
        &super::admin_consent_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
