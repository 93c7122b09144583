//! Meta (Facebook Login): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Meta (Facebook Login).
pub static PROVIDER: Provider = Provider {
    id: "meta",
    name: "Meta",
    recognise: Recognise {
        hosts: &[
            "www.facebook.com",
            "graph.facebook.com",
            "m.facebook.com",
            "api.instagram.com",
            "graph.instagram.com",
        ],
        issuers: &[r"^https://(www|limited)\.facebook\.com$"],
        paths: &["/v{n}.{m}/dialog/oauth", "/v{n}.{m}/oauth/access_token"],
        headers: &[
            ("WWW-Authenticate", r#"OAuth "Facebook Platform""#),
            ("x-fb-trace-id", ".+"),
            ("facebook-api-version", r"^v\d+\.\d+$"),
        ],
    },
    errors: &[
        // https://github.com/omniauth/omniauth-instagram/pull/22
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "doesn't match original redirect URI",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI of the token request is not the one of the authorization request.",
            fix: "Send the same redirect URI in both requests, without the query of the callback.",
        },
        // https://github.com/thebergamo/react-native-fbsdk-next/issues/79
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)Facebook Login is currently unavailable for this app|looks like this app isn.t available",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::app_disabled::CAUSE],
            means: "The app lacks a step of its review: advanced access to `public_profile` and `email`, the data use check-up, or the verification of the business.",
            fix: "App dashboard: App Review > Permissions and Features > advanced access; Required actions.",
        },
        // https://github.com/thephpleague/oauth2-facebook/issues/17
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "require an appsecret_proof argument",
            causes: &[&c::missing_parameter::CAUSE, &c::server_misconfigured::CAUSE],
            means: "The app demands a proof of the secret with each call of a server, and none was sent.",
            fix: "Send `appsecret_proof`, the HMAC-SHA256 of the access token with the app secret.",
        },
        // https://github.com/node-facebook/facebook-node-sdk/issues/111
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "Invalid appsecret_proof provided",
            causes: &[&c::wrong_client_secret::CAUSE, &c::access_token_wrong_audience::CAUSE],
            means: "The proof was not made with the secret of the app to which the token belongs.",
            fix: "Make `appsecret_proof` (HMAC-SHA256 of this very token) with the secret of the app that the token was issued to.",
        },
        // https://github.com/r-lib/httr/issues/515
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Insecure Login Blocked|using a secure connection to transfer",
            causes: &[&c::https_required::CAUSE, &c::redirect_uri_invalid::CAUSE],
            means: "The login begins on a page, or leads to a redirect URI, without https.",
            fix: "Use https for both; Facebook Login › Settings › Enforce HTTPS cannot be switched off.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "does not have the capability to make this API call",
            causes: &[
                &c::api_not_enabled::CAUSE,
                &c::app_not_published_or_test_user::CAUSE,
                &c::insufficient_scope::CAUSE,
            ],
            means: "The app lacks the product or the review behind this call (code 3).",
            fix: "App dashboard > Add product, and ask for the review of its permissions.",
        },
        // https://github.com/chatwoot/chatwoot/issues/3510
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)JSSDK option is not toggled|toggle the .{0,8}Login with Javascript SDK",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::origin_not_allowed::CAUSE],
            means: "The login by Facebook's JavaScript is switched off for this app.",
            fix: "Facebook Login > Settings > Login with the JavaScript SDK: Yes, and enter the domain below it.",
        },
        // https://github.com/rgr4y/loltinder/issues/8
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "URL ([Bb]locked|blockiert|bloqu)|redirect URI is not (whitelisted|white-listed)",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not a valid OAuth redirect URI of the app, or web OAuth login is off.",
            fix: "App dashboard > Facebook Login > Settings > Valid OAuth Redirect URIs; Client and Web OAuth Login on.",
        },
        // https://github.com/darkwhispering/facebook-sdk-codeigniter/issues/57
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "domain of this URL is(n't| not) included",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect's domain is not among the app domains (code 191).",
            fix: "App settings > Basic > App Domains and Facebook Login > Settings.",
        },
        // https://github.com/afup/haphpy-birthday/issues/77
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(App [Nn]ot [Aa]ctive|App Not Setup|in development mode|still in development)",
            causes: &[&c::app_not_published_or_test_user::CAUSE],
            means: "The app is not live and the person has no role in it.",
            fix: "Switch App mode to Live, or App roles > Roles: add the person.",
        },
        // https://developers.facebook.com/docs/facebook-login/guides/permissions/
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid Scopes:",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A permission does not exist or is not available to the app.",
            fix: "Drop it or add the permission to the use case and pass App Review.",
        },
        // https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow/
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid App ID|PLATFORM__INVALID_APP_ID",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is no app.",
            fix: "Copy App ID of the dashboard.",
        },
        // https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow/
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "Permissions error",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Cancel (error_reason=user_denied).",
            fix: "Start again.",
        },
        // https://github.com/angular/angularfire/issues/2359
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "app is configured as a desktop app",
            causes: &[&c::wrong_platform_type::CAUSE],
            means: "The app is registered as a native or desktop app, and a server with a secret redeems the code.",
            fix: "App settings > Advanced > Native or desktop app? > No.",
        },
        // https://github.com/expo/expo/issues/8411
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "make sure your redirect_uri is identical",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs from the dialog's (code 100, subcode 36008): slash, scheme, query.",
            fix: "Send the very same redirect_uri.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "This authorization code has been used",
            causes: &[&c::code_reused::CAUSE],
            means: "The code was exchanged before (code 100, subcode 36009).",
            fix: "Exchange once.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "This authorization code has expired",
            causes: &[&c::code_expired::CAUSE],
            means: "The code is too old (code 100, subcode 36007).",
            fix: "Exchange at once.",
        },
        // http://stackoverflow.com/questions/14575477/facebook-exchange-code-for-token
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Invalid verification code format",
            causes: &[&c::code_mangled::CAUSE],
            means: "The code is altered (code 100).",
            fix: "Cut #_=_ off and decode once.",
        },
        // http://stackoverflow.com/questions/14575477/facebook-exchange-code-for-token
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Error validating client secret",
            causes: &[&c::wrong_client_secret::CAUSE],
            means: "The app secret is wrong (code 1).",
            fix: "App settings > Basic > App secret.",
        },
        // http://stackoverflow.com/questions/14575477/facebook-exchange-code-for-token
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Error validating application|Invalid application ID",
            causes: &[&c::wrong_client_id::CAUSE, &c::app_disabled::CAUSE],
            means: "The app id is wrong, or the app is deleted (code 101).",
            fix: "Copy App ID.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Missing (client_id|redirect_uri|client_secret) parameter",
            causes: &[&c::missing_parameter::CAUSE, &c::redirect_uri_missing::CAUSE],
            means: "The named parameter did not arrive.",
            fix: "Send it.",
        },
        // http://stackoverflow.com/questions/14575477/facebook-exchange-code-for-token
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Invalid grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "The grant type is unknown (code 100).",
            fix: "Leave it out for codes.",
        },
        // https://github.com/darkwhispering/facebook-sdk-codeigniter/issues/57
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Can't Load URL",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "Code 191: the redirect URI's domain is not the app's.",
            fix: "Add the domain; send the registered URI.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: r#""error_subcode":\s*(458|459|460|464|467|492)\b|has not authorized application|session (has been|was) invalidated|session is invalid because the user logged out|changed (the|their) password"#,
            causes: &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE],
            means: "Facebook has ended the token: the person removed the app, changed the password, logged out or must confirm the account (subcodes 458, 459, 460, 464, 467, 492).",
            fix: "Drop the stored token and log in again.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: r#"Error validating access token|"code":\s*190"#,
            causes: &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
            means: "The token is expired, revoked or of another app (code 190; subcodes 463 expired, 460 password changed, 458 app removed).",
            fix: "Log in again.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: r#""code":\s*(10|2\d\d)\b"#,
            causes: &[&c::insufficient_scope::CAUSE],
            means: "Permission missing.",
            fix: "Ask for the permission; App Review.",
        },
        // https://developers.facebook.com/docs/graph-api/guides/error-handling/
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: r#""code":\s*(4|17|32|613)\b"#,
            causes: &[&c::rate_limited::CAUSE],
            means: "Rate limit.",
            fix: "Wait.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "developers.facebook.com/apps › (app) › Facebook Login › Settings › Valid OAuth Redirect URIs",
        ),
        (
            "client type / switches",
            "Facebook Login › Settings › Client OAuth login, Web OAuth login, Enforce HTTPS, Embedded browser OAuth login",
        ),
        ("secrets", "App settings › Basic › App secret"),
        ("permissions", "Use cases › (case) › Permissions; App Review"),
        ("publishing / testers", "App mode (Development / Live); App roles › Roles"),
        ("domains", "App settings › Basic › App domains"),
        ("server addresses", "App settings › Advanced › Server IP allowlist"),
    ],
};
