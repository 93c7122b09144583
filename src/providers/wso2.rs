//! WSO2 Identity Server / Asgardeo: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// WSO2 Identity Server / Asgardeo.
pub static PROVIDER: Provider = Provider {
    id: "wso2",
    name: "WSO2 Identity Server",
    recognise: Recognise {
        hosts: &["api.asgardeo.io"],
        issuers: &["^https?://[^/]+(/t/[^/]+)?/oauth2/token$"],
        paths: &[
            "/t/{tenant}/oauth2/authorize",
            "/t/{tenant}/oauth2/token",
            "/authenticationendpoint/oauth2_error.do",
            "/authenticationendpoint/login.do",
        ],
        headers: &[("Set-Cookie", r"(?i)\b(commonAuthId|atbv|opbs)=")],
    },
    errors: &[
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_client",
            pattern: "A valid OAuth client could not be found for client_id",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "client_id is unknown in this tenant.",
            fix: "Compare the client ID of Applications > (app) > Protocol; check /t/{tenant}.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "A valid OAuth client could not be found for client_id",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "client_id is unknown in this tenant.",
            fix: "Compare client id and tenant.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client (credentials are invalid|Authentication failed)",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "The secret is wrong.",
            fix: "Regenerate the secret under Protocol.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client ID not found in the request",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_content_type::CAUSE],
            means: "No client id arrived.",
            fix: "Send Basic or form credentials.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "client MUST NOT use more than one",
            causes: &[&c::duplicate_client_auth::CAUSE],
            means: "Two authentication methods.",
            fix: "Send one.",
        },
        // https://github.com/wso2/financial-services-accelerator/issues/118
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Transport certificate not found in the request",
            causes: &[&c::mtls_required::CAUSE, &c::proxy_altered_request::CAUSE],
            means: "The client certificate is missing (or the proxy dropped it).",
            fix: "Present the certificate; pass it on at the TLS proxy.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Refresh token is expired",
            causes: &[&c::refresh_token_expired::CAUSE],
            means: "Expired.",
            fix: "Log in again.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "authenticated client is not authorized to use this authorization grant type",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The grant is not allowed for the app.",
            fix: "Protocol > Allowed grant types.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "User denied the consent",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person declined.",
            fix: "Start again.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "Authentication required",
            causes: &[&c::login_required::CAUSE],
            means: "Silent request without a session, or login failed.",
            fix: "Log in.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Invalid request with repeated parameters",
            causes: &[&c::duplicate_parameter::CAUSE],
            means: "A parameter is there twice.",
            fix: "Send it once.",
        },
        // https://github.com/wso2-extensions/identity-inbound-auth-oauth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Unsupported PKCE Challenge Method",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "PAR: the method is not accepted.",
            fix: "Send S256.",
        },
    ],
    console: &[
        ("redirect URIs", "Console › Applications › (app) › Protocol › Authorized redirect URLs"),
        ("grants", "Protocol › Allowed grant types"),
        ("client type", "Protocol › Public client"),
        ("secrets", "Protocol › Client secret"),
        ("allowed origins", "Protocol › Allowed origins"),
        ("PKCE", "Protocol › PKCE"),
    ],
};
