//! authentik: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// authentik.
pub static PROVIDER: Provider = Provider {
    id: "authentik",
    name: "authentik",
    recognise: Recognise {
        hosts: &[],
        issuers: &["^https?://[^/]+/application/o/[^/]+/$"],
        paths: &["/application/o/authorize/", "/application/o/token/"],
        headers: &[
            ("X-authentik-id", ".+"),
            ("X-Powered-By", "^authentik$"),
            ("Set-Cookie", r"(?i)\bauthentik_(session|csrf)="),
        ],
    },
    errors: &[
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Page,
            status: None,
            error: "Redirect URI Error",
            pattern: "missing, invalid, or mismatching redirection URI",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::redirect_uri_missing::CAUSE],
            means: "redirect_uri is none of the provider's.",
            fix: "Applications > Providers > (provider) > Redirect URIs/Origins; the event log names both values.",
        },
        // https://github.com/goauthentik/authentik/issues/8127
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Flow does not apply to current user",
            causes: &[&c::server_misconfigured::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The flow that the provider is set to is one for another purpose, or a policy bound to it keeps this person out.",
            fix: "Applications > Providers > (provider) > Authentication flow: default-authentication-flow; look at the policies that are bound to the flow.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/policies/denied.py
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Request has been denied|Policy binding .{0,200} returned result",
            causes: &[&c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "A policy, group or user binding of the application does not let this person in.",
            fix: "Applications > (application) > Policy / Group / User Bindings: bind the person's group; with several bindings set the policy engine mode to `any`.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Page,
            status: None,
            error: "Client ID Error",
            pattern: r"client identifier \(client_id\) is missing or invalid",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is unknown.",
            fix: "Copy Client ID of the provider.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "resource owner or authorization server denied",
            causes: &[&c::access_denied_by_user::CAUSE, &c::user_not_assigned::CAUSE],
            means: "The person declined or a policy refused.",
            fix: "Look at the application's policy bindings.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "requested scope is invalid, unknown, or malformed",
            causes: &[&c::scope_invalid::CAUSE],
            means: "A scope is not mapped.",
            fix: "Provider > Advanced > Scopes.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Callback,
            status: None,
            error: "unsupported_response_type",
            pattern: "does not support obtaining an authorization code",
            causes: &[&c::response_type_not_enabled::CAUSE],
            means: "The response type is not supported.",
            fix: "Send response_type=code.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "requires End-User authentication",
            causes: &[&c::login_required::CAUSE],
            means: "Silent request without a session.",
            fix: "Log in.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Callback,
            status: None,
            error: "consent_required",
            pattern: "requires End-User ?consent",
            causes: &[&c::consent_required::CAUSE],
            means: "Consent is needed.",
            fix: "Log in interactively.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "Client authentication failed",
            // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/views/token.py
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::redirect_uri_mismatch_token::CAUSE,
            ],
            means: "id or secret wrong or absent, or a `redirect_uri` that is none of the provider's: authentik answers both so.",
            fix: "Copy Client ID and Secret of the provider; Client type Public for PKCE clients.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "invalid, expired, revoked, does not match the redirection URI",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_expired::CAUSE,
            ],
            means: "Code used or old, redirect_uri or verifier differ, refresh token over.",
            fix: "Compare redirect_uri and verifier; see the event log.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "not supported by the authorization server",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "Unknown grant.",
            fix: "Correct it.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_scope",
            pattern: "exceeds the scope granted",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "Refresh asks for more.",
            fix: "Ask for the granted ones.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "still pending",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "Device login not finished.",
            fix: "Poll on.",
        },
        // https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "expired_token",
            pattern: r#""?device_code"? has expired"#,
            causes: &[&c::device_code_expired::CAUSE],
            means: "Device code over.",
            fix: "Start again.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Admin interface › Applications › Providers › (provider) › Redirect URIs/Origins (strict or regex)",
        ),
        ("client type", "same page: Client type"),
        ("secrets", "same page: Client Secret"),
        ("scopes", "Advanced protocol settings › Scopes"),
        ("users", "Applications › (application) › Policy / Group / User Bindings"),
        ("log", "Events › Logs"),
    ],
};
