//! Refresh token used twice.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rules::token_request::{refresh_race, refresh_token_reused};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_reused",
    title: "Refresh token used twice",
    says: "The refresh token was used before: it had been replaced by a newer one",
    story: "With rotation each refresh brings a new token and ends the old one. Two tabs or servers that \
            refresh at once, or an answer that was not stored, use the old one again; many providers then \
            end the whole family.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores and uses refresh tokens",
    console: &["token rotation"],
    fix: &[
        "Store the new refresh token before anything else uses it, and let one part at a time refresh.",
        "Log in again: the provider may have revoked the newer token as well.",
        "Allow a short overlap at the provider if it offers one.",
    ],
    refuted_by: &["The token sent is the one of the last refresh's answer."],
    alike: &[&super::refresh_token_revoked::CAUSE, &super::refresh_token_expired::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = used_before(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = unanswered_before(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.is_refused(Kind::TokenRequest, &["invalid_grant", "access_denied", "unauthorized_client"]) {
        let weight = case.proven_by(&CAUSE, &[&refresh_token_reused::RULE, &refresh_race::RULE])?;
        return Some(if weight.strength < Strength::Contradiction && is_first_use(case) {
            weight.times(0.2)
        } else {
            weight
        });
    }
    case.said(&CAUSE)
}

/// Whether the login that brought the token is in the capture, and nobody has sent it before.
fn is_first_use(case: &Case<'_>) -> bool {
    let Some(failed) = case.failed() else { return false };
    let earlier = || {
        let requests = case.flow.of(Kind::TokenRequest);
        requests.filter(|request| crate::flow::after(failed.exchange, request.exchange))
    };
    let brought = |request: &Message<'_>| {
        let by_code = request.given("code").is_some() && matches!(request.answer.status, Some(200..300));
        let token = request.answer.text("refresh_token");
        by_code && (!request.answer.recorded || token.is_some() && token == failed.given("refresh_token"))
    };
    earlier().any(brought) && earlier().all(|request| request.grant() != Some("refresh_token"))
}

/// The same token was sent before, and the answer to that did not arrive: the server may have replaced it by then.
fn unanswered_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let token = failed.given("refresh_token")?;
    let earlier = case.flow.of(Kind::TokenRequest).find(|earlier| {
        earlier.given("refresh_token") == Some(token)
            && earlier.answer.status.is_none()
            && crate::flow::after(failed.exchange, earlier.exchange)
    })?;
    let place = Location::param(earlier, "refresh_token");
    let says = "The token was sent before, and the answer to that did not arrive: the server may have replaced it by then";
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(says);
    let weight = weight.evidence(Evidence::at("Token", place, "sent before, without an answer"));
    Some(weight.fix("Give the client a time in which an answer that was lost may be asked for again (IdentityServer: `RefreshTokenUsage.ReUse`; Auth0, Okta: a grace period), or let the person log in again."))
}

/// The client's own renewal, refused for a cookie or token that renewed the session before.
fn used_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.own_renewal().filter(|failed| failed.answer.status != Some(429))?;
    let address = failed.exchange.address();
    let mut same_place = case.flow.around.before_with(failed.exchange, Sign::Address, address);
    let earlier = same_place.rfind(|earlier| crate::oauth::renews_alike(earlier, failed.exchange))?;
    let in_body = failed.exchange.request.body.text().is_some_and(|body| !body.trim().is_empty());
    let part = if in_body { Part::RequestBody } else { Part::RequestCookie };
    let evidence = |says: &str| Evidence::at("Token", Location::of(failed, part, None), says);
    let path = failed.exchange.path();
    if matches!(earlier.response.status, Some(200..400)) {
        // An access token's cookie goes with every request; one that renews is replaced by the answer.
        let replaced = earlier.response.headers.has("set-cookie") || in_body;
        let says = format!("`{path}` is called a second time with a token that was used up");
        let weight = Weight::new(Strength::Contradiction, 1.0).summary(says);
        return replaced.then(|| weight.evidence(evidence("It brings what had renewed the session before")));
    }
    // The server may have done its part before the page was gone.
    earlier.response.status.is_none().then(|| {
        let says = format!(
            "`{path}` is called again with the token of a renewal that was broken off: the server may have replaced it by then"
        );
        let told = evidence("It was sent before, and nobody waited for the answer");
        Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(told)
    })
}
