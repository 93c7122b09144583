//! Interaction that the request does not allow.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "interaction_required",
    title: "Interaction that the request does not allow",
    says: "The provider must show the person something, and this request does not let it",
    story: "A silent request, a refresh or a password grant has no page. When a second factor, a password \
            change or a choice of account is due, the provider can only say so.",
    trouble: Trouble::Permission,
    who: Who::Client,
    place: "where it handles the answer",
    console: &[],
    fix: &[
        "Start a login with a page (without `prompt=none`) for the same scopes, and pass on `claims` if \
         the answer holds it.",
        "Replace the password grant by the authorization code flow: it can show what is due.",
        "Treat this answer as normal, not as a failure, in silent renewal.",
    ],
    refuted_by: &["The same answer to a request that lets the provider show a page."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
