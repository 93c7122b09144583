//! Another kind of token than the one that is due.

use crate::cause::{Case, Cause, OF_TIME, Trouble, Weight, Who, other_kind};
use crate::rules::api::api_id_token_used;

pub static CAUSE: Cause = Cause {
    id: "wrong_token_type",
    title: "Another kind of token than the one that is due",
    says: "A token of the wrong kind is sent: an ID token, an opaque or a refresh token where an access \
           token or JWT is due",
    story: "The ID token is for the client, the access token is for the API. An API that checks JWTs \
            cannot read an opaque token, which a provider gives if no API was named.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it calls the API",
    console: &[],
    fix: &[
        "Send the `access_token` of the token answer, not the `id_token`.",
        "Name the API (`audience`, `resource` or its scope) when logging in, so that the provider issues \
         a token for it.",
    ],
    refuted_by: &["The token sent is the access token, of the format that the API reads."],
    alike: &[
        &super::access_token_wrong_audience::CAUSE,
        &super::access_token_invalid::CAUSE,
        &super::insufficient_scope::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    match other_kind(case) {
        Some(weight) => Some(case.heard_too(weight, &CAUSE)),
        // Refused for its time, it was taken for what it is.
        None if case.says(OF_TIME) => {
            case.proven_by(&CAUSE, &[&api_id_token_used::RULE]).map(|weight| weight.times(0.001))
        }
        None => case.proven_by(&CAUSE, &[&api_id_token_used::RULE]),
    }
}
