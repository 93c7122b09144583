//! Revoked refresh token.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_revoked",
    title: "Revoked refresh token",
    says: "The refresh token was revoked: by logout, password change, an administrator or withdrawn consent",
    story: "A refresh token stands for a consent. When the person changes the password, logs out \
            everywhere, removes the client, or an administrator ends sessions, it is void.",
    trouble: Trouble::Permission,
    who: Who::User,
    place: "by logging in again",
    console: &[],
    fix: &[
        "Send the person to log in again when a refresh is refused.",
        "Delete the stored token, so that it is not tried again.",
    ],
    refuted_by: &["The provider's log shows the session and the consent as active."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
