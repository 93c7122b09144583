//! Atlassian Cloud (3LO): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Atlassian Cloud (3LO).
pub static PROVIDER: Provider = Provider {
    id: "atlassian",
    name: "Atlassian Cloud",
    recognise: Recognise {
        hosts: &["auth.atlassian.com", "api.atlassian.com"],
        issuers: &[r"^https://auth\.atlassian\.com/?$"],
        paths: &[],
        headers: &[("atl-traceid", ".+"), ("atl-request-id", ".+")],
    },
    errors: &[
        // https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "(?i)unknown or invalid refresh token|refresh_token is invalid",
            causes: &[
                &c::refresh_token_reused::CAUSE,
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "Rotated away, unused for 90 days, or the account's password changed.",
            fix: "Store the newest token, refresh one at a time, consent again.",
        },
        // https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "Failed to parse Connect Session Auth Token",
            causes: &[&c::wrong_endpoint::CAUSE, &c::access_token_invalid::CAUSE],
            means: "The site itself takes no token of OAuth 2.0 (3LO): the gateway does.",
            fix: "Call `https://api.atlassian.com/ex/jira/{cloudId}/…` (Confluence: `/ex/confluence/…`); `https://api.atlassian.com/oauth/token/accessible-resources` tells the cloud id.",
        },
        // https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "User did not authorize the request",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "developer.atlassian.com/console/myapps › (app) › Authorization › OAuth 2.0 (3LO) › Callback URL",
        ),
        ("scopes", "(app) › Permissions"),
        ("secrets", "(app) › Settings"),
        ("publishing", "(app) › Distribution"),
    ],
};
