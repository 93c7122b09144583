//! ForgeRock / PingAM / OpenAM: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// ForgeRock / PingAM / OpenAM.
pub static PROVIDER: Provider = Provider {
    id: "forgerock",
    name: "ForgeRock",
    recognise: Recognise {
        hosts: &["*.forgeblocks.com", "*.id.forgerock.io"],
        issuers: &[r"^https?://[^/]+(:\d+)?/(openam|am|auth|sso)/oauth2(/.*)?$"],
        paths: &[
            "/am/oauth2/authorize",
            "/am/oauth2/realms/{realm}/authorize",
            "/openam/oauth2/authorize",
            "/am/oauth2/access_token",
            "/openam/oauth2/access_token",
        ],
        headers: &[("Set-Cookie", r"(?i)\b(iPlanetDirectoryPro|amlbcookie|OAUTH_REQUEST_ATTRIBUTES)=")],
    },
    errors: &[
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "Failed to resolve the redirect URI, no URI's registered",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The client has no redirect URI.",
            fix: "Applications > OAuth 2.0 > Clients > (client) > Redirection URIs.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "Missing parameter: redirect_uri|Failed to resolve the redirect URI",
            causes: &[&c::redirect_uri_missing::CAUSE],
            means: "redirect_uri is needed.",
            fix: "Send it.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "redirection URI provided does not match a pre-registered value",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "Add it under Redirection URIs.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: r"Unknown/invalid scope\(s\):",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A scope is not on the client's list.",
            fix: "Add it to Scope(s).",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "No scope requested and no default scope configured",
            causes: &[&c::missing_parameter::CAUSE],
            means: "No scope.",
            fix: "Send scope.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Missing expected scope=openid from request",
            causes: &[&c::scope_invalid::CAUSE],
            means: "openid is missing.",
            fix: "Add openid.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Invalid code challenge method specified",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "The method is not accepted.",
            fix: "Send S256.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "Resource Owner did not authorize the request",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person declined.",
            fix: "Start again.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "Client authentication failed",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
            ],
            means: "id or secret wrong, or other method.",
            fix: "Compare with the client's Core and Advanced tabs.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Authorization code doesn't exist",
            causes: &[&c::code_reused::CAUSE, &c::code_mangled::CAUSE],
            means: "The code is unknown or used.",
            fix: "Redeem once.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Authorization code expired",
            causes: &[&c::code_expired::CAUSE],
            means: "Too late.",
            fix: "Redeem at once.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Grant is not valid for the requested realm",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE],
            means: "Another realm issued the code or token.",
            fix: "Use the same realm path in both requests.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Token was issued to a different client",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "Another client uses it.",
            fix: "Use one client id.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "RefreshToken does not exist",
            causes: &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_reused::CAUSE],
            means: "Unknown refresh token.",
            fix: "Log in again.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "Grant type is not supported",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "Unknown or disabled grant.",
            fix: "Client > Advanced > Grant Types.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Grant type is not set",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
            means: "grant_type did not arrive.",
            fix: "Send a form body.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Invalid Content Type",
            causes: &[&c::wrong_content_type::CAUSE],
            means: "Not a form.",
            fix: "Send application/x-www-form-urlencoded.",
        },
        // https://github.com/OpenIdentityPlatform/OpenAM
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "slow_down",
            pattern: "polling interval has not elapsed",
            causes: &[&c::device_authorization_pending::CAUSE, &c::rate_limited::CAUSE],
            means: "Polled too fast.",
            fix: "Wait longer.",
        },
    ],
    console: &[
        ("redirect URIs", "Realm › Applications › OAuth 2.0 › Clients › (client) › Core › Redirection URIs"),
        ("client type", "Core › Client type"),
        ("auth method", "Advanced › Token Endpoint Authentication Method"),
        ("grants", "Advanced › Grant Types"),
        ("scopes", "Core › Scope(s)"),
    ],
};
