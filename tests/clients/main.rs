//! What clients print, pasted without any exchange: the library is known and the cause comes first.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod relays;
#[path = "../support/mod.rs"]
mod support;

use loginscope::oauth::Relayed;
use loginscope::report::Outcome;
use loginscope::{analyse, capture};
use support::causes;

/// Library, what it prints, and the cause that the words name.
const PRINTED: &[(&str, &str, &str)] = &[
    // Spring Security
    (
        "Spring Security",
        "[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: 401 Unauthorized: \"{\"error\":\"invalid_client\",\"error_description\":\"Invalid client secret\"}\"",
        "wrong_client_secret",
    ),
    (
        "Spring Security",
        "org.springframework.security.oauth2.core.OAuth2AuthenticationException: [authorization_request_not_found] \n\tat org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter.attemptAuthentication",
        "session_cookie_lost",
    ),
    ("Spring Security", "OAuth2AuthenticationException: [invalid_state_parameter]", "state_mismatch"),
    ("Spring Security", "[invalid_nonce]", "nonce_mismatch"),
    (
        "Spring Security",
        "[invalid_id_token] An error occurred while attempting to decode the Jwt: Signed JWT rejected: Another algorithm expected, or no matching key(s) found",
        "id_token_signature",
    ),
    (
        "Spring Security",
        "[invalid_id_token] The ID Token contains invalid claims: {iat=2026-11-23T22:12:58Z}",
        "id_token_expired_clock_skew",
    ),
    (
        "Spring Security",
        "[invalid_id_token] The ID Token contains invalid claims: {aud=[other]}",
        "id_token_audience",
    ),
    (
        "Spring Security",
        "[invalid_user_info_response] An error occurred while attempting to retrieve the UserInfo Resource: 403 Forbidden: [no body]",
        "insufficient_scope",
    ),
    (
        "Spring Security",
        "OAuth2AuthorizationException: [invalid_grant] Incorrect redirect_uri",
        "redirect_uri_mismatch_token",
    ),
    // angular-auth-oidc-client
    (
        "angular-auth-oidc-client",
        "[WARN] Validate_id_token_nonce failed, dataIdToken.nonce: N0.529 local_nonce: ",
        "nonce_mismatch",
    ),
    // ASP.NET Core and IdentityModel
    (
        "ASP.NET Core",
        "An unhandled exception occurred while processing the request.\nException: Correlation failed.\nUnknown location",
        "session_cookie_lost",
    ),
    (
        "ASP.NET Core",
        "warn: Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectHandler[15]\n      '.AspNetCore.Correlation.Xi3dQ' cookie not found.",
        "session_cookie_lost",
    ),
    ("ASP.NET Core", "Exception: Unable to unprotect the message.State.", "state_mismatch"),
    (
        "ASP.NET Core",
        "OpenIdConnectProtocolException: Message contains error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.', error_uri: 'https://login.microsoftonline.com/error?code=7000215'.",
        "wrong_client_secret",
    ),
    (
        "ASP.NET Core",
        "OpenIdConnectProtocolException: Message contains error: 'access_denied', error_description: 'User denied access', error_uri: 'error_uri is null'.",
        "access_denied_by_user",
    ),
    (
        "ASP.NET Core",
        "System.Exception: OAuth token endpoint failure: invalid_grant;Description=The provided authorization code has expired.",
        "code_expired",
    ),
    (
        "ASP.NET Core",
        "System.Exception: OAuth token endpoint failure: Status: Forbidden;Headers: Server: cloudflare\n;Body: error code: 1010;",
        "waf_blocked",
    ),
    (
        "Microsoft IdentityModel",
        "IDX21323: RequireNonce is 'True'. OpenIdConnectProtocolValidationContext.Nonce was null, OpenIdConnectProtocol.ValidatedIdToken.Payload.Nonce was not null.",
        "nonce_mismatch",
    ),
    (
        "Microsoft IdentityModel",
        "SecurityTokenInvalidAudienceException: IDX10214: Audience validation failed. Audiences: '[PII is hidden]'. Did not match: validationParameters.ValidAudience: '[PII is hidden]'",
        "id_token_audience",
    ),
    (
        "Microsoft IdentityModel",
        "IDX10205: Issuer validation failed. Issuer: 'https://sts.windows.net/a/'. Did not match: validationParameters.ValidIssuer: 'https://login.microsoftonline.com/b/v2.0'",
        "id_token_issuer",
    ),
    (
        "Microsoft IdentityModel",
        "IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '11/23/2026 22:12:58', Current time (UTC): '11/24/2026 22:12:58'.",
        "id_token_expired_clock_skew",
    ),
    (
        "Microsoft IdentityModel",
        "IDX10501: Signature validation failed. Unable to match key: kid: 'x'",
        "id_token_signature",
    ),
    (
        "Microsoft IdentityModel",
        "InvalidOperationException: IDX20803: Unable to obtain configuration from: 'https://login.example.com/tenant/v2.0/.well-known/openid-configuration'.",
        "wrong_tenant_or_issuer",
    ),
    (
        "Microsoft.Identity.Web",
        "IDW10201: Neither scope nor roles claim was found in the bearer token. Authentication scheme used: 'Bearer'.",
        "insufficient_scope",
    ),
    (
        "Microsoft.Identity.Web",
        "IDW10104: Both client secret and client certificate cannot be null or whitespace, and only ONE must be included in the configuration of the web app when calling a web API.",
        "missing_client_auth",
    ),
    // MSAL
    (
        "MSAL",
        "ClientAuthError: state_mismatch: State mismatch error. Please check your network. Continued requests may cause cache overflow.",
        "state_mismatch",
    ),
    (
        "MSAL",
        "BrowserAuthError: no_token_request_cache_error: No token request found in cache.",
        "session_cookie_lost",
    ),
    (
        "MSAL",
        "BrowserAuthError: monitor_window_timeout: Token acquisition in iframe failed due to timeout.",
        "third_party_cookies_blocked",
    ),
    (
        "MSAL",
        "BrowserAuthError: interaction_in_progress: Interaction is currently in progress. Please ensure that this interaction has been completed before calling an interactive API.",
        "login_loop",
    ),
    (
        "MSAL",
        "ClientAuthError: endpoints_resolution_error: Endpoints cannot be resolved",
        "wrong_tenant_or_issuer",
    ),
    (
        "MSAL",
        "BrowserAuthError: hash_empty_error: Hash value cannot be processed because it is empty.",
        "callback_failed",
    ),
    ("MSAL", "BrowserAuthError: user_cancelled: User cancelled the flow.", "access_denied_by_user"),
    (
        "MSAL",
        "BrowserAuthError: post_request_failed: Network request failed: If the browser threw a CORS error, check that the redirectUri is registered in the Azure App Portal as type 'SPA'",
        "cors_blocked",
    ),
    (
        "MSAL",
        "ServerError: invalid_client: 7000218 - [2026-11-23 22:12:58Z]: AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        "missing_client_auth",
    ),
    (
        "MSAL",
        "InteractionRequiredAuthError: interaction_required: AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.",
        "interaction_required",
    ),
    (
        "MSAL",
        "MSAL.NetCore.4.61.MsalServiceException:\n\tErrorCode: invalid_client\nMicrosoft.Identity.Client.MsalServiceException: A configuration issue is preventing authentication - AADSTS7000222: The provided client secret keys for app 'x' are expired.",
        "expired_client_secret",
    ),
    (
        "MSAL",
        "com.microsoft.aad.msal4j.MsalServiceException: AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.",
        "wrong_client_id",
    ),
    (
        "MSAL",
        "msal.oauth2cli.oidc.IdTokenAudienceError: 3. The aud (audience) claim must contain this client's client_id",
        "id_token_audience",
    ),
    // openid-client and oauth4webapi
    ("openid-client", "RPError: state mismatch, expected a1b2, got: c3d4", "state_mismatch"),
    ("openid-client", "RPError: checks.state argument is missing", "session_cookie_lost"),
    ("openid-client", "RPError: nonce mismatch, expected a1b2, got: c3d4", "nonce_mismatch"),
    (
        "openid-client",
        "RPError: unexpected iss value, expected https://op.example/, got: https://op.example",
        "id_token_issuer",
    ),
    ("openid-client", "RPError: aud mismatch, expected shop, got: other", "id_token_audience"),
    (
        "openid-client",
        "RPError: id_token expired, now 1795471978, exp 1795471900",
        "id_token_expired_clock_skew",
    ),
    (
        "openid-client",
        "RPError: unexpected JWT alg received, expected RS256, got: HS256",
        "id_token_signature",
    ),
    (
        "openid-client",
        "OPError: invalid_grant (PKCE verification failed)\n    at processResponse (node_modules/openid-client/lib/helpers/process_response.js:38:13)",
        "pkce_verifier_mismatch",
    ),
    ("openid-client", "OPError: expected 200 OK, got: 403 Forbidden", "waf_blocked"),
    (
        "oauth4webapi",
        "OperationProcessingError: unexpected \"state\" response parameter value",
        "state_mismatch",
    ),
    (
        "oauth4webapi",
        "OperationProcessingError: unexpected JWT \"alg\" header parameter",
        "id_token_signature",
    ),
    (
        "oauth4webapi",
        "OperationProcessingError: unexpected JWT \"iss\" (issuer) claim value",
        "id_token_issuer",
    ),
    (
        "oauth4webapi",
        "ResponseBodyError: server responded with an error in the response body\n    at checkOAuthBodyError {\n  code: 'OAUTH_RESPONSE_BODY_ERROR',\n  error: 'invalid_client',\n  status: 401,\n  error_description: 'Client secret is expired'\n}",
        "expired_client_secret",
    ),
    // Auth.js
    (
        "Auth.js",
        "[auth][error] InvalidCheck: pkceCodeVerifier value could not be parsed. Read more at https://errors.authjs.dev#invalidcheck",
        "session_cookie_lost",
    ),
    (
        "Auth.js",
        "[next-auth][error][OAUTH_CALLBACK_ERROR] \nhttps://next-auth.js.org/errors#oauth_callback_error State cookie was missing. {\n  error: TypeError: State cookie was missing.",
        "session_cookie_lost",
    ),
    (
        "openid-client",
        "[next-auth][error][OAUTH_CALLBACK_ERROR] \nhttps://next-auth.js.org/errors#oauth_callback_error invalid_client (Bad client credentials) {\n  error: OPError: invalid_client (Bad client credentials)",
        "wrong_client_secret",
    ),
    (
        "Auth.js",
        "[auth][error] UntrustedHost: Host must be trusted. URL was: http://localhost:3000/api/auth/session",
        "proxy_altered_request",
    ),
    ("Auth.js", "https://shop.example/auth/error?error=OAuthAccountNotLinked", "account_not_allowed"),
    // Go
    (
        "golang.org/x/oauth2",
        "oauth2: cannot fetch token: 400 Bad Request\nResponse: {\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}",
        "code_reused",
    ),
    (
        "golang.org/x/oauth2",
        "level=error msg=\"Error redeeming code during OAuth2 callback: token exchange failed: oauth2: \\\"unauthorized_client\\\" \\\"Invalid client or Invalid client credentials\\\"\"",
        "wrong_client_secret",
    ),
    (
        "golang.org/x/oauth2",
        "oauth2: \"invalid_grant\" \"The redirect URI in the request did not match\"",
        "redirect_uri_mismatch_token",
    ),
    ("golang.org/x/oauth2", "oauth2: token expired and refresh token is not set", "refresh_token_missing"),
    (
        "golang.org/x/oauth2",
        "error: get-token: authentication error: authcode-browser error: authentication error: authorization code flow error: oauth2 error: token exchange error: oauth2: \"invalid_client\" \"Invalid client credentials.\"",
        "wrong_client_secret",
    ),
    (
        "go-oidc",
        "failed to verify ID Token: oidc: expected audience \"shop\" got [\"other\"]",
        "id_token_audience",
    ),
    (
        "go-oidc",
        "oidc: id token issued by a different provider, expected \"https://a.example\" got \"https://b.example\"",
        "id_token_issuer",
    ),
    (
        "go-oidc",
        "oidc: issuer did not match the issuer returned by provider, expected \"https://op.example\" got \"https://op.example/\"",
        "id_token_issuer",
    ),
    (
        "go-oidc",
        "oidc: token is expired (Token Expiry: 2026-11-23 22:12:58 +0000 UTC)",
        "id_token_expired_clock_skew",
    ),
    ("go-oidc", "failed to verify signature: failed to verify id token signature", "id_token_signature"),
    (
        "oauth2-proxy",
        "Login Failed: Unable to find a valid CSRF token. Please try again.",
        "session_cookie_lost",
    ),
    (
        "oauth2-proxy",
        "Error creating session during OAuth2 callback: email in id_token (ann@example.com) isn't verified",
        "account_not_allowed",
    ),
    ("oauth2-proxy", "[AuthFailure] Invalid authentication via OAuth2: unauthorized", "user_not_assigned"),
    // Node, Python, Ruby, PHP
    (
        "passport",
        "InternalOAuthError: Failed to obtain access token (status: 401 data: {\"error\":\"invalid_client\",\"error_description\":\"The client secret is invalid\"})",
        "wrong_client_secret",
    ),
    // GitHub's sentence, whoever prints it: where it was looked into, the code had been used.
    ("passport", "TokenError: The code passed is incorrect or expired.", "code_reused"),
    ("passport", "{\"message\":\"Unable to verify authorization request state.\"}", "session_cookie_lost"),
    ("passport", "InternalOAuthError: Failed to fetch user profile (status: 403)", "insufficient_scope"),
    (
        "Authlib",
        "authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not equal in request and response.",
        "state_mismatch",
    ),
    (
        "Authlib",
        "authlib.jose.errors.InvalidClaimError: invalid_claim: Invalid claim \"iss\"",
        "id_token_issuer",
    ),
    (
        "Authlib",
        "authlib.integrations.base_client.errors.OAuthError: invalid_client: Client authentication failed: secret mismatch",
        "wrong_client_secret",
    ),
    (
        "oauthlib",
        "oauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.",
        "state_mismatch",
    ),
    (
        "oauthlib",
        "oauthlib.oauth2.rfc6749.errors.InsecureTransportError: (insecure_transport) OAuth 2 MUST utilize https.",
        "https_required",
    ),
    (
        "oauthlib",
        "oauthlib.oauth2.rfc6749.errors.InvalidGrantError: (invalid_grant) Code was already redeemed.",
        "code_reused",
    ),
    ("oauthlib", "Warning: Scope has changed from \"openid email\" to \"openid\".", "scope_not_granted"),
    (
        "omniauth",
        "E, [2026-11-23T22:12:58] ERROR -- omniauth: (google_oauth2) Authentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected",
        "state_mismatch",
    ),
    (
        "omniauth",
        "(oauth2) Authentication failure! invalid_credentials: OAuth2::Error, invalid_client: Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
        "wrong_client_secret",
    ),
    (
        "omniauth",
        "Could not authenticate you from OpenIDConnect because \"Invalid grant :: code not valid\".",
        "code_reused",
    ),
    (
        "django-allauth",
        "allauth.socialaccount.providers.oauth2.client.OAuth2Error: Error retrieving access token: b'{\"error\":\"redirect_uri_mismatch\",\"error_description\":\"The redirect_uri MUST match the registered callback URL for this application.\"}'",
        "redirect_uri_mismatch_token",
    ),
    (
        "mozilla-django-oidc",
        "SuspiciousOperation: OIDC callback state not found in session `oidc_states`!",
        "session_cookie_lost",
    ),
    ("mozilla-django-oidc", "SuspiciousOperation: JWT Nonce verification failed.", "nonce_mismatch"),
    (
        "mozilla-django-oidc",
        "Get Token Error (url: https://op.example/token, status: 401, body: {\"error\":\"invalid_client\",\"error_description\":\"bad secret\"})",
        "wrong_client_secret",
    ),
    (
        "Laravel Socialite",
        "Laravel\\Socialite\\Two\\InvalidStateException in vendor/laravel/socialite/src/Two/AbstractProvider.php:247",
        "state_mismatch",
    ),
    (
        "Guzzle",
        "GuzzleHttp\\Exception\\ClientException: Client error: `POST https://op.example/oauth/token` resulted in a `401 Unauthorized` response:\n{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed, wrong secret\"}",
        "wrong_client_secret",
    ),
    (
        "league/oauth2-client",
        "League\\OAuth2\\Client\\Provider\\Exception\\IdentityProviderException: invalid_grant",
        "code_reused",
    ),
    (
        "google-auth",
        "google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant', 'error_description': 'Token has been expired or revoked.'})",
        "refresh_token_expired",
    ),
    (
        "google-auth",
        "ERROR: (gcloud.projects.list) There was a problem refreshing your current auth tokens: ('invalid_grant: Bad Request', {'error': 'invalid_grant', 'error_description': 'Bad Request'})",
        "refresh_token_expired",
    ),
    // Browsers' and phones' libraries
    ("oidc-client-ts", "Error: No matching state found in storage", "state_mismatch"),
    ("oidc-client-ts", "Error: IFrame timed out without a response", "third_party_cookies_blocked"),
    ("oidc-client-ts", "Error: authority mismatch on settings vs. signin state", "wrong_tenant_or_issuer"),
    (
        "Auth0 SDK",
        "Error: Issuer (iss) claim mismatch in the ID token; expected \"https://a.example/\", found \"https://b.example/\"",
        "id_token_issuer",
    ),
    (
        "Auth0 SDK",
        "Error: Signature algorithm of \"HS256\" is not supported. Expected the ID token to be signed with \"RS256\".",
        "id_token_signature",
    ),
    (
        "AppAuth",
        "net.openid.appauth.AuthorizationException: {\"type\":2,\"code\":2002,\"error\":\"invalid_grant\",\"errorDescription\":\"PKCE verification failed\"}",
        "pkce_verifier_mismatch",
    ),
    (
        "AppAuth",
        "AuthorizationException: {\"type\":0,\"code\":9,\"errorDescription\":\"Issued at time is more than 10 minutes before or after the current time\"}",
        "id_token_expired_clock_skew",
    ),
    // Web servers and Java
    (
        "mod_auth_openidc",
        "oidc_unsolicited_proto_state: no \"mod_auth_openidc_state_x\" state cookie found: check domain and samesite cookie settings",
        "session_cookie_lost",
    ),
    (
        "mod_auth_openidc",
        "oidc_proto_validate_aud_and_azp: our configured client_id (shop) could not be found in the array of values for \"aud\" claim",
        "id_token_audience",
    ),
    (
        "lua-resty-openidc",
        "request to the redirect_uri path but there's no session state found, client: 203.0.113.7",
        "session_cookie_lost",
    ),
    (
        "lua-resty-openidc",
        "openidc.lua:585: response indicates failure, status=401, body={\"error\":\"invalid_client\",\"error_description\":\"wrong secret\"}",
        "wrong_client_secret",
    ),
    (
        "Keycloak adapter",
        "ERROR [org.keycloak.adapters.OAuthRequestAuthenticator] failed to turn code into token\nERROR status from server: 400\nERROR    {\"error\":\"invalid_grant\",\"error_description\":\"Incorrect redirect_uri\"}",
        "redirect_uri_mismatch_token",
    ),
    ("traefik-forward-auth", "level=error msg=\"Missing csrf cookie\"", "session_cookie_lost"),
    // Command lines
    (
        "MCP SDK",
        "Error: Incompatible auth server: does not support dynamic client registration",
        "wrong_client_id",
    ),
    ("MCP SDK", "Error: HTTP 403 trying to load well-known OAuth metadata", "waf_blocked"),
    (
        "a command-line login",
        "Token exchange failed: token endpoint returned status 403 Forbidden",
        "waf_blocked",
    ),
    (
        "a command-line login",
        "Token exchange failed: token endpoint returned status 403 Forbidden: {\"error\":{\"code\":\"unsupported_country_region_territory\",\"message\":\"Country, region, or territory not supported\"}}",
        "ip_blocked",
    ),
];

/// Texts of no library, or of servers, by themselves.
const BARE: &[(&str, &str)] = &[
    (
        "AADSTS50011: The redirect URI 'https://shop.example/cb' specified in the request does not match the redirect URIs configured for the application",
        "redirect_uri_mismatch_authorize",
    ),
    ("ERROR: AADSTS700082: The refresh token has expired due to inactivity.", "refresh_token_expired"),
    (
        "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS501481: The Code_Verifier does not match the code_challenge supplied in the authorization request.\"}",
        "pkce_verifier_mismatch",
    ),
    (
        "{'error': 'invalid_client', 'error_description': \"AADSTS7000215: Invalid client secret provided.\"}",
        "wrong_client_secret",
    ),
    ("Error 400: redirect_uri_mismatch", "redirect_uri_mismatch_authorize"),
    ("error=access_denied&error_description=The+user+denied+the+request", "access_denied_by_user"),
];

fn first_cause(text: &str) -> String {
    let Ok(capture) = capture::read("-", text.as_bytes()) else { return "not read".into() };
    let report = analyse(&[capture], &[]);
    let failed = report.flows.iter().any(|flow| flow.outcome == Outcome::Failed);
    if failed { causes(&report).first().cloned().unwrap_or_default() } else { "no failed flow".into() }
}

#[test]
fn what_a_library_prints_is_enough_for_a_diagnosis() {
    let mut wrong = Vec::new();
    for (library, text, cause) in PRINTED {
        let told = Relayed::of_text(text);
        let known = told.as_ref().and_then(|told| told.library);
        if known != Some(library) && !text.starts_with(['{', 'h']) {
            wrong.push(format!("{library}: taken for {known:?}: {text}"));
        }
        let found = first_cause(text);
        if found != *cause {
            wrong.push(format!("{library}: {found}, not {cause}: {text}\n    {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), PRINTED.len(), wrong.join("\n"));
}

#[test]
fn an_error_by_itself_is_enough_for_a_diagnosis() {
    let wrong: Vec<String> = BARE
        .iter()
        .map(|(text, cause)| (text, first_cause(text), cause))
        .filter(|(_, found, cause)| found != *cause)
        .map(|(text, found, cause)| format!("{found}, not {cause}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
