//! Missing `code_verifier`.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::token_request::pkce_verifier_missing;

pub static CAUSE: Cause = Cause {
    id: "pkce_missing",
    title: "Missing `code_verifier`",
    says: "The authorization request has a `code_challenge`, and the token request has no `code_verifier`",
    story: "Who begins with PKCE must end with it: the provider has stored the challenge and waits for \
            the verifier. It is lost when another part (a server, a second library) redeems the code, or \
            with the session.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &[],
    fix: &[
        "Send the `code_verifier` of this login in the token request.",
        "Let the part that began the login redeem the code, or hand the verifier over together with the \
         code.",
        "Log in again from the start.",
    ],
    refuted_by: &["The token request's body, as sent, holds `code_verifier`."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.grant_refused() {
        return case.decided_by(&CAUSE, &pkce_verifier_missing::RULE);
    }
    case.said(&CAUSE)
}
