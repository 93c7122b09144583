//! Unknown `client_id`.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::{client_id_differs_from_config, client_id_placeholder};
use crate::rules::token_request::{client_auth_id_differs, refresh_other_client};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_id",
    title: "Unknown `client_id`",
    says: "The provider does not know the `client_id` that was sent",
    story: "The id is mistyped, a placeholder from an example, the client's name instead of its id, or \
            belongs to another environment or tenant.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the client id",
    console: &[],
    fix: &[
        "Copy the client id from the provider's console, of this environment, into the client's settings.",
        "Check that the request goes to the tenant, realm or host in which the client is registered.",
        "Log in again from the start.",
    ],
    refuted_by: &["The console of exactly this host and tenant shows a client with exactly this id."],
    alike: &[
        &super::wrong_client_secret::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::redirect_uri_mismatch_authorize::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_code() == Some("invalid_grant") {
        return case.proven_by(&CAUSE, &[&refresh_other_client::RULE]);
    }
    let of_client = ["invalid_client", "unauthorized_client", "invalid_request", "invalid_client_metadata"];
    if case.error_is_among(&of_client) {
        return case.proven_by(
            &CAUSE,
            &[
                &client_id_placeholder::RULE,
                &client_id_differs_from_config::RULE,
                &client_auth_id_differs::RULE,
            ],
        );
    }
    case.said(&CAUSE)
}
