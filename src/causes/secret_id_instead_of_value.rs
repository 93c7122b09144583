//! Secret's id in place of its value.

use crate::cause::{Case, Cause, Said, Trouble, Weight, Who};
use crate::rules::token_request::secret_id_as_value;

pub static CAUSE: Cause = Cause {
    id: "secret_id_instead_of_value",
    title: "Secret's id in place of its value",
    says: "The identifier of the secret was sent, not the secret",
    story: "The console shows two columns for each secret: its id, a GUID, and its value, which is shown \
            once only. The id proves nothing.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the secret",
    console: &["secrets", "secrets and keys"],
    fix: &[
        "Create a new secret and copy the column Value at once; it is not shown again.",
        "Set it in the client and log in again.",
    ],
    refuted_by: &["The secret sent is not a GUID."],
    alike: &[&super::wrong_client_secret::CAUSE, &super::expired_client_secret::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let found = case.finding(&secret_id_as_value::RULE).is_some();
    // Azure AD B2C says of a wrong secret that the grant is invalid.
    if !found && !case.credentials_refused() {
        return case.said(&CAUSE);
    }
    let weight = case.proven_by(&CAUSE, &[&secret_id_as_value::RULE])?;
    // Words that say no more than that the secret is wrong are about what it is.
    let of_secret = |said: &&Said| {
        found && said.causes.iter().take(2).any(|named| named.id == super::wrong_client_secret::CAUSE.id)
    };
    Some(match case.heard.first().filter(of_secret) {
        Some(said) => Weight { share: 1.0, ..weight.stronger(said.strength) },
        None => weight,
    })
}
