//! DPoP proof that is not accepted.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::token_request::{dpop_nonce_required, dpop_url};

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
    fix: &[
        "Repeat the request once with the `DPoP-Nonce` of the answer inside a new proof.",
        "Set `htm` and `htu` to the method and the URL as the server sees them, without query.",
        "Make a new proof for each request, with a correct clock.",
    ],
    refuted_by: &[
        "A proof with the given nonce, the right `htm` and `htu` and a current `iat` is refused with the \
         same words.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_is_among(&["invalid_dpop_proof", "use_dpop_nonce", "invalid_token", "invalid_request"]) {
        return case.proven_by(&CAUSE, &[&dpop_url::RULE, &dpop_nonce_required::RULE]);
    }
    case.said(&CAUSE)
}
