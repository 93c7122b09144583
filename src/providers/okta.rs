//! Okta: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Okta.
pub static PROVIDER: Provider = Provider {
    id: "okta",
    name: "Okta",
    recognise: Recognise {
        hosts: &["*.okta.com", "*.oktapreview.com", "*.okta-emea.com", "*.okta-gov.com"],
        issuers: &[
            r"^https://[a-z0-9-]+\.(okta|oktapreview|okta-emea|okta-gov)\.com$",
            "^https://[^/]+/oauth2/(default|aus[0-9A-Za-z]{17})$",
        ],
        paths: &[
            "/oauth2/v1/authorize",
            "/oauth2/{authorizationServerId}/v1/authorize",
            "/oauth2/{authorizationServerId}/v1/token",
        ],
        headers: &[("X-Okta-Request-Id", "^.+$")],
    },
    errors: &[
        // https://developer.okta.com/docs/reference/error-codes/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "E0000021|Content-Type headers likely do not match",
            causes: &[&c::wrong_content_type::CAUSE],
            means: "The body is not of a type that the endpoint reads, or `Accept` wants something else than JSON.",
            fix: "Send a form with `Content-Type: application/x-www-form-urlencoded` and `Accept: application/json`.",
        },
        // https://developer.okta.com/docs/reference/error-codes/
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "E0000004|(?i)password is incorrect",
            causes: &[&c::user_credentials_wrong::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The person's name, password or factor was wrong; a policy answers in the same words.",
            fix: "Type them again; Reports > System Log says which it was.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "authorization server id is invalid",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The path names an authorization server that does not exist.",
            fix: "Copy the issuer from Security > API > Authorization Servers.",
        },
        // https://github.com/okta/okta-oidc-android/issues/190
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "(?i)custom scopes are not allowed",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::scope_invalid::CAUSE],
            means: "The org's own authorization server, at `/oauth2/v1`, has no scopes but Okta's; scopes of one's own belong to a custom one, at `/oauth2/aus…` or `/oauth2/default`.",
            fix: "Use the issuer of the custom authorization server in which the scopes are defined (Security > API), or leave them out.",
        },
        // https://github.com/guardian/gateway/pull/2739
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "User status is invalid",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is not active (staged, suspended, locked).",
            fix: "Directory > People > (person): activate or unlock.",
        },
        // https://github.com/okta/samples-golang/issues/43
        Entry {
            place: Place::Token,
            status: Some(404),
            error: "",
            pattern: r"Resource not found: \S+ \(AuthorizationServer\)",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The org has no authorization server of the name in the issuer.",
            fix: "Use an issuer that Security > API > Authorization Servers lists, or the org's own: the address without /oauth2/default.",
        },
        // https://github.com/okta/samples-golang/issues/43
        Entry {
            place: Place::Page,
            status: Some(404),
            error: "",
            pattern: r"Resource not found: \S+ \(AuthorizationServer\)",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The org has no authorization server of the name in the path; `default` comes only with API Access Management.",
            fix: "Use an issuer that Security > API > Authorization Servers lists, or the org's own: the address without /oauth2/default.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "User is not assigned to the client application",
            causes: &[&c::user_not_assigned::CAUSE],
            means: "The signed-in person has no assignment to this app integration.",
            fix: "Assign the person or a group: Admin Console > Applications > (app) > Assignments.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "(?i)username transform",
            causes: &[&c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
            means: "The expression that makes the user name of a social or enterprise login finds no value in what the other provider sends.",
            fix: "Correct IdP username at Security > Identity Providers > (provider), or ask the other provider for the claim (scope `email`).",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "Policy evaluation failed for this request",
            causes: &[&c::access_policy_blocked::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "No access policy or rule of the authorization server matches this client, grant type, user and scope.",
            fix: "Add a policy and a rule for the client: Security > API > Authorization Servers > (server) > Access Policies.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "access_denied",
            pattern: "Policy evaluation failed for this request",
            causes: &[&c::access_policy_blocked::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "No access policy or rule of the authorization server matches this client and grant.",
            fix: "Add a policy and a rule for the client and its grant: Security > API > Authorization Servers > (server) > Access Policies.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "all the requested scopes were rejected",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "A policy rule matched but allows none of the requested scopes.",
            fix: "Allow the scopes in the rule: Security > API > Authorization Servers > Access Policies > (rule).",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "Some of the requested scopes were denied by the policy",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "The matching rule does not allow every requested scope; the denied ones are listed.",
            fix: "Drop the listed scopes or allow them in the access policy rule.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "access_denied",
            pattern: "scopes requested for the refresh request were not granted",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "The refresh asks for more scopes than were granted at login.",
            fix: "Ask on refresh only for scopes of the original grant, or log in again with the wider set.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The resource owner or authorization server denied the request",
            causes: &[&c::access_denied_by_user::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The person declined consent or a policy refused.",
            fix: "Repeat and accept the consent; if no dialog came, read Reports > System Log for the policy that refused.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "require the 'openid' scope",
            causes: &[&c::scope_invalid::CAUSE],
            means: "OIDC scopes were requested without openid.",
            fix: "Add openid to the requested scopes.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "outside the client's permitted network zones",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The app's network zone rule excludes the caller's address.",
            fix: "Allow the zone in the app's network setting: Applications > (app) > General > Network, or Security > Networks.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The user's password is expired",
            causes: &[&c::interaction_required::CAUSE],
            means: "The person must set a new password first.",
            fix: "Let the person change the password in Okta, then log in again.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "User creation was disabled",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "An external identity came in, and just-in-time creation is off.",
            fix: "Switch on JIT for the identity provider (Security > Identity Providers) or create the user first.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "consent_required",
            pattern: "scopes require user consent",
            causes: &[&c::consent_required::CAUSE],
            means: "Consent is needed and the request must not prompt, or the grant cannot prompt.",
            fix: "Ask interactively once, or clear Require consent for the scope or the app.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "consent_required",
            pattern: "You are not allowed any of the requested scopes",
            causes: &[&c::scope_not_granted::CAUSE, &c::admin_consent_required::CAUSE],
            means: "None of the requested okta.* scopes is granted to the app.",
            fix: "Grant the scopes: Applications > (app) > Okta API Scopes.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "requires re-authentication or MFA",
            causes: &[&c::interaction_required::CAUSE, &c::login_required::CAUSE],
            means: "There is a session, and the app's policy wants the person to sign in again or a second factor.",
            fix: "Begin an interactive login.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "The client specified not to prompt",
            causes: &[&c::login_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
            means: "prompt=none and there is no Okta session, or the app wants sign-in again.",
            fix: "Fall back to an interactive login; in an iframe use a custom domain of the app's own site.",
        },
        // https://github.com/vincentmakes/turbo-ea/issues/860
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "invalid 'state' parameter",
            causes: &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
            means: "state is absent or not acceptable; Okta demands it.",
            fix: "Send a random state with every authorization request.",
        },
        // https://github.com/aaronpk/quick-php-authentication/issues/8
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "'application_type' of '[a-z_]+' are not allowed",
            causes: &[&c::wrong_platform_type::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The app integration is of a kind that logs nobody in: API Services.",
            fix: "Create another: Applications > Create App Integration > OIDC - OpenID Connect > Web Application, Single-Page Application or Native Application.",
        },
        // https://github.com/zeekhoo-okta/okta-django-samples/issues/25
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "requested feature is not enabled in this environment|do not have permission to access the feature you are requesting",
            causes: &[
                &c::wrong_tenant_or_issuer::CAUSE,
                &c::api_not_enabled::CAUSE,
                &c::server_misconfigured::CAUSE,
            ],
            means: "The org has no custom authorization servers: they belong to API Access Management.",
            fix: "Use the org's own authorization server: its issuer is https://{yourOktaDomain}, without /oauth2/default.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "'redirect_uri' parameter must be a Login redirect URI in the client app settings",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not one of the app's sign-in redirect URIs.",
            fix: "Add it letter for letter: Applications > (app) > General > Login > Sign-in redirect URIs.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_redirect_uri",
            pattern: "must be a Login redirect URI",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not registered.",
            fix: "Add it under Sign-in redirect URIs of the app.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "'post_logout_redirect_uri'( parameter)? must be a Logout redirect URI",
            causes: &[&c::post_logout_redirect_uri_mismatch::CAUSE],
            means: "The URI after logout is not registered.",
            fix: "Add it under Applications > (app) > General > Login > Sign-out redirect URIs.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_client",
            pattern: "Invalid value for 'client_id' parameter",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::app_disabled::CAUSE],
            means: "No active app of this org has this client id.",
            fix: "Compare with Applications > (app) > Client Credentials and check that the request goes to that org.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Invalid value for 'client_id' parameter",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::app_disabled::CAUSE],
            means: "No active app of this org has this client id.",
            fix: "Compare with Applications > (app) > Client Credentials and check the org's host.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "The client secret supplied for a confidential client is invalid",
            causes: &[&c::wrong_client_secret::CAUSE, &c::secret_encoding::CAUSE],
            means: "The id is known, the secret is not right.",
            fix: "Copy an active secret: Applications > (app) > General > Client Credentials > Client Secrets.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client authentication failed. Either the client or the client credentials are invalid",
            causes: &[
                &c::wrong_client_auth_method::CAUSE,
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
            ],
            means: "Id, secret or the way of sending them does not fit the app.",
            fix: "Compare the app's client authentication setting with what is sent, then the id and secret.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "No client credentials found",
            causes: &[&c::missing_client_auth::CAUSE],
            means: "The request has neither an Authorization header nor client credentials in the body.",
            fix: "Send client_id and secret by Basic or in the form, or register the app as public with PKCE.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Found Authentication header but was not valid client credentials",
            causes: &[&c::secret_encoding::CAUSE, &c::malformed_parameter::CAUSE],
            means: "The Authorization header is not decodable Basic id:secret.",
            fix: "Build the header as Basic base64(id:secret) without line feed or quotes.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Browser requests to the token endpoint must use Proof Key for Code Exchange",
            causes: &[&c::wrong_platform_type::CAUSE, &c::pkce_missing::CAUSE],
            means: "A request with an Origin comes from an app that is not a PKCE single-page app.",
            fix: "Register a Single-Page Application integration with PKCE, or do the exchange on the server.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "must use the private_key_jwt token_endpoint_auth_method",
            causes: &[&c::wrong_client_auth_method::CAUSE],
            means: "The org authorization server takes client_credentials only with private_key_jwt.",
            fix: "Use Public key / Private key as client authentication, or a custom authorization server.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Only clients with 'application_type' of 'service'",
            causes: &[&c::wrong_platform_type::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "client_credentials at the org server needs an API Services app.",
            fix: "Create an API Services app integration.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "audience claim for client_assertion must be the endpoint invoked",
            causes: &[&c::client_assertion_audience::CAUSE],
            means: "aud of the client assertion is not the token endpoint's URL.",
            fix: "Set aud to the exact token endpoint URL called.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "client_assertion token is expired",
            causes: &[&c::client_assertion_expired::CAUSE],
            means: "exp of the assertion lies in the past.",
            fix: "Build exp from the current UTC seconds; synchronise the clock.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "client_assertion token (has an expiration too far|must be issued before)",
            causes: &[&c::client_assertion_expired::CAUSE],
            means: "exp too far ahead, or iat in the future.",
            fix: "Keep the assertion's life at one hour or less and synchronise the clock.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "client_assertion (signature is invalid|JWT kid is invalid|JWT signature algorithm)|parsing of the client_assertion failed",
            causes: &[&c::client_assertion_invalid::CAUSE],
            means: "Signature, key id or algorithm of the assertion does not fit the registered keys.",
            fix: "Register the public key (Applications > (app) > Public Keys) and sign with its private half, same kid and alg.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "(issuer|subject) claim for client_assertion is not a valid client_id",
            causes: &[&c::client_assertion_invalid::CAUSE],
            means: "iss and sub of the assertion must be the client id.",
            fix: "Set iss and sub to the client id.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_request",
            pattern: "Cannot supply multiple client credentials",
            causes: &[&c::duplicate_client_auth::CAUSE],
            means: "Credentials stand both in the header and in the body (also client_id alone in the body beside Basic).",
            fix: "Send the credentials in one place only.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Client credentials cannot be supplied via query parameters",
            causes: &[&c::wrong_client_auth_method::CAUSE],
            means: "id or secret is in the URL.",
            fix: "Move them to the Authorization header or the form body.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "must be part of at least one whitelisted redirect_uri",
            causes: &[&c::origin_not_allowed::CAUSE],
            means: "The page's origin is none of the origins of the app's redirect URIs.",
            fix: "Register a redirect URI of that origin for the app.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "must be made from one of the registered Trusted Origins",
            causes: &[&c::origin_not_allowed::CAUSE, &c::cors_blocked::CAUSE],
            means: "The page's origin is not a trusted origin.",
            fix: "Add it with CORS: Security > API > Trusted Origins.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "must specify a 'grant_type'",
            causes: &[&c::wrong_content_type::CAUSE, &c::grant_type_missing_or_wrong::CAUSE],
            means: "grant_type is absent: often a JSON body or a redirected POST.",
            fix: "Send application/x-www-form-urlencoded with grant_type.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Duplicate parameter|multiple parameters with the same name",
            causes: &[&c::duplicate_parameter::CAUSE],
            means: "A parameter is there twice.",
            fix: "Send each parameter once.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "PKCE code challenge is required by the application",
            causes: &[&c::pkce_required::CAUSE],
            means: "The app demands PKCE and the request has no code_challenge.",
            fix: "Send code_challenge and code_challenge_method=S256.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "PKCE code challenge method is not supported",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "The method is not S256.",
            fix: "Send code_challenge_method=S256 in this letter case.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "PKCE code challenge contains illegal characters",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "The challenge is not base64url.",
            fix: "Encode the SHA-256 as base64url without padding.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "PKCE code verifier is required",
            causes: &[&c::pkce_missing::CAUSE],
            means: "The authorization request had a challenge, the token request has no verifier.",
            fix: "Send the code_verifier kept from the authorization request.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "PKCE code challenge should be specified in the authorize request",
            causes: &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
            means: "A verifier arrives for a code that had no challenge.",
            fix: "Send the code_challenge already in the authorization request.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "PKCE verification failed",
            causes: &[&c::pkce_verifier_mismatch::CAUSE],
            means: "The verifier does not hash to the challenge.",
            fix: "Keep the verifier per login attempt and send it unchanged.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "authorization code is invalid or has expired",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "The code is used, older than its five minutes, cut, or of another server.",
            fix: "Redeem the code once and at once; start a new login.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "grant was issued to another client",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "Another client id redeems the code or refresh token.",
            fix: "Use the same client id in both requests.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "'redirect_uri' does not match the redirection URI",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect_uri differs from the authorization request's.",
            fix: "Send the identical redirect_uri in both requests.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "refresh token is invalid or expired",
            causes: &[
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
                &c::refresh_token_reused::CAUSE,
            ],
            means: "The refresh token is expired, revoked, rotated away or of another client.",
            fix: "Log in again; with rotation store the newest token and do not refresh in parallel.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "grant was issued for another authorization server",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "Authorize and token requests go to different authorization servers (org / default / custom).",
            fix: "Use one issuer for both: /oauth2/v1, /oauth2/default/v1 or /oauth2/{id}/v1.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "authorization server id is invalid",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE],
            means: "The path names an authorization server that does not exist.",
            fix: "Copy the issuer from Security > API > Authorization Servers.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "The credentials provided were invalid",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "Password grant with a wrong user name or password.",
            fix: "Check the person's credentials; prefer the code flow.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "cannot be used with MFA enabled",
            causes: &[&c::interaction_required::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "Password grant while policy wants MFA.",
            fix: "Use the authorization code flow.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "scopes are not configured for the authorization server",
            causes: &[&c::scope_invalid::CAUSE],
            means: "A requested scope does not exist there.",
            fix: "Add it: Security > API > Authorization Servers > (server) > Scopes; or drop it.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_scope",
            pattern: "scopes are not configured for the authorization server",
            causes: &[&c::scope_invalid::CAUSE],
            means: "A requested scope does not exist there.",
            fix: "Add it: Security > API > Authorization Servers > (server) > Scopes; or drop it.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "does not have any configured default scopes",
            causes: &[&c::missing_parameter::CAUSE],
            means: "scope is missing and there are no default scopes.",
            fix: "Send scope.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_scope",
            pattern: "Browser requests to the token endpoint may not include the offline_access scope",
            causes: &[&c::scope_not_granted::CAUSE],
            means: "A browser app without refresh grant asks for offline_access.",
            fix: "Enable the Refresh Token grant with rotation for the app or drop offline_access.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_dpop_proof",
            pattern: "DPoP proof JWT",
            causes: &[&c::dpop_invalid::CAUSE],
            means: "The DPoP proof is absent or faulty.",
            fix: "Send one valid DPoP header per request; see the description for the claim at fault.",
        },
        // https://developer.okta.com/docs/guides/dpop/main/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "use_dpop_nonce",
            pattern: "requires nonce in DPoP proof",
            causes: &[&c::dpop_invalid::CAUSE],
            means: "The proof must carry the server's nonce.",
            fix: "Repeat with the nonce from the DPoP-Nonce header.",
        },
        // https://developer.okta.com/docs/guides/device-authorization-grant/main/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "device authorization is pending",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "The person has not finished on the other device.",
            fix: "Go on polling at the given interval.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "expired_token",
            pattern: "device code has expired",
            causes: &[&c::device_code_expired::CAUSE],
            means: "The device code ran out.",
            fix: "Ask for a new device code.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Token,
            status: Some(429),
            error: "invalid_grant",
            pattern: "exceeded rate limit",
            causes: &[&c::rate_limited::CAUSE],
            means: "Too many token requests for this user.",
            fix: "Wait; do not refresh in loops.",
        },
        // https://developer.okta.com/docs/reference/error-codes/
        Entry {
            place: Place::Api,
            status: Some(429),
            error: "",
            pattern: "E0000047",
            causes: &[&c::rate_limited::CAUSE],
            means: "The org's or endpoint's rate limit is used up.",
            fix: "Wait until X-Rate-Limit-Reset; cache metadata and tokens.",
        },
        // https://developer.okta.com/docs/reference/error-codes/
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "E0000011",
            causes: &[&c::access_token_invalid::CAUSE, &c::access_token_wrong_audience::CAUSE],
            means: "The token presented to an Okta API is not valid there.",
            fix: "Use an org authorization server token with okta.* scopes for Okta's own APIs.",
        },
        // https://github.com/okta/okta-oidc-js/issues/46
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "(?i)unable to find a signing key|no matching (signing )?key|signing key (was )?not found",
            causes: &[
                &c::access_token_wrong_audience::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
                &c::access_token_invalid::CAUSE,
            ],
            means: "The API looks for the key at another authorization server than the one that issued the token. Tokens of the org authorization server are for Okta's own APIs: nobody else can verify them.",
            fix: "Get the token from a custom authorization server (issuer …/oauth2/default) and give the API the same issuer.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "not intended for Okta|invalid issuer",
            causes: &[&c::access_token_wrong_audience::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "A token of another audience or issuer was sent to an Okta endpoint (for example userinfo of another server).",
            fix: "Call userinfo of the server that issued the token.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "insufficient_scope",
            pattern: "does not contain the required scopes",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "The token lacks the scope.",
            fix: "Request the scope at login and allow it in the policy.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "The authorize request must not contain both",
            causes: &[&c::unexpected_parameter::CAUSE],
            means: "request and request_uri together.",
            fix: "Send one of them.",
        },
        // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request_uri",
            pattern: "request_uri is invalid|issued for another authorization server",
            causes: &[&c::request_uri_invalid::CAUSE],
            means: "The pushed request is unknown, used or of another server.",
            fix: "Push again and use the new request_uri at once.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Admin Console › Applications › (app) › General › Login › Sign-in redirect URIs / Sign-out redirect URIs",
        ),
        (
            "client type",
            "fixed at creation: Applications › Create App Integration › OIDC › Web / Single-Page / Native; API Services for machine clients",
        ),
        ("client authentication", "Applications › (app) › General › Client Credentials"),
        ("grant types", "Applications › (app) › General › General Settings › Grant type"),
        ("PKCE", "Applications › (app) › General › Client Credentials › Require PKCE"),
        ("secrets and keys", "Applications › (app) › General › Client Secrets / Public Keys"),
        (
            "scopes",
            "Security › API › Authorization Servers › (server) › Scopes; Okta API scopes: Applications › (app) › Okta API Scopes",
        ),
        ("access policies", "Security › API › Authorization Servers › (server) › Access Policies"),
        ("allowed origins", "Security › API › Trusted Origins"),
        ("users assigned", "Applications › (app) › Assignments"),
        ("sign-in policy", "Security › Authentication Policies"),
        ("log", "Reports › System Log"),
    ],
};
