//! Expired client secret.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "expired_client_secret",
    title: "Expired client secret",
    says: "The client's secret or certificate has expired",
    story: "Secrets have an end date in the provider's console. On that day every login of the client \
            fails at once, without any change in its code.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's secrets and certificates",
    console: &["secrets", "secrets and keys"],
    fix: &[
        "Create a new secret or upload a new certificate in the provider's console.",
        "Set it in the client and restart it.",
        "Note the new end date where somebody will see it in time.",
        "Log in again from the start.",
    ],
    refuted_by: &["The console shows the secret in use with an end date that lies ahead."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
