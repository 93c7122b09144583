//! Salesforce: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Salesforce.
pub static PROVIDER: Provider = Provider {
    id: "salesforce",
    name: "Salesforce",
    recognise: Recognise {
        hosts: &["login.salesforce.com", "test.salesforce.com", "*.my.salesforce.com"],
        issuers: &[
            r"^https://(login|test)\.salesforce\.com$",
            r"^https://[a-z0-9-]+(--[a-z0-9]+)?(\.sandbox|\.develop|\.scratch)?\.my\.salesforce\.com$",
        ],
        paths: &[
            "/services/oauth2/authorize",
            "/setup/secur/RemoteAccessAuthorizationPage.apexp",
            "/services/oauth2/token",
        ],
        headers: &[
            ("Set-Cookie", r"(?i)\b(BrowserId|CookieConsentPolicy|LSKey-c\$CookieConsentPolicy)="),
            ("X-SFDC-Request-Id", ".+"),
        ],
    },
    errors: &[
        // https://unified.to/blog/salesforce_external_client_apps_on_multiple_organizations
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Cross-org OAuth flows are not supported",
            causes: &[
                &c::app_not_published_or_test_user::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
                &c::wrong_client_id::CAUSE,
            ],
            means: "The external client app lives in another organisation and is not installed in this one.",
            fix: "Package the app and install it here, or log in at the organisation that has it.",
        },
        // https://github.com/pozil/pub-sub-api-node-client/issues/58
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "request not supported on this domain",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "This grant is only taken at the host of the organisation itself.",
            fix: "Send the request to `https://(My Domain).my.salesforce.com/services/oauth2/token`.",
        },
        // https://www.nango.dev/blog/fix-salesforce-oauth-approval-error-generic
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "app must be installed into org",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::admin_consent_required::CAUSE],
            means: "The organisation lets only apps in that its administrator has installed.",
            fix: "Setup > Connected Apps OAuth Usage > Install, or give the person the right to approve uninstalled apps.",
        },
        // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm&language=en_US&type=5
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Wrong_Org",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::access_token_wrong_audience::CAUSE],
            means: "The token is of another organisation than the one that is asked.",
            fix: "Call the `instance_url`, or the address in `id`, that came with the token.",
        },
        // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm&language=en_US&type=5
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "(Missing|Bad)_OAuth_Token",
            causes: &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE],
            means: "No access token came with the call, or one that is not valid.",
            fix: "Send `Authorization: Bearer` with the newest access token.",
        },
        // https://github.com/pozil/salesforce-react-integration/issues/15
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_client_id",
            pattern: "client identifier invalid",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The consumer key is unknown at this host (also a few minutes after creating the app, or wrong org / sandbox).",
            fix: "Compare Consumer Key; use test.salesforce.com for sandboxes; wait ten minutes after creation.",
        },
        // https://github.com/dufoli/Salesforce-Inspector-Advanced/issues/203
        Entry {
            place: Place::Page,
            status: None,
            error: "redirect_uri_mismatch",
            pattern: "redirect_uri must match configuration",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The callback URL is not one of the app's.",
            fix: "Setup > App Manager (External Client App Manager) > (app) > Edit > OAuth Settings > Callback URL.",
        },
        // https://github.com/pgonzaleznetwork/HappySoup.io/issues/252
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "missing required code challenge",
            causes: &[&c::pkce_required::CAUSE],
            means: "The app requires PKCE.",
            fix: "Send code_challenge (S256), or untick Require PKCE for Supported Authorization Flows.",
        },
        // https://github.com/forcedotcom/Salesforce-CDP-jdbc/issues/180
        Entry {
            place: Place::Token,
            status: None,
            error: "access_denied",
            pattern: "end-user denied authorization",
            causes: &[
                &c::user_not_assigned::CAUSE,
                &c::admin_consent_required::CAUSE,
                &c::consent_required::CAUSE,
            ],
            means: "The person's profile or permission sets do not admit the connected app; nobody was asked.",
            fix: "Setup > Profiles (or Permission Sets) > Connected App Access: select the app.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "end-user denied authorization",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again and allow.",
        },
        // seen in public code
        Entry {
            place: Place::Callback,
            status: None,
            error: "OAUTH_APP_BLOCKED",
            pattern: "this app is blocked by admin",
            causes: &[&c::app_disabled::CAUSE, &c::admin_consent_required::CAUSE],
            means: "An administrator blocked the app.",
            fix: "Setup > Connected Apps OAuth Usage > Unblock.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Callback,
            status: None,
            error: "immediate_unsuccessful",
            pattern: "",
            causes: &[
                &c::login_required::CAUSE,
                &c::consent_required::CAUSE,
                &c::interaction_required::CAUSE,
            ],
            means: "The request was to pass in silence (immediate=true), and nobody is logged in or has agreed yet.",
            fix: "Send the person through the login without immediate=true.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Callback,
            status: None,
            error: "OAUTH_APP_ACCESS_DENIED",
            pattern: "",
            causes: &[
                &c::user_not_assigned::CAUSE,
                &c::admin_consent_required::CAUSE,
                &c::account_not_allowed::CAUSE,
            ],
            means: "Only people whom the administrator has approved may use the app, and this one is not among them.",
            fix: "Setup > Connected Apps > (app) > Manage: add the person's profile or permission set.",
        },
        // https://github.com/PipedreamHQ/pipedream/issues/21571
        Entry {
            place: Place::Callback,
            status: None,
            error: "OAUTH_APPROVAL_ERROR_GENERIC",
            pattern: "OAUTH_EC_APP_NOT_FOUND.*",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::admin_consent_required::CAUSE],
            means: "The app is not installed in the org that the person logs in to.",
            fix: "Let an administrator install it: Setup > Connected Apps OAuth Usage > Install.",
        },
        // https://nango.dev/blog/fix-salesforce-oauth-approval-error-generic
        Entry {
            place: Place::Page,
            status: None,
            error: "OAUTH_APPROVAL_ERROR_GENERIC",
            pattern: "OAUTH_APPROVAL_ERROR_GENERIC|An unexpected error has occurred during authentication",
            causes: &[
                &c::admin_consent_required::CAUSE,
                &c::user_not_assigned::CAUSE,
                &c::scope_not_granted::CAUSE,
            ],
            means: "The person may not approve: app not installed, API-only licence, scope not in the app.",
            fix: "Let an administrator install it: Setup > Connected Apps OAuth Usage > Install, then Manage policies.",
        },
        // https://github.com/forcedotcom/SalesforceMobileSDK-Package/issues/314
        Entry {
            place: Place::Callback,
            status: None,
            error: "OAUTH_EC_APP_NOT_FOUND",
            pattern: "",
            causes: &[
                &c::app_not_published_or_test_user::CAUSE,
                &c::admin_consent_required::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
            ],
            means: "The app is not installed in the org that the person logs in to.",
            fix: "Let an administrator install it: Setup > Connected Apps OAuth Usage > Install.",
        },
        // https://nango.dev/blog/fix-salesforce-oauth-approval-error-generic
        Entry {
            place: Place::Callback,
            status: None,
            error: "OAUTH_AUTHORIZATION_BLOCKED",
            pattern: "",
            causes: &[&c::app_disabled::CAUSE, &c::admin_consent_required::CAUSE],
            means: "The administrator blocks this authorisation.",
            fix: "Setup > Connected Apps OAuth Usage.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "requested scope is not allowed",
            causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
            means: "The scope is not selected in the app.",
            fix: "Add it under Selected OAuth Scopes.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Callback,
            status: None,
            error: "unsupported_response_type",
            pattern: "response type not supported",
            causes: &[&c::response_type_not_enabled::CAUSE],
            means: "The response type is not accepted.",
            fix: "Send response_type=code.",
        },
        // https://github.com/realdoug/omniauth-salesforce/issues/27
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client_id",
            pattern: "client identifier invalid",
            causes: &[
                &c::wrong_client_id::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
            ],
            means: "The consumer key did not arrive in the body or is unknown here.",
            fix: "Send client_id and client_secret in the form body; check host and key.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "invalid client credentials",
            causes: &[&c::wrong_client_secret::CAUSE],
            means: "The consumer secret is wrong.",
            fix: "Copy it: App Manager > (app) > View > Manage Consumer Details.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client_credentials",
            pattern: "client secret invalid",
            causes: &[&c::wrong_client_secret::CAUSE],
            means: "The consumer secret is wrong.",
            fix: "Copy it from Manage Consumer Details.",
        },
        // https://github.com/omniphx/forrest/issues/169
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "expired authorization code",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::client_assertion_expired::CAUSE],
            means: "The code is used or older than 15 minutes; the JWT bearer flow says the same for an expired assertion.",
            fix: "Redeem once; in the JWT flow build exp from UTC seconds.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "invalid authorization code",
            causes: &[&c::code_mangled::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The code is unknown here: wrong host, cut, or encoded wrongly (codes end in %3D%3D).",
            fix: "Decode the code once; redeem at the host that issued it.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "invalid code verifier",
            causes: &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
            means: "The verifier does not fit.",
            fix: "Send the verifier of this attempt.",
        },
        // https://github.com/dufoli/Salesforce-Inspector-Advanced/issues/203
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "redirect_uri_mismatch",
            pattern: "redirect_uri must match configuration",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect_uri differs or is not registered.",
            fix: "Send the identical callback URL.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "expired access/refresh token",
            causes: &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is revoked or expired by policy.",
            fix: "Log in again; app's Refresh Token Policy.",
        },
        // https://github.com/jsforce/jsforce/issues/482
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "authentication failure",
            causes: &[
                &c::user_credentials_wrong::CAUSE,
                &c::account_not_allowed::CAUSE,
                &c::ip_blocked::CAUSE,
                &c::grant_type_not_enabled::CAUSE,
            ],
            means: "Password grant: user name, password or security token wrong, IP or login hours refuse, or the flow is blocked.",
            fix: "See Setup > Login History; prefer another flow.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "ip restricted",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The caller's address is outside the allowed ranges.",
            fix: "Relax IP restrictions in the app's OAuth policies or add the range.",
        },
        // https://striim.com/docs/platform/en/salesforce-troubleshooting.html
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "user hasn't approved this consumer",
            causes: &[
                &c::consent_required::CAUSE,
                &c::user_not_assigned::CAUSE,
                &c::admin_consent_required::CAUSE,
            ],
            means: "JWT flow: the user has not approved the app with a refresh token, nor is pre-authorised.",
            fix: "Let the user approve it once with `refresh_token` among the scopes; or Permitted Users = Admin approved users are pre-authorized, and assign profile or permission set.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Audience validation failed|audience is invalid",
            causes: &[&c::client_assertion_audience::CAUSE],
            means: "aud of the JWT is not the login host.",
            fix: "aud = https://login.salesforce.com, https://test.salesforce.com or the site's URL.",
        },
        // https://striim.com/docs/platform/en/salesforce-troubleshooting.html
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "no client credentials user enabled",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Client credentials flow without a run-as user.",
            fix: "App policies > Client Credentials Flow > Run As.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_app_access",
            pattern: "user is not admin approved to access this app",
            causes: &[&c::user_not_assigned::CAUSE],
            means: "The person is not among the permitted users.",
            fix: "Assign profile or permission set: Manage Connected Apps > (app) > Manage Profiles / Permission Sets.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "inactive_user",
            pattern: "user is inactive",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is inactive.",
            fix: "Activate the user.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "inactive_org",
            pattern: "organization is (not active|inactive)",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The org is locked or closed.",
            fix: "Contact Salesforce.",
        },
        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "rate_limit_exceeded",
            pattern: "login rate exceeded",
            causes: &[&c::rate_limited::CAUSE],
            means: "Too many logins.",
            fix: "Keep the token instead of logging in each time.",
        },
        // https://github.com/dust-tt/dust/pull/11456
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "grant type not supported",
            causes: &[
                &c::grant_type_missing_or_wrong::CAUSE,
                &c::wrong_endpoint::CAUSE,
                &c::wrong_http_method::CAUSE,
                &c::wrong_content_type::CAUSE,
            ],
            means: "grant_type is absent or unknown: often a POST turned into GET by a redirect from another host.",
            fix: "POST a form straight to https://(domain).my.salesforce.com/services/oauth2/token.",
        },
        // https://github.com/netologist/apache-oltu-oauth2-provider-demo/issues/11
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "not valid for use with the REST API",
            causes: &[
                &c::insufficient_scope::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
                &c::access_token_invalid::CAUSE,
            ],
            means: "The token is known and may not use the API: it has no scope api, or IP restrictions or API access control of the app keep it away.",
            fix: "See that the scope api was granted, relax the IP restrictions in the app's OAuth policies or approve the app, and log in again.",
        },
        // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "INVALID_SESSION_ID",
            causes: &[
                &c::access_token_expired::CAUSE,
                &c::access_token_invalid::CAUSE,
                &c::wrong_endpoint::CAUSE,
            ],
            means: "The token is expired or for another instance.",
            fix: "Refresh it; call the instance_url of the token answer.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Setup › App Manager or External Client App Manager › (app) › OAuth Settings › Callback URL (one a line)",
        ),
        ("client type", "Require Secret for Web Server Flow / Refresh Token Flow; Require PKCE"),
        ("grant types", "OAuth Settings › Flow Enablement (client credentials, device, JWT, …)"),
        ("secrets", "App Manager › (app) › View › Manage Consumer Details"),
        ("scopes", "OAuth Settings › Selected OAuth Scopes"),
        (
            "users / publishing",
            "Manage Connected Apps › (app) › OAuth Policies › Permitted Users; Profiles / Permission Sets; Setup › Connected Apps OAuth Usage",
        ),
        ("allowed origins", "Setup › CORS (with Enable CORS for OAuth endpoints)"),
        ("IP", "OAuth Policies › IP Relaxation"),
        ("log", "Setup › Login History"),
    ],
};
