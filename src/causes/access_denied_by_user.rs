//! Sign-in cancelled by the person.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "access_denied_by_user",
    title: "Sign-in cancelled by the person",
    says: "The person pressed Cancel or refused consent",
    story: "The provider asked the person to agree and got a no. It sends the browser back with an error \
            instead of a code; nothing is broken.",
    trouble: Trouble::Permission,
    who: Who::User,
    place: "on the provider's consent page",
    console: &[],
    fix: &[
        "Log in again and agree, if that was a slip.",
        "Show a page with a way to try again where the client receives `access_denied`.",
        "Ask for fewer scopes if people cancel often: a long list frightens.",
    ],
    refuted_by: &[
        "The same answer without any page on which the person could have cancelled; then a policy or a \
         missing assignment refuses.",
    ],
    alike: &[
        &super::access_policy_blocked::CAUSE,
        &super::consent_required::CAUSE,
        &super::user_not_assigned::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
