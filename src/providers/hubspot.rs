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
        paths: &["/oauth/v1/token", "/oauth/v3/token"],
        headers: &[("x-hubspot-correlation-id", "^[0-9a-f-]{36}$")],
    },
    errors: &[
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
