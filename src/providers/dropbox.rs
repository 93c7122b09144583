//! Dropbox: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Dropbox.
pub static PROVIDER: Provider = Provider {
    id: "dropbox",
    name: "Dropbox",
    recognise: Recognise {
        hosts: &["www.dropbox.com", "api.dropboxapi.com", "api.dropbox.com"],
        issuers: &[r"^https://www\.dropbox\.com$"],
        paths: &[],
        headers: &[("X-Dropbox-Request-Id", "^[0-9a-f]{32}$")],
    },
    errors: &[
        // https://github.com/dropbox/dropbox-sdk-python/issues/203
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: r"Invalid redirect_uri\. It must exactly match",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "Not registered; the port counts.",
            fix: "App Console > (app) > Settings > OAuth 2 > Redirect URIs.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "code (doesn't exist or has expired|has already been used)",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
            means: "Used, old or unknown.",
            fix: "Redeem once.",
        },
    ],
    console: &[
        ("redirect URIs", "dropbox.com/developers/apps › (app) › Settings › OAuth 2 › Redirect URIs"),
        ("scopes", "(app) › Permissions"),
        ("publishing / users", "(app) › Settings › Development users; Status"),
        ("secrets", "(app) › Settings › App secret"),
    ],
};
