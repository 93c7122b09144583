//! OpenIddict: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::cause::Cause;
use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

const fn of(
    place: Place,
    pattern: &'static str,
    causes: &'static [&'static Cause],
    means: &'static str,
) -> Entry {
    Entry { place, status: None, error: "", pattern, causes, means, fix: "" }
}

/// OpenIddict.
pub static PROVIDER: Provider = Provider {
    id: "openiddict",
    name: "OpenIddict",
    recognise: Recognise { hosts: &[], issuers: &[], paths: &[], headers: &[] },
    errors: &[
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"only accepts HTTPS requests",
            causes: &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
            means: "The server sees http.",
            fix: "Forward X-Forwarded-Proto and use the forwarded headers middleware.",
        },
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: r"must be specified when using the specified client authentication",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_client_auth_method::CAUSE],
            means: "The request carries no credentials, and the client is a confidential one.",
            fix: "Send client_secret, or register the client as public.",
        },
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
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "The specified 'post_logout_redirect_uri' is not valid for this client application",
            &[&c::post_logout_redirect_uri_mismatch::CAUSE],
            "post_logout_redirect_uri is not registered.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2074|parameter is not valid in this context",
            &[&c::unexpected_parameter::CAUSE],
            "A parameter that this request must not have, such as `scope` where a code is redeemed.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2052|The specified 'scope' is invalid",
            &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            "A scope is none that the server has.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID20(51|65)|not allowed to use the (specified|'[a-z_]+') scope",
            &[&c::scope_not_granted::CAUSE],
            "Scope permission is missing.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2074|parameter is not valid in this context",
            &[&c::unexpected_parameter::CAUSE],
            "A parameter that this request must not have, such as `scope` where a code is redeemed.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2052|The specified 'scope' is invalid",
            &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            "A scope is none that the server has.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID20(51|65)|not allowed to use the (specified|'[a-z_]+') scope",
            &[&c::scope_not_granted::CAUSE],
            "Scope permission is missing.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2052|The specified 'client_id' is invalid",
            &[&c::wrong_client_id::CAUSE],
            "client_id is unknown.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2033|combination is invalid",
            &[&c::malformed_parameter::CAUSE, &c::response_type_not_enabled::CAUSE],
            "Response type and response mode do not go together.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2037|parameter cannot be used without '",
            &[&c::missing_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
            "A parameter comes without the one that belongs to it.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2040|parameters can only be used with a response type containing",
            &[&c::unexpected_parameter::CAUSE],
            "PKCE is for response types with `code`.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID2041|is not allowed when using PKCE",
            &[&c::response_type_not_enabled::CAUSE, &c::unexpected_parameter::CAUSE],
            "With PKCE no token may come from the authorization endpoint.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Page,
            "ID204[89]|not allowed to use the (implicit|hybrid) flow",
            &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
            "Grant or response type permission is missing.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID20(27|56)|not allowed to use the device authorization (flow|endpoint)",
            &[&c::grant_type_not_enabled::CAUSE],
            "Grant or endpoint permission is missing.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2057|must be specified when using the client credentials grant",
            &[&c::missing_client_auth::CAUSE],
            "The grant is for clients that prove themselves.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID206[678]|cannot be used without sending a client identifier",
            &[&c::missing_parameter::CAUSE, &c::missing_client_auth::CAUSE],
            "The request does not say for which client.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID207[01]|(device code|refresh token) cannot be used by this client",
            &[&c::code_wrong_client::CAUSE],
            "Another client redeems.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID20(02|11|17|21)|device code (is invalid|has already been redeemed|is no longer valid)",
            &[&c::device_code_expired::CAUSE, &c::code_reused::CAUSE],
            "The device code is used, expired or unknown.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2020|authorization associated with the authorization code is no longer valid",
            &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
            "The authorization behind the code was revoked, as a second redemption does.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Token,
            "ID2022|authorization associated with the refresh token is no longer valid",
            &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_reused::CAUSE],
            "The authorization behind the token was revoked.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Api,
            "ID2088|issuer associated to the specified token is not valid",
            &[&c::wrong_tenant_or_issuer::CAUSE],
            "The token is of an issuer that the API does not trust.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Api,
            "ID20(08|89)|token is not (an access token|of the expected type)",
            &[&c::wrong_token_type::CAUSE],
            "It is another kind of token.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Api,
            "ID209[01]|(signing key|signature) associated to the specified token (was|is) not",
            &[&c::access_token_invalid::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            "The API does not know the key that signed the token.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Api,
            "ID209[34]|token doesn't contain any audience|token cannot be used with this resource server",
            &[&c::access_token_wrong_audience::CAUSE],
            "The token is for another API.",
        ),
        // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Abstractions/OpenIddictResources.resx
        of(
            Place::Api,
            "ID2095|not allowed to perform the requested action",
            &[&c::insufficient_scope::CAUSE, &c::user_not_assigned::CAUSE],
            "Scope or role is missing.",
        ),
    ],
    console: &[
        ("redirect URIs", "OpenIddictApplicationDescriptor.RedirectUris / PostLogoutRedirectUris"),
        ("client type", "ClientType"),
        ("permissions", "Permissions (Endpoints, GrantTypes, ResponseTypes, Scopes)"),
        ("PKCE", "Requirements.Features.ProofKeyForCodeExchange"),
        ("secrets", "ClientSecret"),
    ],
};
