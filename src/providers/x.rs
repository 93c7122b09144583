//! X (Twitter): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// X (Twitter).
pub static PROVIDER: Provider = Provider {
    id: "x",
    name: "X",
    recognise: Recognise {
        hosts: &["x.com", "twitter.com", "api.x.com", "api.twitter.com"],
        issuers: &[],
        paths: &["/i/oauth2/authorize", "/2/oauth2/token"],
        headers: &[
            ("x-transaction-id", "^[0-9a-f]+$"),
            ("Set-Cookie", r"(?i)\b(guest_id|personalization_id)="),
        ],
    },
    errors: &[
        // https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Something went wrong.*You weren.t able to give access to the App",
            causes: &[
                &c::redirect_uri_mismatch_authorize::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::pkce_required::CAUSE,
                &c::scope_invalid::CAUSE,
            ],
            means: "The authorize request is not acceptable: redirect URI, client id, scope or missing PKCE.",
            fix: "(app) > User authentication settings: callback URL exact, OAuth 2.0 on; send code_challenge.",
        },
        // https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
        // https://github.com/vellum-ai/vellum-assistant/pull/7546
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "unauthorized_client",
            pattern: "Missing valid authorization header",
            causes: &[
                &c::wrong_client_auth_method::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::wrong_platform_type::CAUSE,
            ],
            means: "A confidential client (a web app) must use Basic.",
            fix: "Send Authorization: Basic id:secret, or register a public (native, single page) app.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Value passed for the authorization code was invalid",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_mangled::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
            ],
            means: "The code is used, older than 30 seconds, altered, or redirect_uri / verifier differ.",
            fix: "Redeem at once (30 s).",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Value passed for the token was invalid",
            causes: &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is used or revoked.",
            fix: "Store the newest refresh token.",
        },
        // https://github.com/xdevplatform/samples/issues/58
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "client-not-enrolled|attached to a Project",
            causes: &[&c::api_not_enabled::CAUSE, &c::app_not_published_or_test_user::CAUSE],
            means: "The app is not attached to a project with v2 access.",
            fix: "Developer portal: attach the app to a project.",
        },
        // https://docs.x.com/fundamentals/authentication/guides/v2-authentication-mapping
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Unsupported Authentication|oauth2-app-only",
            causes: &[&c::wrong_token_type::CAUSE],
            means: "An app-only token where a user token is due.",
            fix: "Use the user's token.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "developer.x.com › Projects & Apps › (app) › User authentication settings › Callback URI",
        ),
        ("client type", "User authentication settings › Type of App"),
        ("secrets", "(app) › Keys and tokens › OAuth 2.0 Client ID and Client Secret"),
        ("project", "Projects & Apps"),
    ],
};
