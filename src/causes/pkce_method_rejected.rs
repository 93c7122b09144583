//! PKCE method that is not accepted.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::{pkce_method_missing, pkce_method_unknown, pkce_plain};

pub static CAUSE: Cause = Cause {
    id: "pkce_method_rejected",
    title: "PKCE method that is not accepted",
    says: "The provider demands `code_challenge_method=S256`, and the request has another one or none",
    story: "Without a method a challenge counts as `plain` (RFC 7636, section 4.3). Many providers accept \
            S256 only, and the name is case-sensitive.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the authorization request",
    fix: &[
        "Send `code_challenge_method=S256`, with a capital S.",
        "Send as `code_challenge` the base64url form, without `=`, of the SHA-256 of the verifier.",
        "Log in again from the start.",
    ],
    refuted_by: &["The request has `code_challenge_method=S256` and is refused with the same words."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.supported_by(
        &CAUSE,
        &[&pkce_method_unknown::RULE, &pkce_method_missing::RULE, &pkce_plain::RULE],
        "(?i)(pkce|code.?challenge|transform|s256|plain)",
    )
}
