//! Missing PKCE.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::pkce_absent;

pub static CAUSE: Cause = Cause {
    id: "pkce_required",
    title: "Missing PKCE",
    says: "The provider demands PKCE, and the authorization request has no `code_challenge`",
    story: "PKCE ties the code to the program that asked for it. Providers demand it for public clients, \
            and more and more for all.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the authorization request",
    console: &[],
    fix: &[
        "Switch PKCE on in the client's library (`S256`).",
        "Send `code_challenge` and `code_challenge_method=S256` in the authorization request, and \
         `code_verifier` in the token request.",
        "Log in again from the start.",
    ],
    refuted_by: &["The authorization request, as the provider received it, holds a `code_challenge`."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // A code of the server's own would name PKCE.
    let may_be = case.error_code().is_none_or(crate::provider::is_standard);
    if !may_be || !(case.failed_at_authorization() || case.grant_refused()) {
        return case.said(&CAUSE);
    }
    case.supported_by(&CAUSE, &[&pkce_absent::RULE], "(?i)(pkce|code.?challenge|code.?verifier)")
}
