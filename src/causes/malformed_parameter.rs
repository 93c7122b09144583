//! Malformed parameter.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{
    authorization_details_malformed, claims_malformed, max_age_malformed, parameter_misspelt,
    pkce_challenge_malformed, prompt_none_with_others, prompt_unknown, request_object_algorithm,
    request_object_audience, request_object_client_mismatch, request_object_conflict, request_object_expired,
    request_object_signature, request_object_unsigned, response_mode_query_with_token,
    response_mode_unsupported,
};
use crate::rules::token_request::pkce_verifier_malformed;

pub static CAUSE: Cause = Cause {
    id: "malformed_parameter",
    title: "Malformed parameter",
    says: "A parameter is there, but not of the form that the provider takes",
    story: "Values have a form: URIs are absolute, lists are separated by spaces, everything is \
            percent-encoded once. A value encoded twice, quoted, or of the wrong type is refused as a \
            malformed request.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Correct the parameter that the provider's message names.",
        "Build query and body with a URL library, so that each value is encoded once.",
        "Log in again from the start.",
    ],
    refuted_by: &["The named parameter has the form that the provider's documentation shows."],
    alike: &[
        &super::missing_parameter::CAUSE,
        &super::unexpected_parameter::CAUSE,
        &super::code_mangled::CAUSE,
    ],
    weigh,
};

/// A parameter that was written as a list, `scope[]=read&scope[]=write`, where one text is due.
fn bracketed(case: &Case<'_>) -> Option<Weight> {
    let refused = case.error_is_among(&[
        "invalid_request",
        "invalid_scope",
        "invalid_client",
        "unsupported_grant_type",
    ]);
    let request = case.failed().filter(|failed| refused && failed.kind != Kind::ApiCall)?;
    let known = ["scope", "redirect_uri", "grant_type", "client_id", "code", "response_type", "audience"];
    let (param, name) = request.params.0.iter().find_map(|param| {
        let (name, rest) = param.name.split_once('[')?;
        (known.contains(&name) && rest.ends_with(']') && !request.params.has(name)).then_some((param, name))
    })?;
    let place = Location::param(request, &param.name);
    let says = format!("`{name}` is sent as a list, `{}`, where one text is due", param.name);
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(Evidence::at("Parameter", place, format!("`{}`", param.name)))
            .fix("Send one text; several scopes are separated by spaces."),
    )
}

/// A refresh token with a `+` in it, which goes into the form as it is and reads as a space there.
fn plus_lost(case: &Case<'_>) -> Option<Weight> {
    let request = case
        .failed()
        .filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request"]))?;
    let sent = request.given("refresh_token").filter(|sent| sent.contains(' '))?;
    let mended = sent.replace(' ', "+");
    let issued = |earlier: &Exchange| earlier.answered("refresh_token").as_deref() == Some(mended.as_str());
    let known = case.flow.around.before(request.exchange).iter().rev().take(60).any(issued);
    let strength = if known { Strength::Contradiction } else { Strength::ServerError };
    let evidence = Evidence::at(
        "Refresh token",
        Location::param(request, "refresh_token"),
        "reads with a space where it has a `+`",
    );
    let says = "The `+` in the refresh token is not percent-encoded, and the server reads a space";
    (sent.len() >= 20).then(|| {
        Weight::new(strength, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Encode the value of each form field: `+` as `%2B`.")
    })
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = state_refused(case) {
        return Some(weight);
    }
    if let Some(weight) = swallowed(case).or_else(|| escaped_twice(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = bracketed(case).or_else(|| plus_lost(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = padded(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // A server that compares the two has taken them for what they are, and who wants none reads none.
    if case.hears_one_of(&[super::pkce_verifier_mismatch::CAUSE.id, super::unexpected_parameter::CAUSE.id]) {
        return case.likely_by(&CAUSE, &[&pkce_verifier_malformed::RULE, &pkce_challenge_malformed::RULE]);
    }
    if case.error_is_among(&["invalid_request", "invalid_grant", "invalid_authorization_details"]) {
        return case.supported_by(
            &CAUSE,
            &[
                &pkce_challenge_malformed::RULE,
                &pkce_verifier_malformed::RULE,
                &parameter_misspelt::RULE,
                &claims_malformed::RULE,
                &authorization_details_malformed::RULE,
                &prompt_none_with_others::RULE,
                &prompt_unknown::RULE,
                &max_age_malformed::RULE,
                &response_mode_query_with_token::RULE,
                &response_mode_unsupported::RULE,
            ],
            "(?i)(code.?challenge|code.?verifier|unknown parameter|claims|authorization_details|prompt|max_age|response_mode)",
        );
    }
    if case.error_code() == Some("invalid_request_object") {
        return case.proven_by(
            &CAUSE,
            &[
                &request_object_signature::RULE,
                &request_object_unsigned::RULE,
                &request_object_expired::RULE,
                &request_object_audience::RULE,
                &request_object_client_mismatch::RULE,
                &request_object_conflict::RULE,
                &request_object_algorithm::RULE,
            ],
        );
    }
    case.said(&CAUSE)
}

/// A `state` that the authorization endpoint does not take, by its words or by its length: some servers have room for 100
/// to 500 characters, and frameworks put much into it.
fn state_refused(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::AuthorizationRequest)?;
    let length = request.given("state")?.chars().count();
    let named = case.says(
        r"(?i)\b(invalid|malformed|bad|illegal|wrong) state\b|\bstate\b.{0,24}\b(invalid|malformed|too long|not valid)\b",
    );
    let silent = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let refused = matches!(case.status(), Some(400 | 413 | 414 | 431 | 500));
    let weight = match named {
        true => Weight::new(Strength::ServerError, 1.0),
        false if length > 500 && silent && refused => Weight::new(Strength::Fits, 0.2),
        false => return None,
    };
    let evidence = Evidence::at("State", Location::param(request, "state"), format!("{length} characters"));
    Some(
        case.heard_too(weight.summary("The server does not take this `state`").evidence(evidence), &CAUSE)
            .fix("Keep what `state` holds on the client's side, and send a short random value."),
    )
}

/// A second `?` in the address makes a parameter part of the value before it.
pub fn swallowed(case: &Case<'_>) -> Option<Weight> {
    let request =
        case.failed().filter(|request| matches!(request.kind, Kind::AuthorizationRequest | Kind::ApiCall))?;
    let (holder, lost) = request.params.0.iter().find_map(|param| {
        let (_, behind) = param.value().split_once('?')?;
        let lost = behind.split('=').next()?;
        let is_known =
            ["client_id", "response_type", "redirect_uri", "scope", "access_token"].contains(&lost);
        (is_known && !request.params.has(lost) && param.name != "redirect_uri").then_some((param, lost))
    })?;
    let says = format!("`?{lost}=` stands in the value of `{}`", holder.name);
    let evidence = Evidence::at("Address", Location::param(request, &holder.name), says);
    let summary = format!("The address has a second `?`, which makes `{lost}` a part of `{}`", holder.name);
    Some(
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(
            "Join the parameters by `&` where the address has a query already; let a URL library do it.",
        ),
    )
}

/// Client and redirect URI are addresses, and both still are escaped where the query has been read: something has escaped all
/// of it once more.
pub fn escaped_twice(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::AuthorizationRequest)?;
    let is_escaped = |name: &str| {
        request.given(name).is_some_and(|value| value.starts_with("http") && value.contains("%3A%2F%2F"))
    };
    let place = Location::param(request, "redirect_uri");
    (is_escaped("client_id") && is_escaped("redirect_uri")).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The values of the query are escaped twice")
            .evidence(Evidence::at("Address", place, "still is escaped after decoding"))
            .fix("Find what escapes the query once more: a rewrite rule, a redirect of the server.")
    })
}

/// Values of a refused token request that begin or end with white space: a form that was put together by hand. What is
/// wrong with a secret in that way has a cause of its own.
pub fn padded(case: &Case<'_>) -> Option<Weight> {
    let refused =
        case.is_refused(Kind::TokenRequest, &["invalid_request", "invalid_grant", "invalid_client"]);
    let request = case.failed().filter(|_| refused)?;
    let names = ["grant_type", "client_id", "code", "redirect_uri", "code_verifier", "refresh_token"];
    let name = names.iter().find(|name| {
        request.given(name).is_some_and(|value| !value.trim().is_empty() && value.trim() != value)
    })?;
    let place = Location::param(request, name);
    let says = format!("`{name}` begins or ends with white space");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The form has white space around its values: `{name}` is not read as it is meant"))
            .evidence(Evidence::at("White space", place, says))
            .fix("Build the form with the library's own means (`URLSearchParams`), not as a text with line feeds."),
    )
}
