//! Authelia: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise, fosite};

/// Authelia.
pub static PROVIDER: Provider = Provider {
    id: "authelia",
    name: "Authelia",
    recognise: Recognise {
        hosts: &[],
        issuers: &[],
        paths: &["/api/oidc/authorization", "/api/oidc/token"],
        headers: &[("Set-Cookie", r"(?i)\bauthelia_session=")],
    },
    errors: &ERRORS,
    console: &[
        ("redirect URIs", "configuration identity_providers.oidc.clients[].redirect_uris"),
        ("client type", "clients[].public"),
        ("client authentication", "clients[].token_endpoint_auth_method"),
        ("secrets", "clients[].client_secret (a digest is stored)"),
        ("scopes / grants", "clients[].scopes, grant_types, response_types"),
        ("users", "clients[].authorization_policy"),
        ("PKCE", "clients[].require_pkce"),
    ],
};

static ERRORS: [Entry; 3 + fosite::ERRORS.len()] = fosite::with([
    // https://github.com/owncloud/ocis/issues/9602 and https://github.com/ory/fosite/blob/master/handler/openid/validator.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: r"(?i)Used unknown value .{1,80} for prompt parameter",
        causes: &[&c::malformed_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
        means: "`prompt` holds a word that Authelia does not know: it has no choice of accounts (`select_account`).",
        fix: "Send `none`, `login` or `consent`, or leave `prompt` out.",
    },
    // https://github.com/authelia/authelia/tree/master/internal/oidc
    Entry {
        place: Place::Callback,
        status: None,
        error: "access_denied",
        pattern: "The user was denied access to this client",
        causes: &[&c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE],
        means: "The client's authorization policy denies this person.",
        fix: "Change identity_providers.oidc.clients[].authorization_policy.",
    },
    // https://github.com/authelia/authelia/tree/master/internal/oidc
    Entry {
        place: Place::Callback,
        status: None,
        error: "unsupported_response_mode",
        pattern: "omitted the response_mode making the default",
        causes: &[&c::malformed_parameter::CAUSE],
        means: "The default response mode is not allowed for the client.",
        fix: "Allow it in response_modes.",
    },
]);
