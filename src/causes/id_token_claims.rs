//! ID token whose claims do not fit.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::api::{userinfo_jwt, userinfo_subject_differs};
use crate::rules::authorization_response::{hybrid_code_hash, hybrid_id_token_missing, hybrid_token_hash};
use crate::rules::id_token::{
    id_token_access_hash, id_token_authorized_party, id_token_code_hash, id_token_expired,
    id_token_malformed, id_token_organization, id_token_refreshed, id_token_state_hash, id_token_subject,
    id_token_times_malformed,
};

pub static CAUSE: Cause = Cause {
    id: "id_token_claims",
    title: "ID token whose claims do not fit",
    says: "A claim of the ID token is missing or does not fit the login",
    story: "Besides issuer, audience and time, claims such as `at_hash`, `c_hash`, `azp`, `sub`, `acr` or \
            `auth_time` tie the token to this login. One that is missing or different lets the client \
            refuse it.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it validates the ID token, or in the provider's claim settings",
    console: &[],
    fix: &[
        "Compare the named claim with what the client expects.",
        "Configure the provider to put the claim into the ID token, or the client not to demand it.",
    ],
    refuted_by: &["The claim is in the token with the value that the client expects."],
    alike: &[
        &super::server_misconfigured::CAUSE,
        &super::id_token_audience::CAUSE,
        &super::nonce_mismatch::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.stopped_at_client() {
        let untimed = case.finding(&id_token_expired::RULE).filter(|found| found.says.contains(" has no `"));
        if untimed.is_some() {
            let found = case.found(&id_token_expired::RULE, Strength::Contradiction)?;
            return Some(case.heard_too(found, &CAUSE));
        }
        let weight = case.proven_by(
            &CAUSE,
            &[
                &id_token_access_hash::RULE,
                &id_token_code_hash::RULE,
                &id_token_subject::RULE,
                &id_token_malformed::RULE,
                &id_token_state_hash::RULE,
                &id_token_refreshed::RULE,
                &id_token_organization::RULE,
                &id_token_authorized_party::RULE,
                &hybrid_id_token_missing::RULE,
                &hybrid_code_hash::RULE,
                &hybrid_token_hash::RULE,
                &userinfo_subject_differs::RULE,
                &userinfo_jwt::RULE,
                &id_token_times_malformed::RULE,
            ],
        );
        // Some libraries demand what specifications only advise.
        let strict =
            || case.found(&id_token_authorized_party::RULE, Strength::Fits).filter(|_| case.tokens_came());
        // A client that says what is wrong with the token has looked at that.
        let other = case.heard.first().and_then(|said| said.causes.first()).is_some_and(|first| {
            first.id != CAUSE.id
                && (first.id.starts_with("id_token_") || first.id == "access_token_wrong_audience")
        });
        let weight =
            weight.map(|weight| if other { weight.weaker(Strength::Fits).times(0.2) } else { weight });
        return match weight {
            // A client that refuses a token answers itself; a gateway answers for one that does not.
            Some(weight) if case.failed_at(Kind::Callback) && matches!(case.status(), Some(502..=504)) => {
                Some(weight.weaker(Strength::Status))
            }
            Some(weight) if weight.strength > Strength::Status => Some(weight),
            weight => strict().or(weight),
        };
    }
    case.said(&CAUSE)
}
