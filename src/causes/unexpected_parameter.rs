//! Parameter that must not be there.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{
    pushed_request_uri, request_object_not_supported, resource_with_v2_endpoint,
};
use crate::rules::token_request::{pkce_verifier_unexpected, scope_in_code_exchange};

pub static CAUSE: Cause = Cause {
    id: "unexpected_parameter",
    title: "Parameter that must not be there",
    says: "The request carries a parameter that does not belong there",
    story: "Strict servers refuse what they do not expect in a request: a verifier without a challenge, a \
            secret in the authorization request, a parameter of an older version of the API.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Leave out the parameter that the provider's message names.",
        "Look into extra parameters of the library's settings if the code does not set it.",
    ],
    refuted_by: &["The same request without that parameter is refused with the same words."],
    alike: &[
        &super::malformed_parameter::CAUSE,
        &super::scope_invalid::CAUSE,
        &super::duplicate_parameter::CAUSE,
    ],
    weigh,
};

/// Google's old `approval_prompt` beside the `prompt` that took its place.
/// <https://github.com/thephpleague/oauth2-google/issues/42>
fn asks_twice(case: &Case<'_>) -> Option<Weight> {
    let request = case.flow.authorization_request()?;
    let (old, new) = (request.given("approval_prompt")?, request.given("prompt")?);
    let refused = case.failed_at_authorization() && case.error_is_among(&["invalid_request"]);
    (refused && case.flow.provider.id == "google").then(|| {
        let says = "The request carries `approval_prompt` and `prompt`, of which Google takes one only";
        let place = Location::param(request, "approval_prompt");
        let evidence =
            Evidence::at("Parameters", place, format!("`approval_prompt={old}` and `prompt={new}`"));
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Leave `approval_prompt` out; some libraries add it by themselves.")
    })
}

/// A token request that is whole, carries a parameter of the authorization request as well, and is refused with no more than
/// `invalid_request`.
fn of_authorization(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.failed_at(Kind::TokenRequest))?;
    let names = ["state", "nonce", "response_type", "response_mode", "prompt", "code_challenge"];
    let named = names.into_iter().find(|name| request.given(name).is_some());
    // Many servers pass over a `scope`.
    let scope = || case.finding(&scope_in_code_exchange::RULE).map(|_| "scope");
    let name = named.or_else(scope)?;
    let share = if named.is_some() { 1.2 } else { 1.0 };
    let whole = ["code", "redirect_uri"].iter().all(|name| request.given(name).is_some());
    let mute = case.says_nothing_more();
    let evidence = Evidence::at("Parameter", Location::param(request, name), "of the authorization request");
    let says = format!("The token request carries `{name}`, which belongs to the authorization request");
    (whole && mute && !request.params.repeats())
        .then(|| Weight::new(Strength::ServerError, share).summary(says).evidence(evidence))
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = asks_twice(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = sent_empty(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let found = || case.found(&pkce_verifier_unexpected::RULE, Strength::Contradiction);
    if let Some(weight) = found().filter(|_| case.hears_first(&CAUSE) && case.says("verifier")) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // Without any word a verifier that nobody announced is the best suspect.
    if case.is_refused(Kind::TokenRequest, &["invalid_request", "invalid_grant"])
        && case.error_code().is_some()
        && case.says(r"^[a-z_]* *$")
        && let Some(found) = case.found(&pkce_verifier_unexpected::RULE, Strength::ServerError)
    {
        return Some(case.heard_too(found.times(1.2), &CAUSE));
    }
    if !case.error_is_among(&["invalid_request", "invalid_target", "request_not_supported"]) {
        return case.said(&CAUSE);
    }
    if let Some(weight) = of_authorization(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // A code of the provider's own that means something else knows better.
    let other = case.heard.iter().any(|said| {
        said.strength == Strength::ServerCode && said.causes.iter().all(|named| named.id != CAUSE.id)
    });
    if other {
        return None;
    }
    case.supported_by(
        &CAUSE,
        &[
            &pushed_request_uri::RULE,
            &resource_with_v2_endpoint::RULE,
            &request_object_not_supported::RULE,
            &pkce_verifier_unexpected::RULE,
        ],
        "(?i)(request_uri|resource|request object|`?request`? parameter|code.?verifier|not supported)",
    )
}

/// A parameter that the request does without is there and empty, and the server names it.
fn sent_empty(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let optional = ["client_assertion_type", "client_assertion", "resource", "audience", "actor_token"];
    let empty = |name: &&&str| failed.params.has(name) && failed.given(name).is_none();
    let name = optional.iter().filter(empty).find(|name| case.names(name))?;
    let place = Location::param(failed, name);
    let summary = format!("`{name}` is sent without a value, and the server reads it");
    Some(
        Weight::new(Strength::ServerCode, 1.2)
            .summary(summary)
            .evidence(Evidence::at("Parameter", place, "empty"))
            .fix(format!("Leave `{name}` out where there is nothing to put into it.")),
    )
}
