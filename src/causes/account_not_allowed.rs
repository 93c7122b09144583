//! Account that may not sign in here.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "account_not_allowed",
    title: "Account that may not sign in here",
    says: "The account, its kind or its state is not allowed for this client",
    story: "The person is known, but not welcome with this account: it belongs to another directory or \
            domain, is a private account where a company's is due, is disabled or locked, or its e-mail \
            address is not verified.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the provider's user directory or in the client's supported account types",
    console: &["accounts", "users"],
    fix: &[
        "Sign in with an account of the organisation that the client belongs to; sign out of the other \
         one first.",
        "Invite, enable, unlock or verify the account in the provider's user directory.",
        "Change the client's supported account types if people from outside shall get in.",
    ],
    refuted_by: &["Another account of the same directory and kind is refused with the same words."],
    alike: &[
        &super::user_not_assigned::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::access_policy_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
