//! PingOne / PingFederate: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// PingOne / PingFederate.
pub static PROVIDER: Provider = Provider {
    id: "ping",
    name: "PingOne",
    recognise: Recognise {
        hosts: &["auth.pingone.com", "auth.pingone.eu", "auth.pingone.ca", "auth.pingone.asia"],
        issuers: &[r"^https://auth\.pingone\.(com|eu|ca|asia|com\.au|sg)/[0-9a-f-]{36}/as$"],
        paths: &["/{environmentId}/as/authorize", "/{environmentId}/as/token"],
        headers: &[("Set-Cookie", r"(?i)^PF(\.PERSISTENT)?=")],
    },
    errors: &[
        // https://github.com/pingidentity/pingone-sample-dotnet/issues/6
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Redirect URI mismatch",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not among the application's Redirect URIs (often entered as Signon URL).",
            fix: "Applications > (app) > Configuration > Redirect URIs.",
        },
    ],
    console: &[
        ("redirect URIs", "PingOne admin console › Applications › (app) › Configuration › Redirect URIs"),
        (
            "grants and auth method",
            "Configuration › Response type / Grant type / Token endpoint authentication method",
        ),
        ("scopes", "(app) › Resources"),
        ("users", "(app) › Access"),
    ],
};
