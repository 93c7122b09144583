//! Another kind of token than the one that is due.

use crate::cause::{Case, Cause, Evidence, OF_TIME, Strength, Trouble, Weight, Who, other_kind};
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
use crate::rule::Location;
use crate::rules::api::api_id_token_used;

pub static CAUSE: Cause = Cause {
    id: "wrong_token_type",
    title: "Another kind of token than the one that is due",
    says: "A token of the wrong kind is sent: an ID token, an opaque or a refresh token where an access \
           token or JWT is due",
    story: "The ID token is for the client, the access token is for the API. An API that checks JWTs \
            cannot read an opaque token, which a provider gives if no API was named.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it calls the API",
    console: &[],
    fix: &[
        "Send the `access_token` of the token answer, not the `id_token`.",
        "Name the API (`audience`, `resource` or its scope) when logging in, so that the provider issues \
         a token for it.",
    ],
    refuted_by: &["The token sent is the access token, of the format that the API reads."],
    alike: &[
        &super::access_token_wrong_audience::CAUSE,
        &super::access_token_invalid::CAUSE,
        &super::insufficient_scope::CAUSE,
    ],
    weigh,
};

/// The token that a logout hints with is no ID token: it was issued as another one, or calls itself so.
fn hinted(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|failed| failed.kind == Kind::Logout)?;
    let sent = request.given("id_token_hint")?;
    let token = Jwt::read(sent)?;
    let issued =
        |name: &str| case.flow.of(Kind::TokenRequest).any(|answer| answer.answer.text(name) == Some(sent));
    let kind = match token.claim_text("typ") {
        _ if issued("access_token") => "the access token of this login",
        Some("Bearer") => "an access token (`typ` is `Bearer`)",
        Some("Refresh" | "Offline") => "a refresh token",
        _ => return None,
    };
    let place = Location::param(request, "id_token_hint");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The logout's `id_token_hint` is {kind}, where the ID token is due"))
            .evidence(Evidence::at("Hint", place, format!("is {kind}")))
            .fix("Send the `id_token` of the token answer as `id_token_hint`."),
    )
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = as_refresh_token(case).or_else(|| hinted(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    match other_kind(case) {
        Some(weight) => Some(case.heard_too(weight, &CAUSE)),
        // Refused for its time, it was taken for what it is.
        None if case.says(OF_TIME) => {
            case.proven_by(&CAUSE, &[&api_id_token_used::RULE]).map(|weight| weight.times(0.001))
        }
        None => case.proven_by(&CAUSE, &[&api_id_token_used::RULE]),
    }
}

/// What is sent to be refreshed is the access token or the ID token that came beside the refresh token, or calls itself so.
fn as_refresh_token(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request"]);
    let failed = case.failed().filter(|_| refused)?;
    let sent = failed.given("refresh_token").filter(|_| failed.grant() == Some("refresh_token"))?;
    let issued =
        |name: &str| case.flow.of(Kind::TokenRequest).any(|token| token.answer.text(name) == Some(sent));
    let named = || {
        let token = Jwt::read(sent)?;
        match (token.claim_text("typ"), token.claim_text("token_use")) {
            (Some("Bearer"), _) | (_, Some("access")) => Some("an access token"),
            (Some("ID"), _) | (_, Some("id")) => Some("an ID token"),
            _ => None,
        }
    };
    let kind = if issued("refresh_token") {
        return None;
    } else if issued("access_token") {
        "the access token"
    } else if issued("id_token") {
        "the ID token"
    } else {
        named()?
    };
    let says = format!("What is sent as `refresh_token` is {kind}");
    let evidence = Evidence::at("Token", Location::param(failed, "refresh_token"), format!("is {kind}"));
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence);
    Some(weight.fix("Store the two tokens of an answer under their own names, and send the `refresh_token`."))
}
