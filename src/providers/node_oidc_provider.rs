//! node-oidc-provider (also Logto and others): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

// https://github.com/panva/node-oidc-provider/issues/526
const NO_ROUTE: Entry = Entry {
    place: Place::Page,
    status: None,
    error: "invalid_request",
    pattern: "unrecognized route or not allowed method",
    causes: &[&c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE],
    means: "Nothing is at this path, or not by this method.",
    fix: "Take the address from the provider's metadata.",
};

/// node-oidc-provider (also Logto and others).
pub static PROVIDER: Provider = Provider {
    id: "node-oidc-provider",
    name: "node-oidc-provider",
    recognise: Recognise {
        hosts: &[],
        issuers: &[],
        paths: &[],
        headers: &[("Set-Cookie", r"(?i)\b_(session|interaction|interaction_resume)(\.legacy)?(\.sig)?=")],
    },
    errors: &[
        // https://github.com/panva/node-oidc-provider/blob/main/CHANGELOG.md
        // https://github.com/panva/node-oidc-provider/issues/610
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: r"unrecognized route or not allowed method \((POST on \S*/(auth|authorize|session/end|logout)|GET on \S*/session/end/confirm)\)",
            causes: &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "Since version 9 the endpoints for authorization and logout take no POST; the confirmation of a logout takes nothing else.",
            fix: "Send the browser there with GET, or set `enableHttpPostMethods` at the provider.",
        },
        // https://github.com/panva/node-oidc-provider/issues/526
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_request",
            pattern: r"unrecognized route or not allowed method \(GET on \S*/(token|request|introspection|revocation|device/auth)\)",
            causes: &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The endpoint takes POST.",
            fix: "Send it as POST, to its final address.",
        },
        Entry { place: Place::Page, ..NO_ROUTE },
        Entry { place: Place::Token, ..NO_ROUTE },
        Entry { place: Place::Api, ..NO_ROUTE },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_redirect_uri",
            pattern: "redirect_uri did not match any of the client's registered redirect_uris",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "Add it to the client's redirect_uris.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_client",
            pattern: "client is invalid",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is unknown.",
            fix: "Register the client.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "policy requires PKCE to be used for this request",
            causes: &[&c::pkce_required::CAUSE],
            means: "PKCE is demanded.",
            fix: "Send code_challenge with S256.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "not supported value of code_challenge_method|code_challenge_method must be provided",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "Method absent or not S256.",
            fix: "Send S256.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Pushed Authorization Request must be used",
            causes: &[&c::par_required::CAUSE],
            means: "PAR is demanded.",
            fix: "Push first.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request_uri",
            pattern: "request_uri is invalid, expired, or was already used|invalid request_uri",
            causes: &[&c::request_uri_invalid::CAUSE],
            means: "request_uri over.",
            fix: "Push again.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "requested scope is not allowed",
            causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
            means: "Not among the client's or server's scopes.",
            fix: "Allow it.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "openid scope must be requested",
            causes: &[&c::scope_invalid::CAUSE],
            means: "openid missing.",
            fix: "Add openid.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "requested response_type is not allowed for this client",
            causes: &[&c::response_type_not_enabled::CAUSE],
            means: "Response type not registered.",
            fix: "Add it to response_types.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "missing required parameter",
            causes: &[&c::missing_parameter::CAUSE],
            means: "The named parameter is absent.",
            fix: "Send it.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "End-User authentication is required",
            causes: &[&c::login_required::CAUSE],
            means: "No session.",
            fix: "Log in.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "End-User aborted interaction",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person cancelled.",
            fix: "Start again.",
        },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "client authentication failed",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Unknown client, wrong secret or method.",
            fix: "Compare with the registration (token_endpoint_auth_method).",
        },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "grant request is invalid",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
                &c::refresh_token_reused::CAUSE,
            ],
            means: "One text for every fault: code used, old, unknown, redirect_uri, verifier, refresh token.",
            fix: "Compare with the authorization request; the server's grant.error event has the detail.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "requested grant type is not allowed for this client",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Grant not registered.",
            fix: "Add it to grant_types.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "Unknown grant.",
            fix: "Correct it.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/shared
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "only application/x-www-form-urlencoded content-type bodies are supported",
            causes: &[&c::wrong_content_type::CAUSE],
            means: "Wrong Content-Type.",
            fix: "Send a form.",
        },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_dpop_proof",
            pattern: "",
            causes: &[&c::dpop_invalid::CAUSE],
            means: "DPoP proof faulty.",
            fix: "Correct it.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "use_dpop_nonce",
            pattern: "",
            causes: &[&c::dpop_invalid::CAUSE],
            means: "Nonce needed.",
            fix: "Repeat with DPoP-Nonce.",
        },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "still pending",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "Not finished.",
            fix: "Poll on.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/actions/grants
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "expired_token",
            pattern: "",
            causes: &[&c::device_code_expired::CAUSE],
            means: "Device code over.",
            fix: "Start again.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "insufficient_scope",
            pattern: "access token missing (openid|requested) scope",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "userinfo needs openid.",
            fix: "Request openid.",
        },
        // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/errors.js
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "invalid token provided",
            causes: &[
                &c::access_token_invalid::CAUSE,
                &c::access_token_expired::CAUSE,
                &c::access_token_wrong_audience::CAUSE,
            ],
            means: "Token unknown or expired, or bound to another audience.",
            fix: "Use a fresh token.",
        },
        // https://github.com/panva/node-oidc-provider/tree/main/lib/
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "post_logout_redirect_uri not registered",
            causes: &[&c::post_logout_redirect_uri_mismatch::CAUSE],
            means: "Not registered.",
            fix: "Register it.",
        },
    ],
    console: &[
        ("redirect URIs", "client metadata redirect_uris / post_logout_redirect_uris"),
        ("client type / auth", "token_endpoint_auth_method, application_type"),
        ("grants", "grant_types, response_types"),
        ("allowed origins", "configuration clientBasedCORS"),
        ("PKCE", "configuration pkce.required"),
    ],
};
