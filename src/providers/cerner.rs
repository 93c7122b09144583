//! Oracle Health (Cerner): how it is recognised and what its codes mean. They are URNs, in `error_uri` or in the address of its
//! error page. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

const fn of(
    place: Place,
    pattern: &'static str,
    causes: &'static [&'static crate::cause::Cause],
    means: &'static str,
) -> Entry {
    Entry { place, status: None, error: "", pattern, causes, means, fix: "" }
}

/// Oracle Health (Cerner).
pub static PROVIDER: Provider = Provider {
    id: "cerner",
    name: "Oracle Health (Cerner)",
    recognise: Recognise {
        hosts: &["authorization.cerner.com", "authorization.sandboxcerner.com"],
        issuers: &[r"^https://[a-z0-9-]+\.(sandbox)?cerner\.com/"],
        paths: &["/protocols/oauth2/profiles/smart-v1/token"],
        headers: &[("Server", "^cloud_authorization_server$")],
    },
    errors: ERRORS,
    console: &[
        ("redirect URIs", "code Console › (app) › Redirect URI"),
        ("scopes / APIs", "code Console › (app) › Scopes"),
    ],
};

/// <https://github.com/cerner/fhir.cerner.com/blob/481d139213bfddd0dad2c6e149116b33a6bfd0fb/content/may2015/authorization.md>, for
/// all that follow. As newer servers write them, with hyphens and without the list's misspelling:
/// <https://github.com/cerner/fhir.cerner.com/blob/main/content/authorization.md>,
/// <https://forums.oracle.com/ords/apexds/post/access-denied-invalid-launch-code-error-being-redirected-f-6420>,
/// <https://forums.oracle.com/ords/apexds/post/cannot-get-access-token-from-cerner-using-postman-0761>,
/// <https://forums.oracle.com/ords/apexds/post/invalid-grant-for-r4-authorization-cerner-com-tenants-4126>.
static ERRORS: &[Entry] = &[
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*unknown-client",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The client is not registered.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*(invalid-redirect-uri|redirect-uri-not-registered)",
        &[&c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is not the registered one.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*redirect-uri-not-absolute",
        &[&c::redirect_uri_invalid::CAUSE],
        "The redirect URI is not absolute.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*(unknown-tenant|invalid-tenant|tenant-invalid)",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
        "The tenant in the address is none that this profile's endpoint knows.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*tenant-not-configured",
        &[&c::server_misconfigured::CAUSE, &c::wrong_endpoint::CAUSE],
        "The tenant has no sign-in for this persona.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*unauthorized-client-for-tenant",
        &[&c::app_not_published_or_test_user::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The client is not authorized for this tenant.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*unsupported-response-type",
        &[&c::response_type_not_enabled::CAUSE],
        "Another response type than `code` was asked for.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*denied-by-server",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The client may have none of the scopes that it asks for.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*(denied-by-user|authentication:cancelled)",
        &[&c::access_denied_by_user::CAUSE],
        "The person declined or cancelled.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*(invalid-patient-id|mismatch(t)?ed-identity)",
        &[&c::account_not_allowed::CAUSE],
        "Another person is signed in than the launch is for, or the record is not this person's.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*launch:(audience|launch-code)-required",
        &[&c::missing_parameter::CAUSE, &c::audience_invalid::CAUSE],
        "A launch scope was asked for without `aud` or `launch`.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*launch:(unknown-resource-server|audience-not-white-listed)",
        &[&c::audience_invalid::CAUSE],
        "`aud` is no resource server that is known here.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*launch:invalid-(launch-)?code",
        &[&c::malformed_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
        "`launch` is none that the record system has given.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*launch:(unsupported-version|unspecified|unregistered-service)",
        &[&c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
        "The record system does not resolve the launch.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*(server-error|preauthentication|authentication:error)",
        &[&c::server_error::CAUSE, &c::upstream_provider_error::CAUSE],
        "The server failed by itself.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:oauth2:grant:invalid-request",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "The authorization request is not of its form.",
    ),
    of(
        Place::Page,
        "urn:cerner:error:authorization-server:.*csrf-security-failure",
        &[&c::third_party_cookies_blocked::CAUSE, &c::session_cookie_lost::CAUSE],
        "What the server's own page sends to confirm the consent does not fit its cookie.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*tenant-terminated",
        &[&c::app_not_published_or_test_user::CAUSE, &c::app_disabled::CAUSE],
        "The client is no longer authorized for the tenant.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*unsupported-grant-type",
        &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
        "The grant type is none that the server has.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*token:invalid-redirect-uri",
        &[&c::redirect_uri_mismatch_token::CAUSE],
        "The redirect URI is not that of the authorization request.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*empty-scopes",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "No scope is left that the client may have.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*terminated-client",
        &[&c::app_disabled::CAUSE],
        "The client is no longer registered.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*code:client:mismatch",
        &[&c::code_wrong_client::CAUSE],
        "The code was issued to another client.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*(code:tenant|invalid-tenant|unknown-tenant)",
        &[&c::wrong_tenant_or_issuer::CAUSE],
        "The tenant is not the code's, or none that the client may use.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*(code:invalid|code-invalid-or-expired)",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "The code is used, expired or unknown.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*invalid[_-]authorization[_-]header",
        &[&c::wrong_client_auth_method::CAUSE, &c::missing_client_auth::CAUSE, &c::secret_encoding::CAUSE],
        "The credentials are not in the `Authorization` header as the server wants them.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*invalid[_-]client[_-]credentials",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
        "The client's id or secret is not right.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*refresh-token:token-invalid",
        &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
        "The refresh token is expired, or the person has ended it.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*refresh-token:session-invalid",
        &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
        "The refresh token was for the session (`online_access`), which has ended.",
    ),
    of(
        Place::Token,
        "urn:cerner:error:authorization-server:.*not-enabled-for-testing",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Client or tenant is not enabled for tokens for testing.",
    ),
];
