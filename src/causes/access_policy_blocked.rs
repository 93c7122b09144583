//! Sign-in blocked by a policy.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "access_policy_blocked",
    title: "Sign-in blocked by a policy",
    says: "A policy of the organisation refuses this sign-in: device, place, risk or missing second factor",
    story: "The password was right and the client is known, but the administrator has set rules on where, \
            with which device and how people may sign in. Such a rule refused this one.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the provider's sign-in policies",
    console: &["sign-in policy", "policies", "access policies", "Workspace policy"],
    fix: &[
        "Open the provider's sign-in log at the time of this login and read which policy refused it.",
        "Change that policy, except the client from it, or meet its demand (managed device, second \
         factor, known network).",
        "Log in again from the start.",
    ],
    refuted_by: &[
        "The provider's sign-in log shows no policy that failed for this sign-in.",
        "The same person gets in with another client from the same device and network.",
    ],
    alike: &[
        &super::user_not_assigned::CAUSE,
        &super::interaction_required::CAUSE,
        &super::ip_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
