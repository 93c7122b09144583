//! ID token whose signature does not verify.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::rule::Certainty;
use crate::rules::api::userinfo_signature;
use crate::rules::authorization_response::jarm_signature;
use crate::rules::id_token::{
    id_token_algorithm_none, id_token_algorithm_unexpected, id_token_critical_header, id_token_encrypted,
    id_token_key_unknown, id_token_signature, id_token_symmetric_public_client,
};

pub static CAUSE: Cause = Cause {
    id: "id_token_signature",
    title: "ID token whose signature does not verify",
    says: "The client cannot verify the ID token's signature: another algorithm or key",
    story: "The client verifies with the provider's published keys and an algorithm that it expects. A \
            client registered for HS256 where RS256 is expected, a cached old key set, or keys of another \
            tenant fail.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's signature algorithm, or in the keys that it uses",
    console: &["signature algorithm"],
    fix: &[
        "Set the client's ID token algorithm at the provider to the one that the client expects (usually \
         RS256).",
        "Fetch the key set again when a token names an unknown `kid`.",
        "Take the keys from the `jwks_uri` of the same issuer.",
    ],
    refuted_by: &["The token verifies with the key of its `kid` from the issuer's `jwks_uri`."],
    alike: &[
        &super::server_misconfigured::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::id_token_issuer::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = encrypted(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.stopped_at_client() {
        let signed = [
            &id_token_signature::RULE,
            &id_token_key_unknown::RULE,
            &jarm_signature::RULE,
            &userinfo_signature::RULE,
        ];
        let expected = [
            &id_token_algorithm_unexpected::RULE,
            &id_token_algorithm_none::RULE,
            &id_token_symmetric_public_client::RULE,
            &id_token_critical_header::RULE,
        ];
        let is_proven =
            |rule| case.finding(rule).is_some_and(|finding| finding.certainty == Certainty::Proven);
        // A signature that was verified decides; else what the client expects speaks first.
        let rules = match signed.into_iter().any(is_proven) {
            true => [signed.as_slice(), &expected].concat(),
            false => [expected.as_slice(), &signed].concat(),
        };
        return case.proven_by(&CAUSE, &rules);
    }
    case.said(&CAUSE)
}

/// An encrypted ID token for a client that is registered for a signed one, and that fails then.
fn encrypted(case: &Case<'_>) -> Option<Weight> {
    let failed = case.stopped_at_client() && case.what() == Some(What::ClientFailed);
    let finding = case.finding(&id_token_encrypted::RULE).filter(|_| failed)?;
    if case.config.member("id_token_encrypted_response_alg").is_some() {
        return None;
    }
    let is_signed = case.config.id_token_signed_response_alg.is_some();
    let strength = if is_signed { Strength::Contradiction } else { Strength::ServerError };
    Some(
        Weight::of_finding(finding, strength).fix(
            "Take the encryption key away from the client at the provider, and choose a key to sign with.",
        ),
    )
}
