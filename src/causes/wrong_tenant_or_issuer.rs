//! Another tenant, realm or issuer.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::discovery::discovery_issuer_mismatch;
use crate::rules::token_request::token_endpoint_other_tenant;

pub static CAUSE: Cause = Cause {
    id: "wrong_tenant_or_issuer",
    title: "Another tenant, realm or issuer",
    says: "The request goes to another tenant, realm or region than the client or the person belongs to",
    story: "Providers keep many worlds apart: tenants, realms, regions, sandbox and production. A client \
            of one is unknown in the other, and a token of one is not valid in the other.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the issuer",
    fix: &[
        "Configure issuer and endpoints of the tenant in which the client is registered, by its id.",
        "Use one issuer in all places: authorization request, token request, token validation.",
        "Make the client open to several tenants if people of others shall log in.",
        "Log in again from the start.",
    ],
    refuted_by: &["The tenant in the address is the one whose console shows the client."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at(Kind::Discovery) {
        return case.proven_by(&CAUSE, &[&discovery_issuer_mismatch::RULE]).map(|weight| weight.times(0.5));
    }
    let codes = ["invalid_client", "invalid_grant", "unauthorized_client", "invalid_request"];
    if case.error_is_among(&codes) {
        return case
            .proven_by(&CAUSE, &[&token_endpoint_other_tenant::RULE, &discovery_issuer_mismatch::RULE]);
    }
    case.said(&CAUSE)
}
