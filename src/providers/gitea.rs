//! Gitea and Forgejo: how they are recognised and what their words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Gitea, Forgejo.
pub static PROVIDER: Provider = Provider {
    id: "gitea",
    name: "Gitea",
    recognise: Recognise {
        hosts: &["gitea.com", "codeberg.org"],
        issuers: &[],
        paths: &[],
        headers: &[("Set-Cookie", "^i_like_gitea=")],
    },
    errors: &[
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "failed PKCE code challenge",
            causes: &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
            means: "The `code_verifier` is missing or does not hash to the `code_challenge` of the authorization request.",
            fix: "Send the verifier of the same login.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "invalid empty client secret",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_client_secret::CAUSE],
            means: "The application is confidential, and no secret came.",
            fix: "Send the secret, or clear \"Confidential Client\" at Settings > Applications > (application).",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "invalid client secret",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::secret_encoding::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "The secret is not the one of this application.",
            fix: "Regenerate it: Settings > Applications > (application).",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "cannot load client with client id",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "This server has no application of that id.",
            fix: "Compare the Client ID with Settings > Applications.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "unexpected redirect URI|redirect_uri differs from the original authorization request",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's `redirect_uri` is not registered, or not the one of the authorization request.",
            fix: "Send the same string in both requests.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "^client is not authorized$",
            causes: &[&c::code_reused::CAUSE, &c::code_wrong_client::CAUSE, &c::code_mangled::CAUSE],
            means: "The server knows no such code: it was used before, or is not one of this server.",
            fix: "Redeem each code once.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "authorization code expired",
            causes: &[&c::code_expired::CAUSE],
            means: "The code was redeemed too late.",
            fix: "Redeem it at once.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "authorization code already used",
            causes: &[&c::code_reused::CAUSE],
            means: "The code was redeemed before.",
            fix: "Redeem each code once.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "refresh token belongs to a different client",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "The refresh token was issued to another application.",
            fix: "Keep tokens apart by client.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "token was already used",
            causes: &[&c::refresh_token_reused::CAUSE],
            means: "Each refresh token is good for one use here, and this one was used.",
            fix: "Store the new refresh token of each answer.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "unable to parse refresh token",
            causes: &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is not one that this server can read: run out, cut, or signed with an older key.",
            fix: "Log in again.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "grant does not exist",
            causes: &[&c::refresh_token_revoked::CAUSE],
            means: "The person has withdrawn the grant.",
            fix: "Log in again.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Only refresh_token or authorization_code grant type is supported",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "Gitea knows no other grants.",
            fix: "Use the code flow.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "the request is denied",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person did not grant access.",
            fix: "Begin again.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Unregistered Redirect URI",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not among those of the application.",
            fix: "Add it: Settings > Applications > (application) > Redirect URIs.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Client ID not registered",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "This server has no application of that id.",
            fix: "Compare the Client ID with Settings > Applications.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "PKCE is required for public clients",
            causes: &[&c::pkce_required::CAUSE],
            means: "The application is public, and the request has no `code_challenge`.",
            fix: "Send `code_challenge` with `code_challenge_method=S256`.",
        },
        // https://github.com/go-gitea/gitea/blob/main/routers/web/auth/oauth2_provider.go
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "unsupported code challenge method",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "Only `S256` and `plain` are known, in this spelling.",
            fix: "Send `code_challenge_method=S256`.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Settings > Applications > Manage OAuth2 Applications > (application) > Redirect URIs",
        ),
        (
            "secret",
            "Settings > Applications > Manage OAuth2 Applications > (application) > Regenerate Secret",
        ),
    ],
};
