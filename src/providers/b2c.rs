//! Azure AD B2C: how it is recognised and what its words mean. Below each address stands what was read there.

pub mod codes;

use crate::provider::{Provider, Recognise};

/// Azure AD B2C.
pub static PROVIDER: Provider = Provider {
    id: "b2c",
    name: "Azure AD B2C",
    recognise: Recognise {
        hosts: &["*.b2clogin.com"],
        issuers: &[
            r"^https://[a-z0-9-]+\.b2clogin\.com/[0-9a-f-]{36}/v2\.0/$",
            r"^https://[^/]+/tfp/[0-9a-f-]{36}/[^/]+/v2\.0/$",
        ],
        paths: &[],
        headers: &[],
    },
    // By number: see `codes`.
    errors: &[],
    console: &[
        ("redirect URIs", "Azure portal › Azure AD B2C › App registrations › (app) › Authentication"),
        (
            "client type / platform",
            "App registrations › (app) › Authentication: Web, Single-page application, Mobile and desktop",
        ),
        ("secrets", "App registrations › (app) › Certificates & secrets › Client secrets (column Value)"),
        ("scopes / API permissions", "App registrations › (app) › API permissions; Expose an API"),
        ("user flows and policies", "Azure AD B2C › User flows; Identity Experience Framework"),
        ("log", "Azure AD B2C › Audit logs; Application Insights of the policy, by correlation id"),
    ],
};
