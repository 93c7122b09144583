//! Unregistered URI after logout.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::{Location, configured};
use crate::rules::session::logout_redirect_not_registered;

pub static CAUSE: Cause = Cause {
    id: "post_logout_redirect_uri_mismatch",
    title: "Unregistered URI after logout",
    says: "The `post_logout_redirect_uri` is not registered for this client",
    story: "After a logout the provider sends the browser only to addresses that are registered for that \
            purpose, in a list of their own.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's list of redirect URIs after logout",
    console: &["redirect URIs"],
    fix: &[
        "Register the URI sent, letter for letter, in the provider's list for logout.",
        "Send `id_token_hint` or `client_id` with the logout request, so that the provider knows whose \
         list it is.",
    ],
    refuted_by: &["The list for logout holds exactly the URI sent."],
    alike: &[
        &super::missing_parameter::CAUSE,
        &super::malformed_parameter::CAUSE,
        &super::unexpected_parameter::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let said = case.said(&CAUSE);
    if case.failed().is_none() {
        return case.found(&logout_redirect_not_registered::RULE, Strength::Contradiction);
    }
    if !case.failed_at(Kind::Logout) {
        return said;
    }
    // Where nothing is, nobody has compared an address.
    if case.status() == Some(404) && case.heard.iter().all(|said| said.strength <= Strength::Status) {
        return said;
    }
    // What is said of a redirect URI at a logout is said of this one.
    let said = said.or_else(|| {
        let redirect = &super::redirect_uri_mismatch_authorize::CAUSE;
        case.said(redirect).map(|weight| weight.summary(CAUSE.says))
    });
    let message = case.failed()?;
    if message.given("redirect_uri").is_some() && !message.params.has("post_logout_redirect_uri") {
        return said.map(|weight| {
            weight.fix("Send `post_logout_redirect_uri` with `id_token_hint`: `redirect_uri` is not taken at logout (Keycloak since 18).")
        });
    }
    let names = ["post_logout_redirect_uri", "returnTo", "logout_uri"];
    let Some((name, sent)) = names.iter().find_map(|name| Some((*name, message.given(name)?))) else {
        return said;
    };
    // Entra ID has one list for both.
    // https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
    let of_login = case.config.redirect_uris.as_deref().filter(|_| case.flow.provider.id == "entra");
    let Some(registered) = case.config.post_logout_redirect_uris.as_deref().or(of_login) else {
        return said.or_else(|| Some(Weight::new(Strength::Fits, 0.9)));
    };
    if registered.iter().any(|uri| uri == sent || configured::fits(uri, sent)) {
        return said.map(|weight| weight.times(0.25));
    }
    let place = Location::param(message, name);
    let evidence = Evidence::at("Sent", place, format!("`{sent}` is not among the registered ones"));
    Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).evidence(evidence), &CAUSE))
}
