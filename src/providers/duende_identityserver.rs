//! Duende IdentityServer / IdentityServer4: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Duende IdentityServer / IdentityServer4.
pub static PROVIDER: Provider = Provider {
    id: "duende-identityserver",
    name: "Duende IdentityServer",
    recognise: Recognise {
        hosts: &["demo.duendesoftware.com"],
        issuers: &[],
        paths: &[],
        headers: &[("Set-Cookie", r"(?i)\bidsrv(\.session)?=")],
    },
    errors: &[
        // https://github.com/DuendeArchive/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"not configured to receive access tokens via browser",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The client may not get access tokens by way of the browser.",
            fix: "Set AllowAccessTokensViaBrowser, or better use the code flow.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "unauthorized_client",
            pattern: "Unknown client or client not enabled",
            causes: &[&c::wrong_client_id::CAUSE, &c::app_disabled::CAUSE],
            means: "client_id unknown or disabled.",
            fix: "Compare ClientId and Enabled in the clients' configuration.",
        },
        // https://github.com/DuendeArchive/IdentityServer4/issues/1927
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid redirect_uri",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered (unauthorized_client in older, invalid_request in newer versions).",
            fix: "Add it to Client.RedirectUris.",
        },
        // https://github.com/DuendeArchive/IdentityServer4/issues/4238
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "code challenge required",
            causes: &[&c::pkce_required::CAUSE],
            means: "RequirePkce is on.",
            fix: "Send code_challenge with S256, or set RequirePkce=false.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "Transform algorithm not supported|transform algorithm not supported",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "plain or unknown method.",
            fix: "Send S256.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "unauthorized_client",
            pattern: "Invalid grant type for client",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::response_type_not_enabled::CAUSE],
            means: "The response type's grant is not in AllowedGrantTypes.",
            fix: "Set Client.AllowedGrantTypes.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_scope",
            pattern: "Invalid scope|openid scope is missing",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A scope is unknown or not in AllowedScopes.",
            fix: "Add it to Client.AllowedScopes and the resources.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/AuthorizeRequestValidator.cs
        Entry {
            place: Place::Page,
            status: None,
            error: "unsupported_response_type",
            pattern: "Response type not supported|Missing response_type",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::missing_parameter::CAUSE],
            means: "Unknown response type.",
            fix: "Send response_type=code.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/TokenRequestValidator.cs
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "^$",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
            ],
            means: "id unknown or secret wrong (description is empty).",
            fix: "Compare ClientSecrets (stored as SHA-256).",
        },
        // https://github.com/IdentityServer/IdentityServer4/issues/4075
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "^$",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::redirect_uri_mismatch_token::CAUSE],
            means: "The grant is not allowed, or (older versions) the redirect_uri differs.",
            fix: "Set AllowedGrantTypes; send the identical redirect_uri.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/TokenRequestValidator.cs
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "^$",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_reused::CAUSE,
            ],
            means: "Code or refresh token invalid, verifier or client differ.",
            fix: "Read the server's log: it names the cause.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/TokenRequestValidator.cs
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_scope",
            pattern: "^$",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "A scope is not allowed.",
            fix: "Set AllowedScopes.",
        },
        // https://github.com/IdentityServer/IdentityServer4/blob/main/src/IdentityServer4/src/Validation/Default/TokenRequestValidator.cs
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "^$",
            causes: &[&c::wrong_content_type::CAUSE, &c::missing_parameter::CAUSE],
            means: "The body is no form or a parameter is too long.",
            fix: "Send a form body.",
        },
    ],
    console: &[
        ("redirect URIs", "Client.RedirectUris / PostLogoutRedirectUris"),
        ("grants", "Client.AllowedGrantTypes"),
        ("PKCE", "Client.RequirePkce"),
        ("secrets", "Client.ClientSecrets"),
        ("scopes", "Client.AllowedScopes; ApiScopes / ApiResources"),
        ("allowed origins", "Client.AllowedCorsOrigins"),
    ],
};
