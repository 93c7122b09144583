//! HubSpot: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// HubSpot.
pub static PROVIDER: Provider = Provider {
    id: "hubspot",
    name: "HubSpot",
    recognise: Recognise {
        hosts: &["app.hubspot.com", "app-eu1.hubspot.com", "api.hubapi.com"],
        issuers: &[],
        paths: &[],
        headers: &[("x-hubspot-correlation-id", "^[0-9a-f-]{36}$")],
    },
    errors: &[
        // seen in public code
        Entry {
            place: Place::Token,
            status: None,
            error: "BAD_CLIENT_ID",
            pattern: "",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_content_type::CAUSE],
            means: "The client id is missing or unknown.",
            fix: "Copy it from (app) > Auth > App credentials, and send the request as a form.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: None,
            error: "BAD_CLIENT_SECRET",
            pattern: "",
            causes: &[&c::wrong_client_secret::CAUSE],
            means: "The secret is missing or wrong.",
            fix: "Copy it from (app) > Auth > App credentials.",
        },
        // https://github.com/veryfront/veryfront-code/pull/2134
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)mismatch between the scopes in the install URL and the app.s configured scopes",
            causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
            means: "The request asks for a scope that is not among the app's own, or leaves out one that the app requires.",
            fix: "Ask for the scopes under (app) > Auth > Scopes: all that are required there, and none that is not.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: None,
            error: "BAD_REFRESH_TOKEN",
            pattern: "not issued to this client",
            causes: &[&c::code_wrong_client::CAUSE, &c::wrong_client_id::CAUSE],
            means: "The refresh token is another app's than the one whose id and secret came with it.",
            fix: "Send client id and secret of the app for which the person installed it.",
        },
        Entry {
            place: Place::Token,
            status: None,
            error: "BAD_REFRESH_TOKEN",
            pattern: "",
            causes: &[&c::refresh_token_revoked::CAUSE, &c::code_wrong_client::CAUSE],
            means: "The refresh token is missing or unknown: the app was uninstalled, or the token is another app's.",
            fix: "Let the person install the app again.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "MISMATCH_REDIRECT_URI_AUTH_CODE",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs from the authorization request's.",
            fix: "Send the identical one.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "BAD_REDIRECT_URI",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "App > Auth > Redirect URLs.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "EXPIRED_AUTH_CODE",
            causes: &[&c::code_expired::CAUSE],
            means: "The code is too old.",
            fix: "Redeem at once.",
        },
    ],
    console: &[
        ("redirect URIs", "Developer account › Apps › (app) › Auth › Redirect URLs"),
        ("scopes", "(app) › Auth › Scopes"),
        ("secrets", "(app) › Auth › App credentials"),
    ],
};
