//! Unregistered redirect URI.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::authorization_request::{
    redirect_uri_not_registered, redirect_uri_placeholder, redirect_uri_scheme_of_proxy,
    request_object_redirect_uri,
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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // At a logout the words are about the URI after it.
    if case.failed_at(Kind::Logout) {
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
        return case.proven_by(
            &CAUSE,
            &[
                &redirect_uri_not_registered::RULE,
                &request_object_redirect_uri::RULE,
                &redirect_uri_placeholder::RULE,
                &redirect_uri_scheme_of_proxy::RULE,
            ],
        );
    }
    case.said(&CAUSE)
}
