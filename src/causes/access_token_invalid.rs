//! Access token that the API does not accept.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::access_token_wrong_audience;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rules::api::{api_bearer_scheme, api_token_missing};

pub static CAUSE: Cause = Cause {
    id: "access_token_invalid",
    title: "Access token that the API does not accept",
    says: "The API does not accept the access token: unknown, revoked, altered, or issued by somebody else",
    story: "An API accepts only tokens of the issuers that it trusts, unaltered and not revoked. A token \
            of another environment, a cut one, or one revoked by a logout is refused.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it sends the access token to the API",
    console: &[],
    fix: &[
        "Compare the token sent with the token received: same length, no quotes, no second `Bearer`.",
        "Check that the API trusts the issuer that issued it (same environment, tenant or realm).",
        "Log in again, or refresh, to get a token that is not revoked.",
    ],
    refuted_by: &["The same token is accepted by another endpoint of the same API."],
    alike: &[
        &super::access_token_wrong_audience::CAUSE,
        &super::access_token_expired::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::proxy_altered_request::CAUSE,
    ],
    weigh,
};

/// The token that is refused is not the newest that this client has: it got another before the call. Some servers keep one alone.
/// <https://developers.zoom.us/docs/internal-apps/s2s-oauth/>
fn superseded(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let sent = call.access_token()?;
    let first = case.flow.issuing(sent)?;
    let newer = |other: &&Message<'_>| {
        other.params == first.params
            && other.answer.text("access_token").is_some_and(|token| token != sent)
            && crate::flow::after(other.exchange, first.exchange)
            && crate::flow::after(call.exchange, other.exchange)
    };
    let newer = case.flow.of(Kind::TokenRequest).find(newer)?;
    let named = case.heard.iter().any(|said| {
        said.strength == Strength::ServerCode && said.causes.iter().all(|named| named.id != CAUSE.id)
    });
    let place = Location::of(newer, Part::ResponseBody, Some("access_token"));
    (!named).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The client got a newer token by the same request before this call, and the call brings the older one")
            .evidence(Evidence::at("Newer token", place, "issued before the call, and not sent"))
            .fix("Keep one token for all who share the client's registration, or give each a registration of its own.")
    })
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = superseded(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at_api() {
        let weight = case.proven_by(&CAUSE, &[&api_bearer_scheme::RULE, &api_token_missing::RULE])?;
        // A token for another API is called invalid, too (RFC 6750, section 3.1).
        let elsewhere = access_token_wrong_audience::left_unsent(case).is_some();
        // Who says which kind of token is due has read it.
        let read = case.hears_first(&super::wrong_token_type::CAUSE);
        if read {
            return Some(weight.weaker(Strength::Fits).times(0.3));
        }
        return Some(if elsewhere || access_token_wrong_audience::names_audience(case) {
            weight.times(0.3)
        } else {
            weight
        });
    }
    case.said(&CAUSE)
}
