//! Codes and sentences of services that have no file of their own, each below the place where it was read.

use super::says;
use crate::cause::Cause;
use crate::causes as c;
use crate::provider::{Entry, Place};

static REDIRECT: &[&Cause] = &[
    &c::redirect_uri_mismatch_authorize::CAUSE,
    &c::redirect_uri_invalid::CAUSE,
    &c::wrong_client_id::CAUSE,
];

pub static SERVICES: &[Entry] = &[
    // https://github.com/auth0/nextjs-auth0/blob/main/src/errors/oauth-errors.ts
    says(
        r"Discovery failed for the OpenID Connect configuration",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE, &c::ip_blocked::CAUSE],
        "The client cannot fetch the provider's metadata.",
    ),
    // https://github.com/hashicorp/vault-plugin-auth-jwt/blob/main/path_oidc.go
    // https://github.com/elastic/kibana/blob/main/x-pack/platform/plugins/shared/security/server/authentication/providers/oidc.ts
    says(
        r"missing OAuth state|ession state does not have corresponding state",
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The client no longer knows the login to which the answer belongs: too late, another instance, or its cookie did not come back.",
    ),
    // https://github.com/minio/minio/blob/master/cmd/sts-handlers.go
    says(
        r"None of the given policies",
        &[&c::id_token_claims::CAUSE, &c::server_misconfigured::CAUSE, &c::user_not_assigned::CAUSE],
        "MinIO: the policy claim names none of the policies that exist there.",
    ),
    // https://github.com/decolua/9router/issues/1027
    Entry {
        place: Place::Page,
        status: Some(403),
        error: "forbidden",
        pattern: "^Request not allowed$",
        causes: &[&c::ip_blocked::CAUSE, &c::waf_blocked::CAUSE],
        means: "Anthropic refuses the address from which the request comes: its region, or a network that it does not serve.",
        fix: "Send the request through a network that is served, the one that the browser uses.",
    },
    // https://github.com/bluesky-social/atproto/issues/3855
    says(
        r"(?i)scope \W?[\w:.*/-]{1,80}\W? is not declared in the client metadata",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "atproto: the client's metadata, or the query of its `http://localhost` id, does not declare this scope.",
    ),
    // https://github.com/dotnet/aspnetcore/blob/main/src/Security/Authentication/OpenIdConnect/src/OpenIdConnectHandler.cs
    says(
        r"message\.State is null or empty",
        &[&c::state_mismatch::CAUSE, &c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE],
        "ASP.NET Core: what came to the callback brings no `state`; it is no answer to a login of this client, or lost its parameters on the way.",
    ),
    // https://github.com/dotnet/aspnetcore/blob/main/src/Security/Authentication/OpenIdConnect/src/OpenIdConnectPostConfigureOptions.cs
    // https://github.com/IdentityModel/IdentityModel/blob/main/src/Client/Extensions/HttpClientDiscoveryExtensions.cs
    says(
        r"Authority must use HTTPS unless|openid-configuration\. HTTPS required",
        &[&c::https_required::CAUSE],
        "ASP.NET Core takes a provider over http only where RequireHttpsMetadata is off.",
    ),
    // https://github.com/spring-projects/spring-security/blob/main/oauth2/oauth2-client/src/main/java/org/springframework/security/oauth2/client/endpoint/DefaultAuthorizationCodeTokenResponseClient.java
    // https://github.com/golang/oauth2/blob/master/internal/token.go
    says(
        r"I/O error on (POST|GET) request",
        &[&c::wrong_endpoint::CAUSE, &c::server_misconfigured::CAUSE, &c::proxy_altered_request::CAUSE],
        "From where the client runs, the provider's address leads nowhere, or its certificate is not trusted.",
    ),
    says(
        r"Access Token Response: 401 Unauthorized: \[no body\]|cannot fetch token: 401 Unauthorized\W*$",
        &[
            &c::wrong_client_secret::CAUSE,
            &c::missing_client_auth::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
        ],
        "The token endpoint refused the client's credentials, and the client keeps its words to itself.",
    ),
    // https://github.com/grafana/grafana/issues/12203
    // https://github.com/spring-attic/spring-security-oauth/blob/main/spring-security-oauth2/src/main/java/org/springframework/security/oauth2/client/token/grant/code/AuthorizationCodeAccessTokenProvider.java
    // https://github.com/ory/kratos/blob/master/x/nosurf.go
    says(
        r"missing saved (oauth )?state|Possible CSRF detected - state|protect you from Cross-Site-Request",
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The cookie or session in which the login was begun did not come back with it.",
    ),
    // https://github.com/grafana/grafana/blob/main/pkg/login/social/connectors/generic_oauth.go
    says(
        r"role_attribute_strict|did not return a role attribute",
        &[&c::user_not_assigned::CAUSE, &c::id_token_claims::CAUSE, &c::scope_not_granted::CAUSE],
        "Grafana: what the provider tells of the person yields no role, and without one nobody may enter.",
    ),
    // https://github.com/oauth2-proxy/oauth2-proxy/blob/master/oauthproxy.go
    says(
        r"Invalid session: unauthorized|do not have permission to access this resource",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE, &c::access_policy_blocked::CAUSE],
        "OAuth2 Proxy: the login is good, and the person is in no allowed group, domain or role.",
    ),
    // https://github.com/zitadel/zitadel/blob/main/internal/api/http/middleware/instance_interceptor.go
    says(
        r"unable to set instance using origin|Instance not found",
        &[
            &c::wrong_tenant_or_issuer::CAUSE,
            &c::server_misconfigured::CAUSE,
            &c::proxy_altered_request::CAUSE,
        ],
        "ZITADEL: no instance has the host name that the request brings; it must be the external domain.",
    ),
    // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/utils/AuthorizeClientUtil.java
    says(
        r"(?i)invalid client or invalid client credentials",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE, &c::missing_client_auth::CAUSE],
        "The server does not know the client, or does not take its credentials.",
    ),
    // https://github.com/supabase/auth/blob/master/internal/api/token_oidc.go
    says(
        r"(?i)unacceptable audience in id_token",
        &[&c::id_token_audience::CAUSE],
        "Supabase: the ID token is for a client id that is not among the provider's.",
    ),
    // https://github.com/googleapis/google-auth-library-python/blob/main/google/auth/jwt.py
    says(
        r"(?i)\bwrong number of segments\b",
        &[&c::wrong_token_type::CAUSE, &c::access_token_invalid::CAUSE],
        "Google's library wants a JWT, and what it gets is none: an access token of Google is opaque.",
    ),
    // https://github.com/googleapis/google-auth-library-python/blob/main/google/oauth2/credentials.py
    says(
        r"do not contain the necessary fields need to refresh",
        &[&c::refresh_token_missing::CAUSE],
        "There is no refresh token to renew with.",
    ),
    // https://github.com/auth0/auth0.js/blob/master/src/web-auth/index.js
    says(
        r"`state` does not match",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "auth0.js finds another `state` where it kept it, or none: the login was begun in another tab, or at another origin (http and https are two).",
    ),
    // https://github.com/dani-garcia/vaultwarden/blob/main/src/sso.rs
    says(
        r"(?i)expir.{0,40}\bno refresh token\b",
        &[&c::refresh_token_missing::CAUSE, &c::scope_not_granted::CAUSE],
        "There is no refresh token to renew with: `offline_access` was not asked for, or not given.",
    ),
    // https://github.com/jaredhanson/passport-oauth2/blob/master/lib/strategy.js
    says(
        r"\bTokenError: Bad Request",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::redirect_uri_mismatch_token::CAUSE],
        "Google does not redeem the code: it was redeemed before, is too old, or `redirect_uri` is another.",
    ),
    // https://github.com/pennersr/django-allauth/blob/main/allauth/socialaccount/providers/oauth2/client.py
    says(
        r"\bTokenError: Unauthorized|error_description\W{2,6}Unauthorized\b|\bDescription=Unauthorized|\bCAUSE: (access_denied|\s*) ?\(Unauthorized\)|(?i)failed to fetch resource from .{0,120}http status: 401",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
        "The provider does not take id and secret of the client.",
    ),
    // https://github.com/aws/aws-aspnet-cognito-identity-provider/issues/135
    says(
        r"\bUser pool (\S+|domain) does not exist",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_id::CAUSE],
        "Amazon Cognito: no such user pool is in this region.",
    ),
    // https://developer.okta.com/docs/reference/error-codes/
    says(
        r"permission to access the feature you are requesting",
        &[&c::server_misconfigured::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Okta: the org is not licensed for it; custom authorization servers need API Access Management.",
    ),
    // https://github.com/omniauth/omniauth/wiki/Upgrading-to-2.0
    says(
        r"No route matches \[GET\] \W*(users/|admins?/)?auth/\w+\W*($|<)",
        &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
        "OmniAuth 2 begins a login with POST only.",
    ),
    // https://github.com/dbt-labs/docs.getdbt.com/pull/1873
    says(
        r"(?i)\binvalid consent request\b",
        &[&c::scope_not_granted::CAUSE, &c::account_not_allowed::CAUSE, &c::scope_invalid::CAUSE],
        "Snowflake: the person does not hold the role that the scope `session:role:…` names, or it is spelt otherwise.",
    ),
    // https://go-mk-websites.co.uk/post/how-do-i-solve-an-aps-authentication-error
    says(
        r"(?i)\bclient.?id\b.{0,20}\bnot have access to the api product\b",
        &[&c::api_not_enabled::CAUSE, &c::app_disabled::CAUSE],
        "Autodesk Platform Services: the API is not switched on for this application.",
    ),
    // https://github.com/YouCount/youcount.github.io/issues/14
    // https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto
    says(
        r"(?i)\brequests from (referer|this (android|ios) client)\b.{0,120}\bare blocked|API_KEY_(HTTP_REFERRER|ANDROID_APP|IOS_APP)_BLOCKED",
        &[&c::origin_not_allowed::CAUSE, &c::api_not_enabled::CAUSE],
        "Google: the API key is restricted to other web sites or applications than this one.",
    ),
    says(
        r"(?i)API_KEY_IP_ADDRESS_BLOCKED|\bhas an ip address restriction\b",
        &[&c::ip_blocked::CAUSE],
        "Google: the API key is restricted to other addresses than the caller's.",
    ),
    says(
        r"(?i)\brequests to this api\b.{0,160}\bare blocked|API_KEY_SERVICE_BLOCKED",
        &[&c::api_not_enabled::CAUSE],
        "Google: the API key is restricted to other APIs than this one.",
    ),
    says(
        r"(?i)API_KEY_INVALID|\bapi key not valid\b",
        &[&c::wrong_client_id::CAUSE],
        "Google: no project has this API key.",
    ),
    // https://github.com/france-connect/sources/blob/main/back/_doc/erreurs.md
    says(
        r"\bY030006\b",
        &[&c::server_error::CAUSE, &c::session_cookie_lost::CAUSE],
        "FranceConnect cannot read what its own session holds of the login; it is to be begun anew.",
    ),
    says(
        r"\bY030007\b",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "A parameter of the authorization request does not pass FranceConnect's check: `nonce` and `state` must be long enough.",
    ),
    // https://developers.kakao.com/docs/latest/en/kakaologin/trouble-shooting
    says(
        r"\bKOE(001|233)\b",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "Kakao: a parameter of the request is wrong.",
    ),
    // https://developer.yahoo.com/oauth2/guide/errors/
    says(
        r"\bUNSUPPORTED[_ ]OVER[_ ]HTTP\b",
        &[&c::https_required::CAUSE],
        "Yahoo: OAuth goes over https only.",
    ),
    says(
        r"\bACCOUNT[_ ]NOT[_ ]AUTHORIZED\b",
        &[&c::consent_required::CAUSE, &c::refresh_token_revoked::CAUSE],
        "Yahoo: the person has not authorised this client, or no longer.",
    ),
    says(
        r"\bUNDERAGE[_ ]USER\b",
        &[&c::account_not_allowed::CAUSE],
        "Yahoo: the person is a minor and may not authorise clients.",
    ),
    says(
        r"\bERROR[_ ]HANDLING[_ ]REQUEST\b",
        &[&c::wrong_http_method::CAUSE, &c::server_error::CAUSE],
        "Yahoo: the request could not be handled; mostly it is a GET where a POST is due.",
    ),
    // https://developer-docs.amazon.com/sp-api/docs/authorization-errors
    says(
        r"\bMD1000\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Amazon: the application is a draft, and the address lacks `version=beta`.",
    ),
    says(
        r"\bMD(5101|9100)\b",
        &[&c::redirect_uri_mismatch_authorize::CAUSE],
        "Amazon: the redirect URI is not one that the application has registered.",
    ),
    says(r"\bMD5110\b", &[&c::redirect_uri_invalid::CAUSE], "Amazon: the redirect URI has a fragment."),
    // https://developers.kakao.com/docs/latest/en/kakaologin/trouble-shooting
    says(r"\bKOE002\b", &[&c::wrong_endpoint::CAUSE], "Kakao: the request went to the wrong URL."),
    says(r"\bKOE003\b", &[&c::server_error::CAUSE], "Kakao: a fault of the server for the moment."),
    says(
        r"\bKOE004\b",
        &[&c::app_disabled::CAUSE, &c::api_not_enabled::CAUSE],
        "Kakao: Kakao Login is not switched on for this app.",
    ),
    says(
        r"\bKOE005\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Kakao: a test app, and the person is not one of its members.",
    ),
    says(r"\bKOE0(06|28)\b", REDIRECT, "Kakao: the redirect URI is not registered."),
    says(
        r"\bKOE007\b",
        &[&c::post_logout_redirect_uri_mismatch::CAUSE],
        "Kakao: the URI after logout is not registered.",
    ),
    says(
        r"\bKOE(008|101)\b",
        &[&c::wrong_client_id::CAUSE, &c::wrong_platform_type::CAUSE],
        "Kakao: the app key is wrong, or of another kind (REST API, JavaScript, native).",
    ),
    says(
        r"\bKOE010\b",
        &[&c::wrong_client_secret::CAUSE, &c::missing_client_auth::CAUSE],
        "Kakao: the client secret is missing or wrong; it is demanded once it is switched on.",
    ),
    says(
        r"\bKOE20[12]\b",
        &[&c::response_type_not_enabled::CAUSE],
        "Kakao: the response type is not offered.",
    ),
    says(
        r"\bKOE(205|232)\b",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "Kakao: a consent item is asked for that the app has not set up.",
    ),
    says(
        r"\bKOE303\b",
        &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "Kakao: the token request's redirect URI is not the one that the code was issued for.",
    ),
    says(
        r"\bKOE320\b",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "Kakao: the code is used, expired or not known.",
    ),
    // https://developers.kakao.com/docs/latest/en/kakaologin/trouble-shooting
    says(
        r"\bKOE322\b|expired_or_invalid_refresh_token",
        &[
            &c::refresh_token_expired::CAUSE,
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_reused::CAUSE,
        ],
        "Kakao: the refresh token has expired, or is not known.",
    ),
    // https://github.com/andreaolivato/TikTok-LoginKit-PHP/issues/6
    says(
        r"correct the following and try again:? {0,3}redirect_uri",
        REDIRECT,
        "TikTok: the redirect URI is not registered for this app.",
    ),
    says(
        r"correct the following and try again:? {0,3}client_key",
        &[&c::wrong_client_id::CAUSE, &c::app_not_published_or_test_user::CAUSE],
        "TikTok: the client key is not known, or the app is not live.",
    ),
    says(
        r"correct the following and try again:? {0,3}(scope|scopes)\b",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "TikTok: the app does not have this scope.",
    ),
    says(
        r"correct the following and try again:? {0,3}code_challenge",
        &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
        "TikTok: PKCE is demanded.",
    ),
    // https://github.com/docusign/docusign-esign-php-client/issues/187
    says(
        r"\bissuer_not_found\b",
        &[&c::wrong_client_id::CAUSE, &c::wrong_endpoint::CAUSE, &c::client_assertion_invalid::CAUSE],
        "DocuSign: the assertion's issuer is no integration key of this environment.",
    ),
    // https://github.com/mustang-im/mustang/issues/162
    says(
        r"(?i)invalid code challenge or method",
        &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
        "Yahoo: PKCE is demanded.",
    ),
    // https://github.com/composer/composer/pull/5335
    says(
        r"(?i)no callback ur[il] defined",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "Bitbucket: the consumer has no callback URL; each grant needs one.",
    ),
    // https://github.com/stravalib/stravalib/issues/730
    says(
        r"^Status Inactive\b",
        &[&c::app_disabled::CAUSE, &c::app_not_published_or_test_user::CAUSE],
        "Strava: the application is inactive; it needs its owner's subscription.",
    ),
    // Amazon's Security Token Service and Cognito's identity pools, which take tokens of other providers.
    // https://github.com/aws-actions/configure-aws-credentials/issues/280
    says(
        "No OpenIDConnect provider found in your account",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::server_misconfigured::CAUSE],
        "AWS: the account has no identity provider with the issuer that the token names.",
    ),
    // https://github.com/awslabs/amazon-eks-irsa-cfn/pull/18
    says(
        "(?i)incorrect token audience",
        &[&c::id_token_audience::CAUSE],
        "AWS: the token's `aud` is none of those that the identity provider in the account lists.",
    ),
    // https://github.com/aws-actions/configure-aws-credentials/issues/318
    says(
        "(?i)not authorized to perform:? sts:AssumeRoleWithWebIdentity",
        &[&c::access_policy_blocked::CAUSE, &c::id_token_claims::CAUSE, &c::user_not_assigned::CAUSE],
        "AWS: the role's trust policy does not admit this token; its conditions on `sub` and `aud` are compared letter by letter.",
    ),
    // https://github.com/aws/aws-sdk-php/issues/1725
    says(
        "(?i)couldn.t retrieve verification key from your identity provider",
        &[&c::server_misconfigured::CAUSE, &c::id_token_signature::CAUSE, &c::upstream_provider_error::CAUSE],
        "AWS: the issuer's metadata or keys cannot be fetched from there.",
    ),
    // https://github.com/aws-actions/configure-aws-credentials/issues/357
    says(
        "certificate doesn.t match configured thumbprint",
        &[&c::server_misconfigured::CAUSE],
        "AWS: the identity provider in the account has another thumbprint than the issuer's certificate.",
    ),
    // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/391
    says(
        "Issuer doesn.t match providerName",
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Cognito: the name under which the token is handed over is not that of its issuer.",
    ),
    // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/7
    says(
        "(?i)not from a supported provider of this identity pool",
        &[&c::id_token_audience::CAUSE, &c::server_misconfigured::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Cognito: the identity pool does not know the user pool, or not this app client of it.",
    ),
    // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/7
    says(
        "(?i)invalid login token. missing a required claim",
        &[&c::wrong_token_type::CAUSE, &c::id_token_claims::CAUSE],
        "Cognito: an access token is handed over where the ID token is due.",
    ),
    // https://github.com/evcc-io/evcc/issues/19355 and https://github.com/evcc-io/evcc/issues/14801
    says(
        REGION,
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
        "Tesla: the account or the application belongs to another region than the one whose host is called.",
    ),
    // https://github.com/bluesky-social/atproto/blob/main/packages/oauth/oauth-provider/src/request/request-manager.ts
    says(
        r"(?i)unsupported \W?(nonce|claims|id_token_hint|prompt|max_age|acr_values|display|login_hint)\W? parameter",
        &[&c::unexpected_parameter::CAUSE],
        "The server does not take this parameter.",
    ),
    // https://github.com/anitabyte/etsyv3/issues/31
    says(
        "Shared secret is required in x-api-key",
        &[&c::malformed_parameter::CAUSE, &c::missing_client_auth::CAUSE],
        "Etsy: `x-api-key` is the key, a colon and the shared secret.",
    ),
    // https://github.com/Inklings-io/inkstone/issues/3
    says(
        "(?i)client_id must be a (valid )?ur[li]",
        &[&c::wrong_client_id::CAUSE, &c::malformed_parameter::CAUSE],
        "The client id is to be the address of the client's own page, and it is a name.",
    ),
    // https://github.com/mastodon/mastodon/blob/main/app/controllers/api/base_controller.rb
    says(
        "requires an authenticated user",
        &[&c::wrong_token_type::CAUSE, &c::grant_type_missing_or_wrong::CAUSE],
        "Mastodon: the token is the client's own, and the call is one that only a person may make.",
    ),
    // https://raw.githubusercontent.com/VKCOM/vk-api-schema/master/errors.json
    says(
        r"^8 Invalid request: \S+( \(\w+\))? is required",
        &[&c::missing_parameter::CAUSE],
        "VK: a parameter that each call must bring is missing: `v` is the version of the API.",
    ),
    says(
        r"^7 Permission to perform this action is denied",
        &[&c::insufficient_scope::CAUSE, &c::access_token_invalid::CAUSE],
        "VK: the token was not given the right that the method needs.",
    ),
    // https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
    says(
        "only the owner of this app",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Atlassian: the app is not shared; only its owner may grant it access.",
    ),
    // Blue Coat and Netskope, proxies of companies. https://manualsdump.com/en/manuals/blue_coat_systems-proxy_sg/167273/70
    says(
        r"\(policy_denied\)|(?i)netskope\b.{0,80}(block|polic)",
        &[&c::waf_blocked::CAUSE, &c::proxy_altered_request::CAUSE, &c::ip_blocked::CAUSE],
        "A proxy of the company answered in the server's place: its policy does not let the request through.",
    ),
    // https://gitlab.com/gitlab-org/gitlab/-/blob/master/spec/controllers/omniauth_callbacks_controller_spec.rb
    says(
        "without a pre-existing account in",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "GitLab: nobody here has an account for the person who came back, and none is made by itself.",
    ),
    // https://github.com/frappe/erpnext/issues/29161 and https://github.com/routablehq/python-quickbooks/issues/369
    says(
        "ApplicationAuthorizationFailed|WrongClusterError",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE, &c::insufficient_scope::CAUSE],
        "Intuit: the token is of another company or environment (sandbox, production) than the one that is called.",
    ),
    // https://github.com/OpenLiberty/open-liberty/issues/11265
    says(
        "CWOAU0073E",
        &[&c::session_cookie_lost::CAUSE, &c::server_error::CAUSE, &c::https_required::CAUSE],
        "Liberty does not know any more which login this is: the cookie that it set when that began did not come back.",
    ),
    // https://developer.xero.com/documentation/oauth2/troubleshooting
    says(
        "AuthenticationUnsuccessful",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::access_token_invalid::CAUSE],
        "Xero: the header `Xero-tenant-id` is missing, names another organisation than those of this token's connections, or that one was disconnected.",
    ),
    // https://github.com/fossasia/open-event-frontend/issues/9202
    says(
        "restricted Standard OAuth for this Stripe integration",
        &[&c::app_disabled::CAUSE, &c::access_policy_blocked::CAUSE],
        "Stripe has switched off OAuth for this integration until its owner confirms in the Dashboard that it is to be used.",
    ),
    // https://github.com/netlify/gotrue/issues/249
    says(
        r"(?i)\bsign-?ups? (are )?(not allowed|disabled|closed)\b",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The person who came back has no account here, and none is made by itself: registration is closed. Another address of the same person counts as another person.",
    ),
    // https://github.com/getsentry/sentry-auth-google/issues/18
    says(
        r"(?i)\b(domain|organization) for your .{1,60} is not allowed to authenticate",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The domain or organization of this account is none of those that the client lets in.",
    ),
    // https://github.com/VKCOM/vk-android-sdk/issues/449
    says(
        "access_token was given to another ip address",
        &[&c::ip_blocked::CAUSE, &c::access_token_invalid::CAUSE],
        "VK: the token is bound to the address of the device that got it, and the call comes from another.",
    ),
    // https://github.com/firebase/firebase-admin-python/issues/487
    says(
        r"(?i)ID token has (incorrect|invalid|no) \W{0,3}aud\b",
        &[&c::id_token_audience::CAUSE, &c::access_token_wrong_audience::CAUSE],
        "Firebase: the ID token is of another project than the one that the server expects.",
    ),
    says(
        r"(?i)ID token has (incorrect|invalid|no) \W{0,3}iss\b",
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Firebase: the ID token is of another project or issuer than the one that the server expects.",
    ),
    // https://github.com/PrefectHQ/fastmcp/issues/3828
    says(
        "(?i)client was not registered with scope",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The client's registration does not name this scope.",
    ),
    // https://github.com/nextauthjs/next-auth/pull/11446
    says(
        r"(?i)your request.s HTTP (request )?method (is|was) \W{0,3}\w+\W{1,4}This function (only accepts|requires)",
        &[&c::wrong_http_method::CAUSE],
        "Dropbox: the call is to be made by another method; its API wants POST, with or without a body.",
    ),
    // https://github.com/bluesky-social/atproto/pull/3933
    says(
        r"(?i)^invalid login_hint\b",
        &[&c::malformed_parameter::CAUSE],
        "The server does not take this `login_hint`: a handle without the at sign, a DID, an address.",
    ),
    // https://github.com/getsentry/sentry-mcp/pull/882
    says(
        "(?i)upstream authorization is no longer valid",
        &[&c::upstream_provider_error::CAUSE, &c::access_token_invalid::CAUSE],
        "The server's own token for the provider behind it is no longer good.",
    ),
    // https://github.com/supabase/auth/pull/2174
    says(
        "(?i)request must originate from (an? )?authorized domain",
        &[&c::origin_not_allowed::CAUSE],
        "The server wants the request to come from a page of an admitted site (`Origin`, `Referer`).",
    ),
    // https://github.com/dani-garcia/vaultwarden/issues/6770
    says(
        "(?i)unexpected issuer uri",
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The provider's metadata names another issuer than the one that is configured; they must be equal to the last slash.",
    ),
    // https://github.com/googleapis/google-api-php-client/blob/main/src/Client.php
    says(
        "refresh token must be passed in or set as part of",
        &[&c::refresh_token_missing::CAUSE],
        "Google's client for PHP has no refresh token to renew with: Google gives one at the first consent only (`access_type=offline` and `prompt=consent`).",
    ),
    // https://github.com/openpubkey/openpubkey/issues/104
    says(
        "issuedAt of token is in the future",
        &[&c::id_token_expired_clock_skew::CAUSE],
        "The client refuses the ID token: its clock is behind the provider's.",
    ),
];

/// How Tesla says that the host is another region's.
const REGION: &str = r"(?i)must be registered in the current region|user out of region";
