//! Auth0 (Okta Customer Identity Cloud): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Auth0 (Okta Customer Identity Cloud).
pub static PROVIDER: Provider = Provider {
    id: "auth0",
    name: "Auth0",
    recognise: Recognise {
        hosts: &["*.auth0.com", "*.us.auth0.com", "*.eu.auth0.com", "*.au.auth0.com", "*.jp.auth0.com"],
        issuers: &[r"^https://[a-z0-9-]+(\.(us|eu|au|jp|uk|ca))?\.auth0\.com/$"],
        paths: &["/oauth/device/code"],
        headers: &[
            ("X-Auth0-RequestId", "^[0-9a-f]{16,}$"),
            ("Set-Cookie", r"(?i)\b(auth0|auth0_compat|did|did_compat)="),
        ],
    },
    errors: &[
        // https://github.com/jaredhanson/passport-oauth2/blob/master/lib/strategy.js
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "(?i)failed to obtain access token",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "Auth0 could not redeem the code of the other provider through which the person logs in.",
            fix: "Authentication > Social or Enterprise > (connection): enter client id and secret again.",
        },
        // https://auth0.com/docs/troubleshoot/basic-issues/check-error-messages
        Entry {
            place: Place::Token,
            status: None,
            error: "password_leaked",
            pattern: "",
            causes: &[&c::access_policy_blocked::CAUSE, &c::user_credentials_wrong::CAUSE],
            means: "The password is known from a data breach, and breached password detection refuses it.",
            fix: "Let the person reset the password.",
        },
        // https://github.com/auth0/Auth0.swift/blob/master/Auth0/AuthenticationError.swift
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(?i)wrong (phone number|email)( address)? or (verification code|password)|invalid (otp_code|binding_code)",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "The person's password or one-time code was wrong.",
            fix: "Type it again, or ask for a new code.",
        },
        // https://auth0.com/docs/troubleshoot/basic-issues/check-error-messages
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "couldn.t find your session",
            causes: &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
            means: "Auth0 does not find its own session of this login: back button, a bookmark of the login page, or its cookie is gone.",
            fix: "Begin the login anew at the application; do not bookmark the login page.",
        },
        // https://github.com/auth0/passport-wsfed-saml2/blob/master/lib/passport-wsfed-saml2/saml.js
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: r"Invalid thumbprint|Audience is invalid\. Configured|Signature check errors",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "The SAML response of the enterprise connection does not fit: certificate or audience are others than the configured ones.",
            fix: "Authentication > Enterprise > SAML > (connection): load the certificate anew, compare the Entity ID.",
        },
        // https://github.com/auth0/express-openid-connect/issues/301
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "is not part of the .{0,40}organization|does not belong to any organization",
            causes: &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The person is no member of the organization.",
            fix: "Organizations > (organization) > Members: add or invite the person.",
        },
        // https://github.com/auth0/Lock.swift/issues/259
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "connection (was disabled|is not enabled)|no connections enabled for",
            causes: &[&c::server_misconfigured::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The connection that should check the person is not enabled for this application.",
            fix: "Applications > (app) > Connections: switch it on.",
        },
        // https://github.com/auth0/Lock.swift/issues/259
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "connection (was disabled|is not enabled)|no connections enabled for",
            causes: &[&c::server_misconfigured::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The connection that should check the person is not enabled for this application.",
            fix: "Applications > (app) > Connections: switch it on.",
        },
        // https://github.com/auth0-samples/auth0-react-samples/issues/103
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "does not have a registered origin",
            causes: &[&c::origin_not_allowed::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "A silent request answers into the page (web_message), and the origin of its redirect URI is none of those that may receive that.",
            fix: "Applications > (app) > Settings > Allowed Web Origins: the page's origin; and Allowed Callback URLs: the redirect URI.",
        },
        // https://auth0.com/docs/get-started/authentication-and-authorization-flow/resource-owner-password-flow/call-your-api-using-resource-owner-password-flow
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "not configured with default connection",
            causes: &[&c::server_misconfigured::CAUSE, &c::missing_parameter::CAUSE],
            means: "The password grant has no database connection to check the person against.",
            fix: "Set Settings > General > Default Directory, or send realm with the grant http://auth0.com/oauth/grant-type/password-realm.",
        },
        // https://github.com/lobehub/lobehub/issues/4258
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "unauthorized_client",
            pattern: "Callback URL mismatch",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not in the application's Allowed Callback URLs (also letter case).",
            fix: "Applications > (app) > Settings > Allowed Callback URLs.",
        },
        // https://github.com/auth0/Auth0.swift/issues/182
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "",
            pattern: "redirect_uri is not in the list of allowed callback URLs|is not in the list of allowed callback URLs",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "Applications > (app) > Settings > Allowed Callback URLs, letter for letter.",
        },
        // https://auth0.com/docs/troubleshoot/basic-issues/check-error-messages
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Unknown client",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "No application of this tenant has the client_id.",
            fix: "Compare Client ID and Domain in Applications > (app) > Settings.",
        },
        // https://github.com/auth0-samples/auth0-react-samples/issues/201
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "Service not found:",
            causes: &[&c::audience_invalid::CAUSE],
            means: "The audience is no API identifier of this tenant.",
            fix: "Use an Identifier of Applications > APIs, or drop audience.",
        },
        // https://github.com/auth0-samples/auth0-react-samples/issues/201
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "access_denied",
            pattern: "Service not found:",
            causes: &[&c::audience_invalid::CAUSE],
            means: "The audience is no API identifier of this tenant.",
            fix: "Use an Identifier of Applications > APIs.",
        },
        // https://community.auth0.com/t/non-global-clients-are-not-allowed-access-to-apiv1/7050
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Non-global clients are not allowed access to APIv1",
            causes: &[&c::missing_parameter::CAUSE, &c::audience_invalid::CAUSE],
            means: "The request names no API, and this tenant has none by default: `audience` is missing.",
            fix: "Send `audience` with the Identifier of an API of Applications > APIs.",
        },
        // https://github.com/auth0/auth0-python/issues/173
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(?i)client is not authorized to access|create a .{0,2}client-grant",
            causes: &[&c::audience_invalid::CAUSE, &c::api_not_enabled::CAUSE],
            means: "The application is not authorized for this API: there is no client grant for its audience.",
            fix: "Applications > APIs > (api) > Machine to Machine Applications: authorize the application.",
        },
        // https://github.com/auth0/ruby-auth0/issues/190
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "unauthorized_client",
            pattern: "Grant type '[^']+' not allowed for the client",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The grant is not ticked for the application.",
            fix: "Applications > (app) > Settings > Advanced Settings > Grant Types.",
        },
        // https://github.com/datawire/ambassador-docs/pull/143
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "Grant type '[^']+' not allowed for the client",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::response_type_not_enabled::CAUSE],
            means: "The grant behind the response type is not ticked.",
            fix: "Tick Authorization Code (or Implicit) under Advanced Settings > Grant Types.",
        },
        // https://github.com/auth0/go-auth0/blob/main/test/data/recordings/authentication/TestLoginWithAuthCode/Should_throw_for_an_invalid_code.yaml
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "invalid_grant",
            pattern: "Invalid authorization code",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_mangled::CAUSE,
                &c::code_wrong_client::CAUSE,
            ],
            means: "The code is used, expired, cut or of another application.",
            fix: "Redeem once and at once, with the same client.",
        },
        // https://github.com/auth0/go-auth0/blob/main/authentication/oauth_test.go
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "invalid_grant",
            pattern: "Failed to verify code verifier",
            causes: &[&c::pkce_verifier_mismatch::CAUSE],
            means: "The verifier does not fit the challenge.",
            fix: "Keep the verifier per attempt; send it unchanged.",
        },
        // https://github.com/auth0/nextjs-auth0/issues/498
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "invalid_grant",
            pattern: "Unknown or invalid refresh token",
            causes: &[
                &c::refresh_token_reused::CAUSE,
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "The refresh token is expired, revoked, or was replaced by rotation.",
            fix: "Store the newest token and serialise refreshes; look at Applications > (app) > Refresh Token Rotation.",
        },
        // https://auth0.com/docs/api/authentication
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "access_denied",
            pattern: "Unauthorized",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Client authentication failed: wrong secret or wrong method.",
            fix: "Copy Client Secret and check Credentials > Authentication Method of the application.",
        },
        // https://auth0.com/docs/mfa/authenticate-with-ropg-and-mfa
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "mfa_required",
            pattern: "Multifactor authentication required",
            causes: &[&c::interaction_required::CAUSE],
            means: "Password or refresh grant while MFA is due.",
            fix: "Continue with the mfa_token, or use the redirect login.",
        },
        // https://github.com/auth0/go-auth0/blob/main/test/data/recordings/authentication/TestMFAVerifyWithOOB/Should_return_an_error_when_requesting_before_authorizing.yaml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "Authorization pending",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "The second factor or device login is not finished.",
            fix: "Repeat after the interval.",
        },
        // https://auth0.com/docs/authenticate/login/configure-silent-authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "Login required",
            causes: &[&c::login_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
            means: "prompt=none without a session, or its cookie was withheld.",
            fix: "Use refresh tokens with rotation or a custom domain; else log in interactively.",
        },
        // https://github.com/auth0/auth0-react/issues/65
        Entry {
            place: Place::Callback,
            status: None,
            error: "consent_required",
            pattern: "Consent required",
            causes: &[&c::consent_required::CAUSE],
            means: "Silent request needs consent: third-party app, or http://localhost.",
            fix: "Ask once interactively; enable Allow Skipping User Consent (works not on localhost).",
        },
        // https://github.com/auth0/auth0-react/issues/65
        Entry {
            place: Place::Page,
            status: Some(200),
            error: "",
            pattern: r#"authorization_response.{0,400}"?error"?: ?"consent_required"#,
            causes: &[&c::consent_required::CAUSE],
            means: "web_message answer: silent request needs consent.",
            fix: "Ask once interactively; not on localhost.",
        },
        // https://github.com/auth0/auth0-react/issues/65
        Entry {
            place: Place::Page,
            status: Some(200),
            error: "",
            pattern: r#"authorization_response.{0,400}"?error"?: ?"login_required"#,
            causes: &[&c::login_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
            means: "web_message answer: no session, or its cookie was withheld.",
            fix: "Use refresh tokens with rotation or a custom domain.",
        },
        // https://auth0.com/docs/authenticate/login/configure-silent-authentication
        Entry {
            place: Place::Callback,
            status: None,
            error: "interaction_required",
            pattern: "",
            causes: &[&c::interaction_required::CAUSE],
            means: "Silent request needs a page (MFA, redirect rule).",
            fix: "Repeat interactively.",
        },
        // https://auth0.com/docs/get-started/applications/confidential-and-public-applications/user-consent-and-third-party-applications
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "User did not authorize the request",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person declined consent.",
            fix: "Start again and accept.",
        },
        // https://auth0.com/docs/troubleshoot/basic-issues/check-error-messages
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized",
            pattern: "user is blocked",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is blocked in the tenant.",
            fix: "Unblock: User Management > Users > (user).",
        },
        // https://auth0.com/docs/customize/rules/use-cases
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized",
            pattern: "",
            causes: &[
                &c::access_policy_blocked::CAUSE,
                &c::account_not_allowed::CAUSE,
                &c::user_not_assigned::CAUSE,
            ],
            means: "A rule or action of the tenant denies this login.",
            fix: "Look at Monitoring > Logs (type f) and at the rules, actions and allow lists of the tenant.",
        },
        // https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger/post-login-api-object
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "^$",
            causes: &[&c::access_denied_by_user::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The person declined, or an action of the tenant denies this login.",
            fix: "Look at Monitoring > Logs.",
        },
        // https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger/post-login-api-object
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[
                &c::access_policy_blocked::CAUSE,
                &c::account_not_allowed::CAUSE,
                &c::user_not_assigned::CAUSE,
                &c::access_denied_by_user::CAUSE,
            ],
            means: "An action or rule of the tenant denies this login, in words of its own.",
            fix: "Look at Monitoring > Logs and at Actions > Triggers > post-login.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Applications › (app) › Settings › Application URIs › Allowed Callback URLs / Allowed Logout URLs",
        ),
        (
            "client type",
            "Applications › (app) › Settings › Application Type; Credentials › Authentication Method",
        ),
        ("grant types", "Applications › (app) › Settings › Advanced Settings › Grant Types"),
        ("secrets", "Applications › (app) › Settings › Basic Information › Client Secret (Rotate)"),
        ("scopes / APIs", "Applications › APIs › (api) › Permissions; (app) › APIs for machine clients"),
        ("allowed origins", "Applications › (app) › Settings › Allowed Web Origins / Allowed Origins (CORS)"),
        ("connections", "Applications › (app) › Connections"),
        ("signature algorithm", "Advanced Settings › OAuth › JsonWebToken Signature Algorithm"),
        ("users", "User Management › Users"),
        ("log", "Monitoring › Logs"),
    ],
};
