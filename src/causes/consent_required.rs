//! Missing consent.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "consent_required",
    title: "Missing consent",
    says: "The person has not agreed to what the client asks for, and could not be asked",
    story: "A silent request must not show a page, so the provider cannot ask for consent. New scopes, a \
            first login or a consent that was withdrawn makes this answer normal.",
    trouble: Trouble::Permission,
    who: Who::Client,
    place: "where it handles the answer to a silent request",
    console: &[],
    fix: &[
        "Repeat the login with a page: without `prompt=none`, or with `prompt=consent`.",
        "Grant consent for everybody in the provider's console, if the client belongs to the same \
         organisation.",
        "Keep the list of scopes the same in all requests.",
    ],
    refuted_by: &["The provider's console shows that the person has consented to exactly these scopes."],
    alike: &[
        &super::admin_consent_required::CAUSE,
        &super::scope_not_granted::CAUSE,
        &super::interaction_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
