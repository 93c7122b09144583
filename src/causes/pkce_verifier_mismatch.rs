//! `code_verifier` that does not fit.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::causes::{malformed_parameter, pkce_missing};
use crate::rule::Certainty;
use crate::rules::token_request::{code_of_other_login, pkce_verifier_mismatch};

pub static CAUSE: Cause = Cause {
    id: "pkce_verifier_mismatch",
    title: "`code_verifier` that does not fit",
    says: "The `code_verifier` does not hash to the `code_challenge` of this login",
    story: "The provider hashes the verifier and compares it with the challenge it was given. A verifier \
            of another tab or attempt, one encoded again, or a hash in hexadecimal instead of base64url \
            does not fit.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it makes and stores the verifier",
    console: &[],
    fix: &[
        "Store the verifier per login attempt, under its `state`, and send it unchanged.",
        "Compute the challenge as base64url, without `=`, of the 32 bytes of SHA-256 over the verifier's \
         ASCII characters.",
        "Log in again from the start: this code is used up.",
    ],
    refuted_by: &[
        "The verifier hashes to the challenge of the authorization request that the code belongs to.",
    ],
    alike: &[&super::pkce_missing::CAUSE, &super::session_cookie_lost::CAUSE, &super::code_reused::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if malformed_parameter::padded(case).is_some() || pkce_missing::compared_with_none(case).is_some() {
        return None;
    }
    if case.grant_refused() {
        if case.finding(&code_of_other_login::RULE).is_some() {
            return case.proven_by(&CAUSE, &[&code_of_other_login::RULE]);
        }
        let mut weight = case.decided_by(&CAUSE, &pkce_verifier_mismatch::RULE)?;
        // Without a method the values are compared as they are (RFC 7636, section 4.3).
        let plain = case
            .finding(&pkce_verifier_mismatch::RULE)
            .is_some_and(|found| found.certainty == Certainty::Likely);
        let open = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
        if plain && open {
            weight = weight.stronger(Strength::ServerCode);
        }
        // Both hashes stand in the proof; the headline goes without them.
        weight.summary = None;
        return Some(weight);
    }
    case.said(&CAUSE)
}
