//! Missing administrator's consent.

use crate::cause::{Case, Cause, Evidence, Trouble, Weight, Who};
use crate::oauth::Message;

pub static CAUSE: Cause = Cause {
    id: "admin_consent_required",
    title: "Missing administrator's consent",
    says: "An administrator must approve the client or its permissions before people can use it",
    story: "The permissions that the client asks for are ones that a person cannot grant for themselves, \
            or the organisation lets nobody approve clients on their own.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the list of approved applications and permissions",
    console: &["API permissions", "permissions", "organisation approval", "scopes"],
    fix: &[
        "Have an administrator of the person's organisation approve the client and the permissions that \
         it asks for.",
        "Ask only for permissions that people may grant themselves, if that is enough.",
        "Log in again after the approval; it can take some minutes.",
    ],
    refuted_by: &["The provider's console shows the permissions as granted for the whole organisation."],
    alike: &[
        &super::consent_required::CAUSE,
        &super::scope_not_granted::CAUSE,
        &super::access_policy_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let mut weight = case.said(&CAUSE)?;
    // A machine asks, or a server in a person's name: nobody is there who could agree on a page.
    let without_page = |grant: &str| grant == "client_credentials" || grant.ends_with(":jwt-bearer");
    let likely = weight.share >= 0.4;
    if likely && case.failed().and_then(Message::grant).is_some_and(without_page) {
        weight.share = 1.0;
        weight =
            weight.evidence(Evidence::says("Grant", "One without any page on which a person could agree"));
    }
    Some(weight)
}
