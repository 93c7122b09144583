//! Client that is switched off.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "app_disabled",
    title: "Client that is switched off",
    says: "The client's registration is disabled, suspended or deleted at the provider",
    story: "Registrations are switched off by an administrator, by the provider for breaking its rules, \
            or when a trial or contract ends. Then every login fails, for everybody.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the client's registration",
    console: &[],
    fix: &[
        "Enable the client in the provider's console.",
        "Write to the provider's support if it was suspended by the provider; the notice tells why.",
    ],
    refuted_by: &["Another login with the same `client_id` succeeds at the same time."],
    alike: &[
        &super::wrong_client_id::CAUSE,
        &super::app_not_published_or_test_user::CAUSE,
        &super::admin_consent_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
