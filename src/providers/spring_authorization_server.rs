//! Spring Authorization Server: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Spring Authorization Server.
pub static PROVIDER: Provider = Provider {
    id: "spring-authorization-server",
    name: "Spring Authorization Server",
    recognise: Recognise { hosts: &[], issuers: &[], paths: &[], headers: &[] },
    errors: &[
        // https://github.com/spring-attic/spring-authorization-server/issues/680
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: r"\[invalid_request\] OAuth 2\.0 Parameter: redirect_uri",
            causes: &[
                &c::redirect_uri_mismatch_authorize::CAUSE,
                &c::redirect_uri_invalid::CAUSE,
                &c::redirect_uri_missing::CAUSE,
            ],
            means: "redirect_uri is absent, not registered, or refused for its form (older versions refuse the host localhost).",
            fix: "RegisteredClient.redirectUri(...); use http://127.0.0.1 instead of localhost.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: client_id",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is unknown or absent.",
            fix: "Register the client.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: r"OAuth 2\.0 Parameter: client_id",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The client lacks the authorization_code grant.",
            fix: "RegisteredClient.authorizationGrantType(AUTHORIZATION_CODE).",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: r"OAuth 2\.0 Parameter: scope",
            causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
            means: "A scope is not registered for the client.",
            fix: "RegisteredClient.scope(...).",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: code_challenge_method",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "The method is not S256.",
            fix: "Send S256.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: code_challenge",
            causes: &[&c::pkce_required::CAUSE],
            means: "PKCE is demanded (ClientSettings.requireProofKey).",
            fix: "Send code_challenge.",
        },
        // https://github.com/spring-attic/spring-authorization-server/issues/875
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: state",
            causes: &[&c::state_mismatch::CAUSE],
            means: "The consent's state is unknown.",
            fix: "Start again; use a state without + / =.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: r"OAuth 2\.0 Parameter: prompt",
            causes: &[&c::login_required::CAUSE],
            means: "prompt=none without a session.",
            fix: "Log in.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "consent_required",
            pattern: r"OAuth 2\.0 Parameter: prompt",
            causes: &[&c::consent_required::CAUSE],
            means: "prompt=none needs consent.",
            fix: "Log in interactively.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: r"OAuth 2\.0 Parameter: client_id",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person gave no consent.",
            fix: "Start again.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: request_uri",
            causes: &[&c::request_uri_invalid::CAUSE],
            means: "The pushed request is unknown, used or expired.",
            fix: "Push again.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client authentication failed: (client_id|client_secret|authentication_method|client_assertion|code_verifier)",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
            ],
            means: "The named part of the client authentication does not hold.",
            fix: "Compare with RegisteredClient (clientSecret with its encoder prefix, clientAuthenticationMethod).",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "^$",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Client authentication failed without detail.",
            fix: "Compare with RegisteredClient.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: r"Client authentication failed: code_verifier|OAuth 2\.0 Parameter: code_verifier|code_verifier",
            causes: &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
            means: "The verifier is absent or does not fit.",
            fix: "Send the verifier of this attempt.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "^$",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::refresh_token_expired::CAUSE,
            ],
            means: "Code or refresh token unknown, used, expired, of another client, or redirect_uri differs.",
            fix: "Compare with the authorization request.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "^$",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The grant is not registered for the client.",
            fix: "Add the grant type.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: r"OAuth 2\.0 Parameter: grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "Unknown grant.",
            fix: "Correct it.",
        },
        // https://github.com/spring-projects/spring-authorization-server/tree/main/oauth2-authorization-server/src/main/java/org/springframework/security/oauth2/server/authorization/authentication
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: r"OAuth 2\.0 Parameter: (grant_type|code|refresh_token|redirect_uri)",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::duplicate_parameter::CAUSE,
                &c::wrong_content_type::CAUSE,
            ],
            means: "The named parameter is absent or there twice.",
            fix: "Send it once in a form body.",
        },
    ],
    console: &[
        ("redirect URIs", "RegisteredClient.redirectUris / postLogoutRedirectUris"),
        ("client authentication", "RegisteredClient.clientAuthenticationMethods"),
        ("grants", "authorizationGrantTypes"),
        ("PKCE", "ClientSettings.requireProofKey"),
        ("consent", "ClientSettings.requireAuthorizationConsent"),
        ("secrets", "RegisteredClient.clientSecret"),
    ],
};
