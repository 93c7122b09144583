//! Missing or wrong `grant_type`.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
use crate::rule::Location;
use crate::rules::authorization_request::parameter_misspelt;
use crate::rules::token_request::token_request_content_type;
use crate::rules::token_request::{
    grant_type_mismatch, grant_type_missing, grant_type_unknown, token_request_parameters_in_url,
};

pub static CAUSE: Cause = Cause {
    id: "grant_type_missing_or_wrong",
    title: "Missing or wrong `grant_type`",
    says: "The `grant_type` is absent, misspelt, or does not fit the other parameters",
    story: "The token endpoint decides by `grant_type` what the request is. If it cannot find it in the \
            form body, or it names another grant than the parameters belong to, nothing else is looked \
            at.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &[],
    fix: &[
        "Send `grant_type` in the form body: `authorization_code` with `code`, `refresh_token` with \
         `refresh_token`, `client_credentials` without either.",
        "Check that the body goes out as `application/x-www-form-urlencoded` and is not empty.",
    ],
    refuted_by: &["The body that reaches the server holds a `grant_type` that fits its parameters."],
    alike: &[
        &super::wrong_content_type::CAUSE,
        &super::malformed_parameter::CAUSE,
        &super::grant_type_not_enabled::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = own_token(case).or_else(|| refreshes_as_code(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if is_misspelt(case) {
        return case.proven_by(&CAUSE, &[&parameter_misspelt::RULE]);
    }
    if case.is_refused(Kind::TokenRequest, &["invalid_request", "unsupported_grant_type", "invalid_grant"]) {
        if case.hears_of_device() {
            return None;
        }
        if unread(case) {
            return case.proven_by(&CAUSE, &[&token_request_parameters_in_url::RULE]);
        }
        let rules = [&grant_type_missing::RULE, &grant_type_unknown::RULE, &grant_type_mismatch::RULE];
        let weight = case.proven_by(&CAUSE, &rules)?;
        // Nothing is read of a body of another type.
        let unlabelled = case.finding(&token_request_content_type::RULE).is_some();
        // Who misses another parameter has read the grant.
        let read = case.says(r"(?i)\bstate is (required|missing)$");
        if read {
            return Some(weight.weaker(Strength::Fits).times(0.3));
        }
        return Some(if is_extension(case) || unlabelled { weight.times(0.3) } else { weight });
    }
    case.said(&CAUSE)
}

/// Whether the grant stands in the request under a name that is nearly the right one.
pub fn is_misspelt(case: &Case<'_>) -> bool {
    let found = case.failed_at(Kind::TokenRequest).then(|| case.finding(&parameter_misspelt::RULE)).flatten();
    found.is_some_and(|finding| finding.says.contains("`grant_type`"))
}

/// Whether a grant of an extension is asked for by its registered name, or by Zoom's own, which servers offer where it is
/// switched on.
fn is_extension(case: &Case<'_>) -> bool {
    let grant = case.failed().and_then(|message| message.given("grant_type"));
    grant.is_some_and(|grant| {
        grant.starts_with("urn:ietf:params:oauth:grant-type:") || grant == "account_credentials"
    })
}

/// Whether the server misses the grant in a POST whose body does not hold it.
fn unread(case: &Case<'_>) -> bool {
    let misses = case.error_code() == Some("unsupported_grant_type")
        || case
            .says("(?i)(missing|no|required|absent).{0,20}grant.?type|grant.?type.{0,20}(missing|required)");
    misses
        && case.failed().is_some_and(|request| {
            request.exchange.request.method == "POST"
                && request.exchange.query().given("grant_type").is_some()
        })
}

/// An API that refuses a token for which a code was sent, and which was asked for as the client's own.
fn own_token(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|_| case.failed_at_api())?;
    let asked = case.flow.issuing(call.access_token()?)?;
    let mixed = asked.given("grant_type") == Some("client_credentials") && asked.given("code").is_some();
    let place = Location::param(asked, "grant_type");
    mixed.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(
                "The token request brings a `code` and asks by `client_credentials`: the token is nobody's",
            )
            .evidence(Evidence::at("Grant", place, "`client_credentials`, with a `code` beside it"))
            .fix("Redeem the code by `grant_type=authorization_code`.")
    })
}

/// A refresh token in the place of the code: one that came before, or that calls itself so (Keycloak, Atlassian).
fn refreshes_as_code(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at(Kind::TokenRequest))?;
    let sent = failed.given("code").filter(|_| failed.grant() == Some("authorization_code"))?;
    let issued =
        case.flow.of(Kind::TokenRequest).any(|token| token.answer.text("refresh_token") == Some(sent));
    let named = || {
        let token = Jwt::read(sent)?;
        let of_kind = matches!(token.claim_text("typ"), Some("Refresh" | "Offline"));
        Some(of_kind || token.claims.keys().any(|name| name.ends_with("/rtt")))
    };
    (issued || named().unwrap_or_default()).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("What is redeemed as a `code` is a refresh token")
            .evidence(Evidence::at("Code", Location::param(failed, "code"), "is a refresh token"))
            .fix("Send it as `refresh_token` with `grant_type=refresh_token`.")
    })
}
