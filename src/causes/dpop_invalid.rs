//! DPoP proof that is not accepted.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::provider::is_standard;
use crate::rules::api::api_dpop_as_bearer;
use crate::rules::authorization_request::dpop_jkt_mismatch;
use crate::rules::id_token::access_token_key_binding;
use crate::rules::token_request::{
    dpop_jti_reused, dpop_key_changed, dpop_malformed, dpop_method, dpop_missing, dpop_nonce_required,
    dpop_private_key, dpop_signature, dpop_stale, dpop_token_hash, dpop_url,
};
use crate::rules::token_response::token_type_not_dpop;

pub static CAUSE: Cause = Cause {
    id: "dpop_invalid",
    title: "DPoP proof that is not accepted",
    says: "The DPoP proof is missing, lacks the server's nonce, or does not fit the request",
    story: "With DPoP each request carries a freshly signed proof of the key: for this method, this URL, \
            now, and with the nonce that the server last gave. A proof that misses one of these is \
            refused.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the DPoP proof",
    console: &[],
    fix: &[
        "Repeat the request once with the `DPoP-Nonce` of the answer inside a new proof.",
        "Set `htm` and `htu` to the method and the URL as the server sees them, without query.",
        "Make a new proof for each request, with a correct clock.",
    ],
    refuted_by: &[
        "A proof with the given nonce, the right `htm` and `htu` and a current `iat` is refused with the \
         same words.",
    ],
    alike: &[&super::proxy_altered_request::CAUSE, &super::access_token_invalid::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_is_among(&["invalid_dpop_proof", "use_dpop_nonce", "invalid_token", "invalid_request"]) {
        let weight = case.proven_by(
            &CAUSE,
            &[
                &dpop_url::RULE,
                &dpop_nonce_required::RULE,
                &dpop_method::RULE,
                &dpop_signature::RULE,
                &dpop_stale::RULE,
                &dpop_jti_reused::RULE,
                &dpop_key_changed::RULE,
                &dpop_token_hash::RULE,
                &access_token_key_binding::RULE,
                &dpop_private_key::RULE,
                &dpop_jkt_mismatch::RULE,
                &dpop_missing::RULE,
                &dpop_malformed::RULE,
                &api_dpop_as_bearer::RULE,
                &token_type_not_dpop::RULE,
            ],
        )?;
        let of_form = case.finding(&dpop_malformed::RULE).is_some();
        return Some(if of_form && speaks_of_another(case) {
            weight.weaker(Strength::Fits).times(0.1)
        } else {
            weight
        });
    }
    case.said(&CAUSE)
}

/// Whether the server names in words something else as wrong: then it has taken the proof.
fn speaks_of_another(case: &Case<'_>) -> bool {
    let general = case.error_code().is_none_or(|code| code == "invalid_request" || !is_standard(code));
    let says = case.failed().and_then(|failed| failed.answer.error.as_ref());
    general
        && says.is_some_and(|error| error.description.contains(' '))
        && !case.says(r"(?i)dpop|proof|\bjkt\b|thumbprint|\bbound\b|\bath\b|\bht[mu]\b|\bjwk\b|signature")
}
