//! Google Identity: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Google Identity.
pub static PROVIDER: Provider = Provider {
    id: "google",
    name: "Google Identity",
    recognise: Recognise {
        hosts: &[
            "accounts.google.com",
            "oauth2.googleapis.com",
            "www.googleapis.com",
            "openidconnect.googleapis.com",
            "identitytoolkit.googleapis.com",
            "securetoken.googleapis.com",
            "sts.googleapis.com",
        ],
        issuers: &[r"^https://accounts\.google\.com$", r"^accounts\.google\.com$"],
        paths: &["/o/oauth2/v2/auth", "/o/oauth2/auth", "/oauth2/v4/token"],
        headers: &[],
    },
    errors: &[
        // https://github.com/openclaw/gogcli/issues/338
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "invalid_rapt|reauth related error",
            causes: &[
                &c::interaction_required::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::refresh_token_expired::CAUSE,
            ],
            means: "The Workspace administrator limits how long a session of Google Cloud lasts, and the person has to prove who they are again.",
            fix: "Let the person sign in again; Admin console > Security > Google Cloud session control exempts trusted apps.",
        },
        // https://developers.google.com/identity/protocols/oauth2/policies#secure-response-handling
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "policy for keeping apps secure",
            causes: &[
                &c::redirect_uri_invalid::CAUSE,
                &c::wrong_platform_type::CAUSE,
                &c::redirect_uri_mismatch_authorize::CAUSE,
            ],
            means: "The request breaks a rule for its kind of client: the redirect URI has a scheme of its own, a private host or plain http, or the flow is retired.",
            fix: "Use an https redirect URI on a public domain, or a client of the type that the app is.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        // https://github.com/googleapis/google-api-php-client/issues/783
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "Not a valid email|Invalid email or User ID",
            causes: &[&c::account_not_allowed::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The assertion names an account that does not exist: in `sub` the person to act for, or in `iss` the service account.",
            fix: "Put the e-mail address of an existing account into `sub`, and `client_email` of the key file into `iss`.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_scope",
            pattern: "(?i)empty or missing scope",
            causes: &[&c::scope_invalid::CAUSE, &c::missing_parameter::CAUSE],
            means: "The assertion has no `scope`.",
            fix: "Put the scopes, separated by spaces, into the assertion.",
        },
        // https://github.com/firebase/firebase-android-sdk/issues/4823
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "is stale to sign-in",
            causes: &[&c::id_token_expired_clock_skew::CAUSE],
            means: "The ID token that is handed to Firebase was issued too long ago.",
            fix: "Get a new ID token from the provider, and hand it over at once.",
        },
        // https://firebase.google.com/docs/reference/rest/auth
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "INVALID_(PASSWORD|LOGIN_CREDENTIALS)|EMAIL_NOT_FOUND",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "The address or the password of the person is wrong.",
            fix: "Type them again, or reset the password.",
        },
        // https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow#authorization-errors-origin-mismatch
        Entry {
            place: Place::Page,
            status: None,
            error: "redirect_uri_mismatch",
            pattern: "register the JavaScript origin",
            causes: &[&c::origin_not_allowed::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The page's origin is not an authorised JavaScript origin of this client.",
            fix: "Google Auth Platform > Clients > (client) > Authorised JavaScript origins.",
        },
        // https://support.google.com/cloud/answer/7454865
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(hasn.t|has not) been verified to access|risky-access-by-unreviewed-apps",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::scope_not_granted::CAUSE],
            means: "The scope is sensitive, and Google has not verified this project for it.",
            fix: "Submit the project for verification under Google Auth Platform > Verification Center, or log in with a test user till then.",
        },
        // https://autogestaohomeoffice.blogspot.com
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"\borigin=(file:|null\b)",
            causes: &[&c::origin_not_allowed::CAUSE, &c::redirect_uri_invalid::CAUSE],
            means: "The page that begins the login was opened from the disk: `file:` is nobody's origin and cannot be registered.",
            fix: "Serve the page from `http://localhost:PORT` and register that origin under Clients > (client) > Authorised JavaScript origins.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors-redirect-uri-mismatch
        Entry {
            place: Place::Page,
            status: None,
            error: "redirect_uri_mismatch",
            pattern: "comply with Google.s OAuth 2.0 policy",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not an authorised one of this client.",
            fix: "Google Auth Platform > Clients > (client) > Authorised redirect URIs.",
        },
        // https://developers.google.com/identity/protocols/oauth2/limited-input-device
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "Invalid client type|Only clients of type .{0,6}TVs and Limited Input devices",
            causes: &[&c::wrong_platform_type::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The device flow is for clients of the type TVs and Limited Input devices.",
            fix: "Make a client of that type at Clients > Create client, and use its id and secret.",
        },
        // https://github.com/joshcarty/google-searchconsole/issues/69
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "can only be used by a Client ID for native application|not allowed for (the )?'?WEB'? client type",
            causes: &[&c::wrong_platform_type::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is one of installed applications, and the client is of type Web application.",
            fix: "Create a client of type Desktop app under Google Auth Platform > Clients, or send a registered https redirect URI.",
        },
        // https://github.com/Juby210/SwiftBackupPrem/issues/1
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)custom (uri )?schemes? (is|are) not enabled",
            causes: &[&c::redirect_uri_invalid::CAUSE, &c::wrong_platform_type::CAUSE],
            means: "The redirect URI has a scheme of the app's own, which Google takes only from clients that it is switched on for.",
            fix: "Google Auth Platform > Clients > (Android client) > Advanced settings: enable Custom URI scheme; or send an https link that opens the app.",
        },
        // https://developers.google.com/identity/protocols/oauth2/resources/oob-migration
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "out-of-band \\(OOB\\) flow has been blocked",
            causes: &[&c::redirect_uri_invalid::CAUSE, &c::wrong_platform_type::CAUSE],
            means: "Google has switched off the redirect URI `urn:ietf:wg:oauth:2.0:oob`.",
            fix: "Send a loopback redirect URI (http://127.0.0.1:PORT) with a Desktop client, or a registered https one.",
        },
        // https://github.com/googleapis/google-api-ruby-client/issues/720
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "Robot is disabled",
            causes: &[&c::account_not_allowed::CAUSE, &c::app_disabled::CAUSE],
            means: "The service account is switched off, or its project's account was deleted.",
            fix: "Enable it under IAM & Admin > Service Accounts.",
        },
        // https://github.com/davideast/firebase-react-native-sample/issues/30
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "not allowed to be used with this application|audience in ID Token .{0,200}does not match",
            causes: &[&c::id_token_audience::CAUSE],
            means: "Firebase does not take the ID token: it is for a client of another project.",
            fix: "Ask with the Web client id of the Firebase project, or add the client id under Authentication > Sign-in method > Google > Safelist client IDs.",
        },
        // https://github.com/firebase/firebase-ios-sdk/issues/10462
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "MISSING_OR_INVALID_NONCE|nonce in ID Token .{0,200}does not match|Nonce is missing in the request",
            causes: &[&c::nonce_mismatch::CAUSE],
            means: "The provider gets the SHA-256 of the nonce, Firebase the nonce itself; one of them got another value.",
            fix: "Send the hash as `nonce` in the authorization request, and the raw value as `nonce` of the credential.",
        },
        // https://docs.cloud.google.com/identity-platform/docs/use-rest-api and https://github.com/OHIF/Viewers/issues/602
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "OPERATION_NOT_ALLOWED|CONFIGURATION_NOT_FOUND|identity provider configuration is not found",
            causes: &[
                &c::server_misconfigured::CAUSE,
                &c::app_disabled::CAUSE,
                &c::grant_type_not_enabled::CAUSE,
            ],
            means: "This sign-in provider is not switched on in the Firebase project.",
            fix: "Firebase console > Authentication > Sign-in method: enable the provider.",
        },
        // seen in public code
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "(?i)error getting access token from .{0,300}invalid_client",
            causes: &[&c::wrong_client_secret::CAUSE, &c::upstream_provider_error::CAUSE],
            means: "Firebase redeems the code with id and secret of its own settings, and the provider does not take them.",
            fix: "Firebase console > Authentication > Sign-in method > (provider): enter client id and secret again.",
        },
        // https://firebase.google.com/docs/reference/rest/auth
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "USER_DISABLED",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is switched off in the Firebase project.",
            fix: "Firebase console > Authentication > Users: enable it.",
        },
        // https://firebase.google.com/docs/reference/rest/auth
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "INVALID_REFRESH_TOKEN|USER_NOT_FOUND",
            causes: &[
                &c::refresh_token_revoked::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::account_not_allowed::CAUSE,
            ],
            means: "The refresh token is none of this project, or its account is gone.",
            fix: "Sign in again; see that API key and refresh token are of one project.",
        },
        // https://docs.cloud.google.com/identity-platform/docs/use-rest-api
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "PROJECT_NUMBER_MISMATCH",
            causes: &[&c::code_wrong_client::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is of another Firebase project than the API key.",
            fix: "Use the API key of the project that issued the token.",
        },
        // https://firebase.google.com/docs/reference/rest/auth
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "^TOKEN_EXPIRED",
            causes: &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
            means: "The session is not valid any more: password changed, account changed, or revoked.",
            fix: "Let the person sign in again.",
        },
        // https://github.com/cube-js/cube/pull/11046
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "audience in ID Token",
            causes: &[
                &c::id_token_audience::CAUSE,
                &c::client_assertion_audience::CAUSE,
                &c::audience_invalid::CAUSE,
            ],
            means: "The subject token is not made for this workload identity provider.",
            fix: "Let the token's `aud` be the full resource name of the provider, or add its value to the allowed audiences.",
        },
        // https://github.com/google-github-actions/auth/blob/main/docs/TROUBLESHOOTING.md
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "issuer in ID Token",
            causes: &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The subject token is of another issuer than the workload identity provider names.",
            fix: "Compare `iss` with the issuer URI of the provider.",
        },
        // https://github.com/terraform-google-modules/terraform-example-foundation/issues/1362
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "rejected by the attribute condition",
            causes: &[&c::access_policy_blocked::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The attribute condition of the workload identity provider refuses the token's claims.",
            fix: "Correct the condition, or present a token whose claims it takes.",
        },
        // https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "connecting to the given credential's issuer",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "Google cannot read metadata or keys of the subject token's issuer.",
            fix: "Publish metadata and keys where Google reaches them, or upload the key set.",
        },
        // https://github.com/thephpleague/oauth2-google/issues/42
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Conflict params:",
            causes: &[&c::unexpected_parameter::CAUSE, &c::malformed_parameter::CAUSE],
            means: "Two parameters exclude each other: `approval_prompt` is the old name of what `prompt` says.",
            fix: "Leave `approval_prompt` out.",
        },
        // https://github.com/googleapis/google-api-php-client/issues/1821
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid parameter value for ",
            causes: &[&c::malformed_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
            means: "The named parameter has a value that Google does not know.",
            fix: "Correct the value, or leave the parameter out.",
        },
        // https://developers.google.com/identity/gsi/web/guides/get-google-api-clientid
        Entry {
            place: Place::Page,
            status: None,
            error: "origin_mismatch",
            pattern: "",
            causes: &[&c::origin_not_allowed::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The page's origin is not an authorised JavaScript origin of this client.",
            fix: "Clients > (client) > Authorised JavaScript origins.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "redirect_uri_mismatch",
            pattern: "Error 400: redirect_uri_mismatch",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not an authorised one of this client.",
            fix: "APIs & Services > Credentials (Google Auth Platform > Clients) > (client) > Authorised redirect URIs.",
        },
        // https://github.com/interaapps/pastefy/issues/53
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: r"doesn't comply with Google's OAuth 2\.0 policy",
            causes: &[
                &c::redirect_uri_invalid::CAUSE,
                &c::redirect_uri_mismatch_authorize::CAUSE,
                &c::wrong_platform_type::CAUSE,
            ],
            means: "The request breaks a policy: redirect form (http, raw IP, private host), embedded view or out-of-band.",
            fix: "Open error details on the page; use an https redirect URI on a public domain or http://localhost.",
        },
        // https://github.com/browserslist/browserslist-ga/issues/43
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "loopback flow has been blocked",
            causes: &[&c::wrong_platform_type::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "A loopback redirect with a Web, iOS or Android client.",
            fix: "Create a client of type Desktop app.",
        },
        // https://github.com/googleworkspace/cli/issues/586
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "Required parameter is missing: response_type",
            causes: &[&c::missing_parameter::CAUSE, &c::account_not_allowed::CAUSE],
            means: "Also shown by mistake when an Internal app is opened with a foreign account.",
            fix: "Send response_type=code; sign in with an account of the organisation.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server#uri-validation
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "device_id and device_name are required for private IP",
            causes: &[&c::redirect_uri_invalid::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI's host is a private address; Google takes `localhost` and public names only.",
            fix: "Use `http://localhost`, or a public host name with https.",
        },
        // https://support.google.com/accounts/answer/16668185
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "(Missing required parameter|Required parameter is missing|device_id and device_name are required)",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::redirect_uri_invalid::CAUSE,
                &c::unexpected_parameter::CAUSE,
            ],
            means: "A parameter is absent or not allowed for this client type or host name.",
            fix: "Open error details on the page and correct the named parameter.",
        },
        // https://support.google.com/accounts/answer/16668185
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_scope",
            pattern: "Some requested scopes (cannot be shown|were invalid)",
            causes: &[&c::scope_invalid::CAUSE],
            means: "A scope is unknown or misspelt.",
            fix: "Correct the scope; see the list of Google scopes.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "admin_policy_enforced",
            pattern: "admin_policy_enforced",
            causes: &[&c::admin_consent_required::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The Workspace administrator does not allow this client or these scopes.",
            fix: "Admin console > Security > Access and data control > API controls > Manage app access: trust the client id.",
        },
        // https://support.google.com/accounts/answer/16668185
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "access_not_configured",
            pattern: "access_not_configured",
            causes: &[&c::admin_consent_required::CAUSE],
            means: "A Workspace for Education administrator has not configured the app.",
            fix: "Ask the administrator to configure access for the app.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "org_internal",
            pattern: "org_internal|restricted to users within its organization",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The app's audience is Internal and the account is outside.",
            fix: "Use an account of the organisation or set Audience > User type to External.",
        },
        // https://github.com/MicrosoftEdge/WebView2Browser/issues/34
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "browser or app may not be secure",
            causes: &[&c::embedded_browser_blocked::CAUSE],
            means: "Google takes the browser for an embedded or automated one.",
            fix: "Open the system browser; in tests, use a session that was made by hand.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "disallowed_useragent",
            pattern: "disallowed_useragent",
            causes: &[&c::embedded_browser_blocked::CAUSE],
            means: "The page was opened in an embedded web view.",
            fix: "Open the system browser (Custom Tabs, ASWebAuthenticationSession).",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: None,
            error: "access_denied",
            pattern: "has not completed the Google verification process|currently being tested|403 ?: access_denied",
            causes: &[&c::app_not_published_or_test_user::CAUSE],
            means: "The app is in testing and the account is no test user.",
            fix: "Google Auth Platform > Audience > Test users: add the account, or publish the app.",
        },
        // https://github.com/rclone/rclone/issues/6643
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "rate_limit_exceeded",
            pattern: "rate_limit_exceeded|reached its login count limit",
            causes: &[&c::rate_limited::CAUSE],
            means: "The app's new-user rate is used up.",
            fix: "Wait; use an own client id; ask for verification or a higher limit.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: Some(401),
            error: "invalid_client",
            pattern: "The OAuth client was not found|Error 401: invalid_client",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id does not exist (placeholder, typo, other project).",
            fix: "Copy the client ID from Credentials (ends in .apps.googleusercontent.com).",
        },
        // https://pastebin.com/r6JwGSMM
        Entry {
            place: Place::Page,
            status: Some(401),
            error: "invalid_client",
            pattern: "no support email|no registered origin",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::origin_not_allowed::CAUSE],
            means: "The consent screen has no support e-mail, or the origin is not registered.",
            fix: "Complete Google Auth Platform > Branding; add the origin.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Page,
            status: Some(401),
            error: "deleted_client",
            pattern: "deleted_client|The OAuth client was deleted",
            causes: &[&c::app_disabled::CAUSE, &c::wrong_client_id::CAUSE],
            means: "The client was deleted.",
            fix: "Restore it within 30 days or create a new one.",
        },
        // https://support.google.com/accounts/answer/16668185
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Parameter not allowed for this message type",
            causes: &[&c::unexpected_parameter::CAUSE],
            means: "The named parameter does not belong to this response type or kind of client.",
            fix: "Leave the named parameter out.",
        },
        // https://support.google.com/accounts/answer/7539956
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "policy_enforced|Advanced Protection prevented",
            causes: &[&c::access_policy_blocked::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The account is in the Advanced Protection Program, which lets no such app in.",
            fix: "Use another account, or an app that Google has verified for it.",
        },
        // https://github.com/eboudrant/net.ebt.muzei.miyazaki/issues/8
        Entry {
            place: Place::Page,
            status: Some(401),
            error: "disabled_client",
            pattern: "disabled_client|The OAuth client was disabled",
            causes: &[&c::app_disabled::CAUSE],
            means: "The client or its project is disabled.",
            fix: "Look for a mail from Google; see the project's Credentials page.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Cancel on the consent page.",
            fix: "Start again and allow.",
        },
        // https://developers.google.com/identity/openid-connect/openid-connect
        Entry {
            place: Place::Callback,
            status: None,
            error: "interaction_required",
            pattern: "",
            causes: &[
                &c::login_required::CAUSE,
                &c::interaction_required::CAUSE,
                &c::consent_required::CAUSE,
            ],
            means: "prompt=none and a page is needed.",
            fix: "Repeat without prompt=none.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "The OAuth client was not found",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id does not exist.",
            fix: "Copy the client ID.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "The provided client secret is invalid",
            causes: &[&c::wrong_client_secret::CAUSE, &c::secret_encoding::CAUSE],
            means: "The secret does not belong to this client id.",
            fix: "Copy an enabled secret: Clients > (client) > Client secrets.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "^Unauthorized$",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::secret_encoding::CAUSE,
            ],
            means: "The secret does not belong to this client id, or this is not the client that was granted anything.",
            fix: "Compare client id and secret with the console; renew with the client that got the refresh token.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "client_secret is missing",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_platform_type::CAUSE],
            means: "A Web or Desktop client sends no secret.",
            fix: "Send client_secret (Desktop clients too), or use an Android / iOS / UWP client.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "redirect_uri_mismatch",
            pattern: "",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect_uri differs from the authorization request's or is not registered.",
            fix: "Send the identical redirect_uri; postmessage for codes of the popup mode.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Malformed auth code",
            causes: &[&c::code_mangled::CAUSE],
            means: "The code is decoded wrongly or cut (4%2F… against 4/…).",
            fix: "Decode the code from the query once and encode it once in the body.",
        },
        // https://github.com/googleapis/google-api-nodejs-client/issues/3680
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "verifier is not needed",
            causes: &[&c::unexpected_parameter::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
            means: "A verifier comes with a code that was asked for without a challenge.",
            fix: "Leave `code_verifier` out, or send `code_challenge` with the authorization request.",
        },
        // https://github.com/googleapis/google-api-java-client/issues/1479
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Missing code verifier",
            causes: &[&c::pkce_missing::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
            means: "The code was asked for with a challenge, and its redemption brings no verifier.",
            fix: "Keep the verifier until the callback, and send it with the code.",
        },
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Invalid code verifier",
            causes: &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
            means: "The verifier does not fit the challenge.",
            fix: "Send the verifier of this very attempt.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "^Bad Request$",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "The code is used or expired, or the refresh token is not one of this client.",
            fix: "Redeem once; for refresh use the client that got the token.",
        },
        // https://developers.google.com/google-ads/api/docs/get-started/common-errors
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Token has been expired or revoked",
            causes: &[
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
                &c::app_not_published_or_test_user::CAUSE,
            ],
            means: "The refresh token is over: revoked, six months unused, password change with Gmail scopes, or seven days while in testing.",
            fix: "Audience > Publish app; then let the person sign in again with access_type=offline&prompt=consent.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Invalid JWT Signature",
            causes: &[&c::client_assertion_invalid::CAUSE, &c::client_assertion_expired::CAUSE],
            means: "Google does not know the key that signed the assertion: rotated away, deleted, or of another service account.",
            fix: "Use a key that is listed under IAM & Admin > Service Accounts > (account) > Keys.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Failed audience check",
            causes: &[&c::client_assertion_audience::CAUSE],
            means: "The assertion's `aud` is not Google's token endpoint.",
            fix: "Put `https://oauth2.googleapis.com/token` into `aud`.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Invalid JWT|short-lived token",
            causes: &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "Service account assertion with wrong clock, key or claims.",
            fix: "Synchronise the clock; exp at most one hour after iat.",
        },
        // https://developers.google.com/identity/protocols/oauth2/service-account
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "unauthorized_client",
            pattern: "Client is unauthorized to retrieve access tokens using this method",
            causes: &[&c::admin_consent_required::CAUSE, &c::scope_not_granted::CAUSE],
            means: "Domain-wide delegation lacks this client or scope.",
            fix: "Admin console > Security > API controls > Domain-wide delegation: add client id and scopes.",
        },
        // https://developers.google.com/identity/protocols/oauth2/limited-input-device
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "Invalid grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
            means: "grant_type is absent, misspelt, or the body was not read as a form.",
            fix: "Send grant_type=authorization_code form-encoded.",
        },
        // https://developers.google.com/identity/protocols/oauth2/limited-input-device
        Entry {
            place: Place::Token,
            status: Some(428),
            error: "authorization_pending",
            pattern: "",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "The device login is not finished.",
            fix: "Poll on at the interval.",
        },
        // https://developers.google.com/youtube/v3/docs/errors
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "youtubeSignupRequired",
            causes: &[&c::account_not_allowed::CAUSE, &c::grant_type_missing_or_wrong::CAUSE],
            means: "The account has no YouTube channel: so it is with every service account.",
            fix: "Let a person who owns a channel log in once (authorization code), and keep the refresh token.",
        },
        // https://developers.google.com/identity/protocols/oauth2/limited-input-device
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "slow_down",
            pattern: "",
            causes: &[&c::device_authorization_pending::CAUSE, &c::rate_limited::CAUSE],
            means: "Polled too fast.",
            fix: "Raise the interval.",
        },
        // https://developers.google.com/identity/protocols/oauth2/limited-input-device
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused on the device page.",
            fix: "Start again.",
        },
        // https://developers.google.com/identity/protocols/oauth2/web-server
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "(accessNotConfigured|SERVICE_DISABLED|has not been used in project|is not found and cannot be used for API calls)",
            causes: &[&c::api_not_enabled::CAUSE],
            means: "The API is not enabled in the project.",
            fix: "APIs & Services > Library > (API) > Enable.",
        },
        // https://developers.google.com/workspace/drive/api/guides/handle-errors
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "domainPolicy|domain (policy|administrators) (has|have) disabled",
            causes: &[&c::admin_consent_required::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The organisation's administrator has switched apps like this one off.",
            fix: "The administrator allows the app: Admin console > Security > API controls, or the settings of the service (Drive: Features and Applications).",
        },
        // https://developers.google.com/workspace/admin/directory/v1/limits
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "domainCannotUseApis|[Dd]omain cannot use apis",
            causes: &[&c::api_not_enabled::CAUSE, &c::admin_consent_required::CAUSE],
            means: "The organisation has access by APIs switched off.",
            fix: "The administrator switches it on: Admin console > Security > API controls.",
        },
        // seen in public code
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Request had insufficient authentication scopes|ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions",
            causes: &[&c::insufficient_scope::CAUSE, &c::scope_not_granted::CAUSE],
            means: "The token lacks the scope, often because the person left its box empty.",
            fix: "Check scope in the token answer; ask again for the missing one.",
        },
        // https://github.com/googleapis/google-api-nodejs-client/issues/583
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "Invalid Credentials|UNAUTHENTICATED|Expected OAuth 2 access token",
            causes: &[
                &c::access_token_expired::CAUSE,
                &c::access_token_invalid::CAUSE,
                &c::wrong_token_type::CAUSE,
            ],
            means: "The access token is expired or no access token (an ID token?).",
            fix: "Refresh it; send the access token.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "",
            pattern: "origin is not allowed for the given client ID",
            causes: &[&c::origin_not_allowed::CAUSE],
            means: "Google Identity Services: the page's origin is not registered.",
            fix: "Clients > (client) > Authorised JavaScript origins (add http://localhost and the port form).",
        },
        // https://github.com/actions-on-google/dialogflow-google-sign-in-nodejs/issues/2
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "Wrong recipient, payload audience != requiredAudience",
            causes: &[&c::id_token_audience::CAUSE, &c::wrong_client_id::CAUSE],
            means: "A library refuses the ID token: aud is another client id.",
            fix: "Verify with the client id that asked for the token.",
        },
        // https://github.com/googleapis/google-api-nodejs-client/issues/750
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "unauthorized_client",
            pattern: "^Unauthorized$",
            causes: &[
                &c::code_wrong_client::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_secret::CAUSE,
            ],
            means: "The code or refresh token was issued to another client than the one that redeems it.",
            fix: "Redeem it with the client that asked for it (OAuth Playground: Use your own OAuth credentials).",
        },
        // https://developers.google.com/identity/sign-in/web/reference
        Entry {
            place: Place::Callback,
            status: None,
            error: "immediate_failed",
            pattern: "",
            causes: &[
                &c::login_required::CAUSE,
                &c::interaction_required::CAUSE,
                &c::consent_required::CAUSE,
            ],
            means: "A silent request, and a page is needed.",
            fix: "Repeat with a page.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "console.cloud.google.com › APIs & Services › Credentials (Google Auth Platform › Clients) › (client) › Authorised redirect URIs",
        ),
        ("client type", "Clients › (client): Application type (Web, Desktop, Android, iOS, TV, UWP)"),
        ("secrets", "Clients › (client) › Client secrets"),
        ("scopes", "Google Auth Platform › Data access; APIs & Services › Library to enable the API"),
        (
            "test users / publishing",
            "Google Auth Platform › Audience (Publishing status, Test users, User type)",
        ),
        ("allowed origins", "Clients › (client) › Authorised JavaScript origins"),
        ("consent page", "Google Auth Platform › Branding"),
        ("Workspace policy", "admin.google.com › Security › Access and data control › API controls"),
    ],
};
