//! Missing refresh token.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Part};
use crate::rule::{Location, placeholder};
use crate::rules::token_request::refresh_token_missing;
use crate::rules::token_response::refresh_token_not_issued;

pub static CAUSE: Cause = Cause {
    id: "refresh_token_missing",
    title: "Missing refresh token",
    says: "There is no refresh token: none was asked for or none was granted",
    story: "Providers give refresh tokens only on request (`offline_access`, Google's \
            `access_type=offline`), only if the client's registration allows the grant, and some only at \
            the first consent.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it asks for scopes",
    console: &[],
    fix: &[
        "Ask for offline access in the authorization request, in the provider's way.",
        "Switch the refresh token grant on for the client.",
        "Ask for consent again (`prompt=consent`) where the provider gives one only then.",
    ],
    refuted_by: &["The token answer holds a `refresh_token`."],
    alike: &[
        &super::access_token_expired::CAUSE,
        &super::scope_not_granted::CAUSE,
        &super::missing_parameter::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = sends_a_word(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request", "unauthorized_client"]) {
        return case.proven_by(&CAUSE, &[&refresh_token_missing::RULE]);
    }
    if case.stopped_at_client() && (case.failed().is_none() || case.hears_first(&CAUSE)) {
        return case.proven_by(&CAUSE, &[&refresh_token_not_issued::RULE]);
    }
    case.said(&CAUSE).or_else(|| not_granted(case))
}

/// The word that a language writes where a value is missing stands in the place of the token.
fn sends_a_word(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.grant() == Some("refresh_token"))?;
    let sent = failed.given("refresh_token")?;
    let place = Location::param(failed, "refresh_token");
    placeholder::is_unset(sent).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The client sends the word `{sent}` as refresh token: it was given none"))
            .evidence(Evidence::at("`refresh_token`", place, format!("`{sent}`")))
    })
}

/// An API refuses a token for its age, and the client was given nothing to renew it with.
fn not_granted(case: &Case<'_>) -> Option<Weight> {
    case.failed().filter(|_| case.failed_at_api())?;
    let answered = case.flow.issuing(case.failed()?.access_token()?)?;
    let expired = case.heard.iter().any(|said| {
        said.causes.first().is_some_and(|first| first.id == crate::causes::access_token_expired::CAUSE.id)
    });
    let by_code = answered.grant() == Some("authorization_code");
    (expired && by_code && !answered.answer.brings("refresh_token")).then(|| {
        let place = Location::of(answered, Part::ResponseBody, Some("refresh_token"));
        Weight::new(Strength::Fits, 0.5)
            .summary("The access token has run out, and the login brought no refresh token to renew it with")
            .evidence(Evidence::at("Token answer", place, "has no `refresh_token`"))
    })
}
