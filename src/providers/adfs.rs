//! Active Directory Federation Services: how it is recognised and what its words mean. Below each address stands what was read there.

pub mod codes;

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Active Directory Federation Services.
pub static PROVIDER: Provider = Provider {
    id: "adfs",
    name: "Active Directory Federation Services",
    recognise: Recognise {
        hosts: &[],
        issuers: &["^https://[^/]+/adfs$", "^https?://[^/]+/adfs/services/trust$"],
        paths: &[
            "/adfs/oauth2/authorize",
            "/adfs/oauth2/authorize/",
            "/adfs/oauth2/token",
            "/adfs/oauth2/token/",
            "/adfs/oauth2/devicecode",
        ],
        headers: &[(
            "Set-Cookie",
            r"(?i)\bMSIS(Auth|Authenticated|SignOut|LoopDetectionCookie|Context|Session)\w*=",
        )],
    },
    errors: &[
        // seen in public code
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "MSIS9223",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "The client_id of the authorization request is not known.",
            fix: "Compare Client Identifier in AD FS Management > Application Groups > (group) > (application).",
        },
        // https://learn.microsoft.com/en-us/answers/questions/763044/an-error-occurs-when-i-configure-the-second-adfs-c
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "MSIS9224",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered for the client id (the page repeats both).",
            fix: "Application Groups > (group) > (native / server application) > Redirect URI: enter it and press Add.",
        },
        // https://github.com/snok/django-auth-adfs/issues/31
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "MSIS9321",
            causes: &[&c::scope_not_granted::CAUSE, &c::audience_invalid::CAUSE],
            means: "The client may not access the requested resource.",
            fix: "Web API > Client Permissions: add the client and tick the scopes (openid at least), or correct resource.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "MSIS9609",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri is not registered for this client_id.",
            fix: "Send the same registered redirect_uri as in the authorization request.",
        },
        // https://github.com/grafana/grafana/issues/17672
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "MSIS9612",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_mangled::CAUSE,
                &c::code_wrong_client::CAUSE,
            ],
            means: "The code is not valid: used, expired, cut, of another client, or redeemed with another verifier or node.",
            fix: "Redeem once and at once with the same client.",
        },
        // https://github.com/snok/django-auth-adfs/issues/1
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "MSIS9247",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
            means: "The code is not valid; seen after reloading the callback page.",
            fix: "Redirect away from the callback after the exchange.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "MSIS9615",
            causes: &[&c::refresh_token_expired::CAUSE],
            means: "The refresh token has expired (documented with status 401).",
            fix: "Sign in again; the SSO times are Set-AdfsProperties settings.",
        },
        // https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/6915
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "MSIS9622",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::wrong_platform_type::CAUSE,
            ],
            means: "Client authentication failed; also when a public library calls a confidential server application.",
            fix: "Reset the shared secret (Application Groups > server application > Credentials), or register a native application for public clients.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_resource",
            pattern: "MSIS9602",
            causes: &[&c::audience_invalid::CAUSE],
            means: "The resource parameter names no registered Web API.",
            fix: "Use an identifier of Web API > Identifiers.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "MSIS9659",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "User name or password of the password grant is wrong.",
            fix: "Correct them, or use the code flow.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "MSIS9611",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::grant_type_missing_or_wrong::CAUSE],
            means: "This grant type is not accepted (texts differ by version).",
            fix: "Use authorization_code or refresh_token, or a newer AD FS.",
        },
        // https://github.com/vouch/vouch-proxy/issues/206
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "MSIS9604",
            causes: &[&c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
            means: "A fault while issuing the token, for example a claim rule with an empty attribute store parameter.",
            fix: "Read AD FS > Admin event log by Activity ID; correct the issuance rules.",
        },
        // https://learn.microsoft.com/en-us/answers/questions/1180929/audience-in-access-token-issued-by-adfs-is-not-res
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "MSIS9921",
            causes: &[&c::access_token_wrong_audience::CAUSE],
            means: "userinfo got a token whose audience is another resource.",
            fix: "Leave resource out (audience urn:microsoft:userinfo), or take the claims from the ID token.",
        },
        // https://learn.microsoft.com/en-us/troubleshoot/windows-server/identity/overview-adfs-issues
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "MSIS7042",
            causes: &[&c::login_loop::CAUSE],
            means: "The same browser session asked too often in a short time: a loop between application and AD FS.",
            fix: "Find out why the application does not keep its session cookie.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "AD FS Management › Application Groups › (group) › (application) › Redirect URI; PowerShell Set-AdfsNativeClientApplication / Set-AdfsServerApplication -RedirectUri",
        ),
        (
            "client type",
            "in the group: Native application (public), Server application (confidential), Web API (resource)",
        ),
        ("secrets", "Server application › Credentials › Generate a shared secret"),
        ("scopes / permissions", "Web API › Client Permissions"),
        ("resource", "Web API › Identifiers"),
        ("users", "Web API › Access control policy"),
        ("allowed origins", "Set-AdfsResponseHeaders -EnableCORS $true -CORSTrustedOrigins"),
        ("log", "Event Viewer › AD FS › Admin, by Activity ID"),
    ],
};
