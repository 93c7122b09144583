//! Redirect URI of a form that is refused.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{
    redirect_uri_double_encoded, redirect_uri_fragment, redirect_uri_insecure, redirect_uri_relative,
    redirect_uri_wildcard,
};

pub static CAUSE: Cause = Cause {
    id: "redirect_uri_invalid",
    title: "Redirect URI of a form that is refused",
    says: "The provider refuses the redirect URI for its form",
    story: "Redirect URIs must be absolute and without a fragment; most providers also refuse plain \
            `http` other than loopback, wildcards, bare addresses or schemes of their own making.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its redirect URI",
    console: &["redirect URIs"],
    fix: &[
        "Use an absolute `https://` URI without `#`; for programs on a device `http://127.0.0.1` or a \
         registered scheme.",
        "Register that URI and send it unchanged.",
        "Log in again from the start.",
    ],
    refuted_by: &["Another client of the same provider uses a URI of the same form."],
    alike: &[
        &super::redirect_uri_mismatch_authorize::CAUSE,
        &super::https_required::CAUSE,
        &super::wrong_platform_type::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at(Kind::Registration) {
        return at_registration(case).or_else(|| case.said(&CAUSE));
    }
    if case.failed().is_some_and(|failed| crate::flow::beside_fragment(case.flow, failed)) {
        return case.found(&redirect_uri_fragment::RULE, Strength::Contradiction);
    }
    if !case.failed_at_authorization() {
        return case.said(&CAUSE);
    }
    let plain_http = case.says("(?i)(insecure|https|scheme|protocol)");
    if plain_http && case.finding(&redirect_uri_insecure::RULE).is_some() {
        return case.supported_by(&CAUSE, &[&redirect_uri_insecure::RULE], "(?i)ur[il]");
    }
    if let Some(weight) = implicit_over_http(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let rules = [
        &redirect_uri_fragment::RULE,
        &redirect_uri_double_encoded::RULE,
        &redirect_uri_relative::RULE,
        &redirect_uri_wildcard::RULE,
    ];
    if let Some(weight) = case.standing_out(&rules) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.supported_by(&CAUSE, &rules, "(?i)(redirect|callback|reply).?ur[il]")
}

/// A registration that is refused for the redirect URI (RFC 7591, section 3.2.2): nothing is there yet that it could differ
/// from.
fn at_registration(case: &Case<'_>) -> Option<Weight> {
    let named =
        case.error_code() == Some("invalid_redirect_uri") || case.says("(?i)(redirect|callback).?ur[il]");
    named.then(|| case.heard_too(Weight::new(Strength::ServerCode, 1.0), &CAUSE))
}

/// An implicit flow to plain http, at a URI that is registered: a web client may not have one (OpenID Connect Core, section
/// 3.2.2.1).
fn implicit_over_http(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::AuthorizationRequest)?;
    let (uri, wanted) = (request.given("redirect_uri")?, request.given("response_type")?);
    let implicit = !wanted.split(' ').any(|word| word == "code") && wanted != "none";
    let registered = case.config.redirect_uris.iter().flatten().any(|known| known == uri);
    let refused = implicit && registered && uri.starts_with("http://") && case.says("(?i)redirect");
    let says = "The URI is registered, and plain http: with an implicit flow a web client may not have that";
    refused.then(|| {
        Weight::new(Strength::ServerError, 1.0)
            .summary(says)
            .evidence(Evidence::at(
                "Redirect URI",
                Location::param(request, "redirect_uri"),
                format!("`{uri}`"),
            ))
            .fix("Use `https`, ask for a code, or register the client as a native one.")
    })
}
