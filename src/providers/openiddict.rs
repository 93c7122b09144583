//! OpenIddict: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// OpenIddict.
pub static PROVIDER: Provider = Provider {
    id: "openiddict",
    name: "OpenIddict",
    recognise: Recognise { hosts: &[], issuers: &[], paths: &[], headers: &[] },
    errors: &[
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2043|The specified 'redirect_uri' is not valid for this client application",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "Add it to the application descriptor: RedirectUris.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2052|The specified 'client_id' is invalid",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is unknown (the same id serves other parameters too; the text names which).",
            fix: "Register the client or correct the id.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2030|must be a valid absolute URI",
            causes: &[&c::redirect_uri_invalid::CAUSE],
            means: "A URI parameter is not absolute.",
            fix: "Use an absolute URI.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2031|must not include a fragment",
            causes: &[&c::redirect_uri_invalid::CAUSE],
            means: "The URI has a fragment.",
            fix: "Drop the fragment.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "ID2029|The mandatory '(?:[^']*)' parameter is missing",
            causes: &[&c::missing_parameter::CAUSE, &c::pkce_required::CAUSE],
            means: "The named parameter is absent.",
            fix: "Send it.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "ID2054|parameter required for this client application is missing",
            causes: &[&c::missing_client_auth::CAUSE, &c::pkce_required::CAUSE],
            means: "A parameter that this client must send is absent (client_secret or code_challenge).",
            fix: "Send it.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "ID2046|not allowed to use the authorization endpoint",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Endpoint permission is missing.",
            fix: "Add Permissions.Endpoints.Authorization.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "ID2047|not allowed to use the authorization code flow",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Grant permission is missing.",
            fix: "Add Permissions.GrantTypes.AuthorizationCode.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "ID2051|not allowed to use the specified scope",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "Scope permission is missing.",
            fix: "Add Permissions.Prefixes.Scope + name.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "unsupported_response_type",
            pattern: "ID2032|The specified '(?:[^']*)' is not supported",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::pkce_method_rejected::CAUSE],
            means: "The value is not supported (response_type, code_challenge_method, grant_type ...).",
            fix: "Enable it on the server or send another.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "ID2055|The specified client credentials are invalid",
            causes: &[&c::wrong_client_secret::CAUSE, &c::secret_encoding::CAUSE],
            means: "The secret is wrong.",
            fix: "Compare the secret.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2053|parameter is not valid for this client application",
            causes: &[&c::public_client_sends_secret::CAUSE],
            means: "A public client sends a secret.",
            fix: "Leave client_secret out.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2087|Multiple client credentials cannot be specified",
            causes: &[&c::duplicate_client_auth::CAUSE],
            means: "Two methods at once.",
            fix: "Send one.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "ID2174|client authentication method is not supported",
            causes: &[&c::wrong_client_auth_method::CAUSE],
            means: "The method is not enabled.",
            fix: "Use another method.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2001|The specified authorization code is invalid",
            causes: &[&c::code_mangled::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The code is unknown or altered.",
            fix: "Send the code unchanged.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2010|authorization code has already been redeemed",
            causes: &[&c::code_reused::CAUSE],
            means: "Used twice.",
            fix: "Redeem once.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2016|authorization code is no longer valid",
            causes: &[&c::code_expired::CAUSE, &c::code_reused::CAUSE],
            means: "Expired or revoked.",
            fix: "Start again.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2069|authorization code cannot be used by this client",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "Another client redeems.",
            fix: "Use one client id.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2072|doesn't match the client redirection URI the authorization code was initially sent to",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs.",
            fix: "Send the identical one.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2073|cannot be used when no '(?:[^']*)' was specified in the authorization request",
            causes: &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
            means: "A verifier without a challenge.",
            fix: "Send code_challenge first.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2003|The specified refresh token is invalid",
            causes: &[&c::refresh_token_revoked::CAUSE],
            means: "Unknown or altered.",
            fix: "Log in again.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2012|refresh token has already been redeemed",
            causes: &[&c::refresh_token_reused::CAUSE],
            means: "Rotated away.",
            fix: "Store the newest.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ID2018|refresh token is no longer valid",
            causes: &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "Expired or revoked.",
            fix: "Log in again.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "ID2064|not allowed to use the specified grant type",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Grant permission is missing.",
            fix: "Add the grant permission.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "ID2063|not allowed to use the token endpoint",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Endpoint permission is missing.",
            fix: "Add Permissions.Endpoints.Token.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "ID2014|authorization has not been granted yet by the end user",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "Device login not finished.",
            fix: "Poll on.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "access_denied",
            pattern: "ID2015|authorization was denied by the end user",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "Refused.",
            fix: "Start again.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2083|only accepts HTTPS requests",
            causes: &[&c::https_required::CAUSE],
            means: "The server sees http.",
            fix: "Forward X-Forwarded-Proto and use the forwarded headers middleware.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2084|The specified HTTP method is not valid",
            causes: &[&c::wrong_http_method::CAUSE],
            means: "Wrong method.",
            fix: "POST.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2081|mandatory 'Content-Type' header is missing",
            causes: &[&c::wrong_content_type::CAUSE],
            means: "No Content-Type.",
            fix: "Send application/x-www-form-urlencoded.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "ID2082|specified 'Content-Type' header is invalid",
            causes: &[&c::wrong_content_type::CAUSE],
            means: "Not a form.",
            fix: "Send application/x-www-form-urlencoded.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "ID2129|No correlation cookie associated with the specified state",
            causes: &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
            means: "OpenIddict client: the correlation cookie did not come back.",
            fix: "Check SameSite, https and host.",
        },
    ],
    console: &[
        ("redirect URIs", "OpenIddictApplicationDescriptor.RedirectUris / PostLogoutRedirectUris"),
        ("client type", "ClientType"),
        ("permissions", "Permissions (Endpoints, GrantTypes, ResponseTypes, Scopes)"),
        ("PKCE", "Requirements.Features.ProofKeyForCodeExchange"),
        ("secrets", "ClientSecret"),
    ],
};
