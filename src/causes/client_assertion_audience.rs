//! Wrong audience in the client assertion.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::token_request::assertion_audience;

pub static CAUSE: Cause = Cause {
    id: "client_assertion_audience",
    title: "Wrong audience in the client assertion",
    says: "The `aud` of the client assertion is not the address that the provider expects",
    story: "A signed assertion says for whom it is made. Providers accept the token endpoint's URL, their \
            issuer, or both; another host, a missing slash or the discovery URL is refused.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the client assertion",
    console: &[],
    fix: &[
        "Put the value that the provider documents into `aud`: usually the issuer from its metadata, at \
         some the token endpoint's URL.",
        "Take it from the same environment that the request goes to (sandbox and production differ).",
        "Sign a new assertion; an old one may not be sent twice.",
    ],
    refuted_by: &[
        "An assertion with the metadata's `issuer` (and one with its `token_endpoint`) as `aud` is \
         refused with the same words.",
    ],
    alike: &[&super::client_assertion_invalid::CAUSE, &super::wrong_tenant_or_issuer::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.credentials_refused() || case.grant_refused() {
        return case.proven_by(&CAUSE, &[&assertion_audience::RULE]);
    }
    case.said(&CAUSE)
}
