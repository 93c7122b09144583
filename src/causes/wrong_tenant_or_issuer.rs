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
    console: &[],
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
        let rules = [&token_endpoint_other_tenant::RULE, &discovery_issuer_mismatch::RULE];
        let weight = case.proven_by(&CAUSE, &rules)?;
        return Some(match outside_issuer(case) {
            Some(summary) if weight.summary.is_none() => Weight { share: 1.0, ..weight }.summary(summary),
            _ => weight,
        });
    }
    case.said(&CAUSE)
}

/// Says so if the stored issuer is on the failed request's host, under another tenant or realm.
fn outside_issuer(case: &Case<'_>) -> Option<String> {
    let issuer = url::Url::parse(case.config.issuer.as_deref()?).ok()?;
    let called = case.failed()?.exchange.url()?;
    let segments = |url: &url::Url| -> Vec<String> {
        url.path_segments().into_iter().flatten().map(str::to_owned).collect()
    };
    let (stored, sent) = (segments(&issuer), segments(&called));
    let differs = stored.iter().zip(&sent).take(2).find(|(a, b)| a != b && !a.is_empty() && *a != "v2.0");
    let (stored, sent) = differs.filter(|_| issuer.host_str() == called.host_str())?;
    Some(format!("The request goes to `{sent}`, and the configured issuer is `{stored}`"))
}
