//! Azure AD B2C: how it is recognised and what its words mean. Below each address stands what was read there.

pub mod codes;

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

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
    errors: &[
        // https://learn.microsoft.com/en-us/azure/active-directory-b2c/oauth2-error-technical-profile
        Entry {
            place: Place::Page,
            status: None,
            error: "access_denied",
            pattern: "AAD_Custom_",
            causes: &[
                &c::account_not_allowed::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::user_not_assigned::CAUSE,
            ],
            means: "The custom policy refuses this person by a rule of its own, and says why in its own words.",
            fix: "Look the number behind `AAD_Custom_` up in the policy, and put right what the rule asks of the account.",
        },
    ],
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
