//! Dex: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Dex.
pub static PROVIDER: Provider = Provider {
    id: "dex",
    name: "Dex",
    recognise: Recognise { hosts: &[], issuers: &["^https?://[^/]+/dex$"], paths: &[], headers: &[] },
    errors: &[
        // https://github.com/dexidp/dex/blob/master/connector/github/github.go
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"not in required (orgs|groups|org)|required group membership",
            causes: &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The person is in none of the groups that the connector's configuration demands.",
            fix: "Add the person, or the group to connectors[].config.",
        },
        // https://github.com/dexidp/dex/blob/master/server/handlers.go
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"User session error",
            causes: &[&c::session_cookie_lost::CAUSE, &c::login_required::CAUSE, &c::state_mismatch::CAUSE],
            means: "Dex no longer knows the login to which the answer of the provider behind it belongs: too old, used twice, or begun at another instance.",
            fix: "Begin the login anew; instances need one storage.",
        },
        // https://github.com/dexidp/dex/blob/master/server/refreshhandlers.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Refresh token is invalid or has already been claimed",
            causes: &[
                &c::refresh_token_reused::CAUSE,
                &c::refresh_token_revoked::CAUSE,
                &c::refresh_token_expired::CAUSE,
            ],
            means: "The refresh token was used before, or is no longer known.",
            fix: "Keep the newest one; expiry.refreshTokens sets how long the older stays good.",
        },
        // https://github.com/dexidp/dex/blob/master/server/oauth2.go
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_scope",
            pattern: r"(Unrecognized|Missing required) scope",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A scope is unknown to Dex, or openid is missing.",
            fix: "Ask for openid, and of profile, email, groups, offline_access those that are needed.",
        },
        // https://github.com/dexidp/dex/blob/master/connector/oidc/oidc.go
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Failed to authenticate: .{0,40}(missing .{0,30}claim|claim.{0,20}(missing|not found))",
            causes: &[&c::id_token_claims::CAUSE, &c::account_not_allowed::CAUSE],
            means: "What the provider behind the connector tells of the person lacks a claim.",
            fix: "Let that provider release the claim, or name another one in connectors[].config.claimMapping.",
        },
        // https://github.com/argoproj/argo-cd/issues/4408
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Failed to authenticate: (invalid|unknown)_scope",
            causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
            means: "The provider behind the connector refuses a scope that Dex asks for: Dex's client there does not have it.",
            fix: "Give Dex's client at that provider the scope, or set the connector's scopes.",
        },
        // https://github.com/dexidp/dex/tree/master/server
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Failed to authenticate: ",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "The connector could not use what the provider behind it answered.",
            fix: "Look at the connector's options in connectors[] (claimMapping, insecureSkipEmailVerified, scopes).",
        },
        // https://github.com/dexidp/dex/tree/master/server
        Entry {
            place: Place::Page,
            status: Some(404),
            error: "",
            pattern: "Invalid client_id",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "No static or stored client has this id.",
            fix: "Compare staticClients[].id.",
        },
        // https://github.com/dexidp/dex/tree/master/server
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Invalid client_id provided",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "The login state names an unknown client.",
            fix: "Start the login again.",
        },
        // https://github.com/dexidp/dex/tree/master/server
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Unregistered redirect_uri",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not listed for the client.",
            fix: "Add it to staticClients[].redirectURIs.",
        },
        // https://github.com/dexidp/dex/tree/master/server
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Failed to parse request",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "The request is malformed.",
            fix: "Encode the query properly.",
        },
        // https://github.com/int128/kubelogin/issues/93
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Invalid client credentials",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::wrong_client_id::CAUSE,
            ],
            means: "Secret absent or wrong, or id unknown.",
            fix: "Compare staticClients[].secret, or set public: true.",
        },
    ],
    console: &[
        ("redirect URIs", "config staticClients[].redirectURIs"),
        ("client type", "staticClients[].public"),
        ("secrets", "staticClients[].secret"),
        ("grants", "oauth2.grantTypes, oauth2.responseTypes"),
        ("connectors", "connectors[]"),
        ("allowed origins", "web.allowedOrigins"),
    ],
};
