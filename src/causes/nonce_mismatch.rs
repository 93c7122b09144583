//! Other `nonce` than the one sent.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::id_token::id_token_nonce;

pub static CAUSE: Cause = Cause {
    id: "nonce_mismatch",
    title: "Other `nonce` than the one sent",
    says: "The ID token's `nonce` is not the one that this login sent",
    story: "The nonce ties the ID token to one login. A second tab, a page loaded twice, a lost session \
            or a value that was altered on the way (`+` turned into a space) makes the two differ.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores the nonce until the callback",
    console: &[],
    fix: &[
        "Keep the nonce per login attempt, under its `state`, and not once per browser.",
        "Use letters, digits, `-` and `_` only, so that no decoding alters it.",
        "Log in again from the start, in one tab.",
    ],
    refuted_by: &["The token's `nonce` is the authorization request's, byte for byte."],
    alike: &[
        &super::state_mismatch::CAUSE,
        &super::session_cookie_lost::CAUSE,
        &super::id_token_claims::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.stopped_at_client() {
        return case.said(&CAUSE);
    }
    let mut weight = case.proven_by(&CAUSE, &[&id_token_nonce::RULE])?;
    let sent = case.flow.authorization_request().and_then(|asked| asked.param("nonce"));
    if weight.summary.is_none() && sent.is_some_and(|nonce| nonce.raw.expose().contains('+')) {
        weight.share = 1.0;
        weight.summary = Some(
            "The `nonce` was sent with a bare `+`, which reads as a space: the token brings another value than the client remembers".into(),
        );
    }
    Some(weight)
}
