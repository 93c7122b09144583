//! Unregistered redirect URI.

use crate::cause::{Case, Cause, Evidence, Said, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::{Rule, others};
use crate::rules::authorization_request::{
    redirect_uri_missing, redirect_uri_not_registered, redirect_uri_placeholder,
    redirect_uri_scheme_of_proxy, request_object_redirect_uri,
};

pub static CAUSE: Cause = Cause {
    id: "redirect_uri_mismatch_authorize",
    title: "Unregistered redirect URI",
    says: "The `redirect_uri` of the authorization request is not registered for this client",
    story: "The provider sends codes only to addresses that are registered for the client, and compares \
            them as strings: scheme, host, port, path, slash at the end and letter case all count.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's list of redirect URIs",
    console: &["redirect URIs"],
    fix: &[
        "Register the URI that the client sends, letter for letter; or correct the client so that it \
         sends a registered one.",
        "Check that it is the registration of this `client_id`, in this environment.",
        "Log in again from the start.",
    ],
    refuted_by: &["The list of redirect URIs of exactly this client holds exactly the URI sent."],
    alike: &[
        &super::redirect_uri_invalid::CAUSE,
        &super::wrong_client_id::CAUSE,
        &super::https_required::CAUSE,
    ],
    weigh,
};

/// Supabase has led to the project's own address, since the one that the client wants is not among those it may lead to.
fn led_home(case: &Case<'_>) -> Option<Weight> {
    let (wanted, start, target) = crate::flow::led_home(case.flow, case.failed()?)?;
    let led = target.split(['?', '#']).next().unwrap_or_default();
    let place = others::place(start, "redirect_to");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The client wants to get the person back at `{wanted}`, and Supabase leads to `{led}`: the address is not among the project's redirect URLs"))
            .evidence(Evidence::at("Asked for", place, format!("`{wanted}`")))
            .fix(format!("Add `{wanted}` to the project's Redirect URLs; its Site URL is where it leads without one that fits.")),
    )
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = led_home(case) {
        return Some(weight);
    }
    // At a logout the words are about the URI after it.
    let is_malformed = super::malformed_parameter::escaped_twice(case).is_some();
    if case.failed_at(Kind::Logout)
        || case.standing_out(&[&redirect_uri_missing::RULE]).is_some()
        || is_malformed
    {
        return None;
    }
    if case.failed_at_authorization()
        && case.error_is_among(&[
            "invalid_request",
            "invalid_redirect_uri",
            "redirect_uri_mismatch",
            "unauthorized_client",
            "invalid_client",
            "invalid_grant",
            "access_denied",
        ])
    {
        let weight =
            case.proven_by(&CAUSE, &[BEFORE_PROXY, &[&redirect_uri_scheme_of_proxy::RULE]].concat())?;
        // A server that says in words what else it refuses has not come to the URI, or has passed it.
        let weight = match speaks_of_else(case) {
            true => weight.weaker(Strength::Fits).times(0.4),
            false => weight,
        };
        // A bare status fits anything; the URI is one of those that are registered.
        let registered = case.verdicts.passed(&redirect_uri_not_registered::RULE);
        let weight = match weight.strength {
            Strength::Status if registered => weight.times(0.6),
            _ => weight,
        };
        return Some(if is_of_proxy(case) { behind_proxy(weight) } else { weight });
    }
    case.said(&CAUSE)
}

/// Whether the server says clearly what else it refuses.
fn speaks_of_else(case: &Case<'_>) -> bool {
    let uri = |said: &Said| said.causes.iter().any(|named| named.id.starts_with("redirect_uri_"));
    case.hears_one_of(&[
        "wrong_client_id",
        "pkce_required",
        "pkce_method_rejected",
        "scope_invalid",
        "app_disabled",
        "grant_type_not_enabled",
        "embedded_browser_blocked",
        "app_not_published_or_test_user",
        "admin_consent_required",
    ]) && !case.heard.iter().any(uri)
}

static BEFORE_PROXY: &[&Rule] = &[
    &redirect_uri_not_registered::RULE,
    &request_object_redirect_uri::RULE,
    &redirect_uri_placeholder::RULE,
];

/// Whether nothing is wrong with the URI but that the client does not know of the TLS before it.
fn is_of_proxy(case: &Case<'_>) -> bool {
    case.finding(&redirect_uri_scheme_of_proxy::RULE).is_some()
        && BEFORE_PROXY.iter().all(|rule| case.finding(rule).is_none())
}

/// To register what the client sends would send the code in clear.
fn behind_proxy(weight: Weight) -> Weight {
    let again = "Log in again from the start.".to_owned();
    let fix = vec![redirect_uri_scheme_of_proxy::RULE.fix.to_owned(), again];
    Weight { fix, fix_is_whole: true, who: Some(Who::Client), ..weight }
}
