//! Authorization code of another client.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::causes::malformed_parameter;
use crate::rules::token_request::code_of_other_client;

pub static CAUSE: Cause = Cause {
    id: "code_wrong_client",
    title: "Authorization code of another client",
    says: "The code is redeemed by another client, or at another tenant, than it was issued to",
    story: "A code belongs to the `client_id` and the provider that issued it. A front end and a back end \
            with different ids, or a token endpoint of another tenant, cannot use each other's codes.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its settings for `client_id` and token endpoint",
    console: &[],
    fix: &[
        "Use the same `client_id` in the authorization request and in the token request.",
        "Send the token request to the same tenant, realm or policy as the authorization request.",
        "Log in again from the start after the change.",
    ],
    refuted_by: &["Both requests name the same `client_id` and the same tenant."],
    alike: &[
        &super::wrong_client_id::CAUSE,
        &super::code_reused::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if malformed_parameter::padded(case).is_some() {
        return None;
    }
    if case.grant_refused() || case.credentials_refused() {
        return case.decided_by(&CAUSE, &code_of_other_client::RULE);
    }
    case.said(&CAUSE)
}
