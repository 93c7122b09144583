//! Expired refresh token.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_expired",
    title: "Expired refresh token",
    says: "The refresh token has expired: by age, by lack of use, or with the session",
    story: "Refresh tokens end after a time without use, after a fixed age, or with the person's session. \
            Clients in testing get short ones at some providers (Google: seven days).",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it handles a refused refresh",
    console: &["token times"],
    fix: &[
        "Send the person to log in again when a refresh is refused; that is normal after the token's life.",
        "Ask for a longer life or offline access at the provider, if people are sent to log in too often.",
        "Publish the client if it is in testing.",
    ],
    refuted_by: &["The token was issued a short while ago and has been in use."],
    alike: &[&super::refresh_token_revoked::CAUSE, &super::refresh_token_reused::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
