//! Sentences of proxies and web servers, browsers' and phones' libraries, and command lines. Data only.

use super::Library;
use crate::oauth::Step::{Authorization, Callback, Discovery, IdToken, Registration, StateCheck, Token};

pub static LIBRARIES: &[Library] = &[
    Library {
        name: "oauth2-proxy",
        source: "https://github.com/oauth2-proxy/oauth2-proxy/blob/master/oauthproxy.go",
        lines: &[
            (StateCheck, "valid csrf token", r"Unable to find a valid CSRF token"),
            (StateCheck, "csrf token mismatch", r"CSRF token mismatch, potential attack"),
            (IdToken, "isn't verified", r"email in id_token \([^)]*\) isn't verified"),
            (
                IdToken,
                "audience from claim",
                r"audience from claim .{0,200}does not match with any of allowed audiences",
            ),
            (
                Callback,
                "invalid authentication via oauth2",
                r"Invalid authentication via OAuth2: unauthorized",
            ),
            (IdToken, "verify id_token", r"could not verify id_token[^\n]*"),
            (Token, "no access token found", r"no access token found"),
            (Token, "error redeeming code", r"Error redeeming code during OAuth2 callback"),
            (Token, "could not refresh", r"could not (refresh|update) session"),
        ],
    },
    Library {
        name: "mod_auth_openidc",
        source: "https://github.com/OpenIDC/mod_auth_openidc/tree/master/src",
        lines: &[
            (
                StateCheck,
                "state cookie found",
                r#"no "[^"]*" state cookie found: check domain and samesite cookie settings"#,
            ),
            (StateCheck, "invalid authorization response state", r"invalid authorization response state"),
            (IdToken, "nonce", r#"oidc_\w*(proto|validate)\w*:[^\n]{0,80}nonce"#),
            (IdToken, "\"iss\"", r#"oidc_\w+:[^\n]{0,80}"?iss"? (string|value|claim)"#),
            (
                IdToken,
                "\"aud\"",
                r#"could not be found in (the array of values for )?"aud"|audience values could be found in "aud" claim"#,
            ),
            (IdToken, "signature", r"oidc_proto_jwt_verify[^\n]{0,80}(signature|verif)"),
            (
                Token,
                "calling the token endpoint",
                r"error when calling the token endpoint|oidc_proto_token_endpoint_request",
            ),
        ],
    },
    Library {
        name: "lua-resty-openidc",
        source: "https://github.com/zmartzone/lua-resty-openidc/blob/master/lib/resty/openidc.lua",
        lines: &[
            (
                StateCheck,
                "no session state found",
                r"request to the redirect_uri path but there's no session state found",
            ),
            (
                StateCheck,
                "does not match state restored",
                r"state from argument: .{0,200}does not match state restored from session|state from argument does not match",
            ),
            (Callback, "unhandled request to the redirect_uri", r"unhandled request to the redirect_uri"),
            (IdToken, "in id_token is not equal", r#"issuer "[^"]*" in id_token is not equal"#),
            (IdToken, "signature verification failed", r"id_token '\w+' signature verification failed"),
            (IdToken, "id_token not yet valid", r"id_token not yet valid"),
            (IdToken, "id_token expired", r"id_token expired"),
            (
                Token,
                "response indicates failure",
                r"response indicates failure, status=(?P<status>\d+), body=(?P<description>[^\n]*)",
            ),
            (Discovery, "accessing discovery url", r"accessing (discovery|jwks) url .{0,200}failed"),
            (Token, "accessing token endpoint", r"accessing token endpoint .{0,200}failed"),
        ],
    },
    Library {
        name: "Envoy",
        source: "https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/http/oauth2/filter.cc",
        lines: &[
            (StateCheck, "csrf token validation failed", r"csrf token validation failed"),
            (Callback, "oauth flow failed", r"OAuth flow failed"),
        ],
    },
    Library {
        name: "OpenID-Connect-PHP",
        source: "https://github.com/jumbojett/OpenID-Connect-PHP/blob/master/src/OpenIDConnectClient.php",
        lines: &[
            (Discovery, "could not be fetched", r"The provider [a-z_]+ could not be fetched[^\n]*"),
            (StateCheck, "unable to determine state", r"Unable to determine state"),
            (IdToken, "unable to verify", r"Unable to verify (signature|JWT claims)[^\n]*"),
            (Token, "got response: ", r"Got response: (?P<code>[a-z]+(?:_[a-z]+)+)"),
        ],
    },
    Library {
        name: "traefik-forward-auth",
        source: "https://github.com/thomseddon/traefik-forward-auth/blob/master/internal/server.go",
        lines: &[
            (StateCheck, "missing csrf cookie", r"Missing csrf cookie"),
            (StateCheck, "invalid csrf", r"(?i)Invalid CSRF (state|cookie)"),
            (Token, "code exchange failed with provider", r"Code exchange failed with provider"),
            (
                Callback,
                "using \"secure\" cookies",
                r#"You are using "secure" cookies for a request that was not"#,
            ),
        ],
    },
    Library {
        name: "angular-auth-oidc-client",
        source: "https://github.com/damienbod/angular-auth-oidc-client/tree/main/projects/angular-auth-oidc-client/src/lib",
        lines: &[
            (IdToken, "nonce failed", r"(?i)validate_?id_?token_?nonce failed"),
            (StateCheck, "incorrect state", r"authorizedCallback,? incorrect state"),
            (IdToken, "token(s) validation failed", r"token\(s\) validation failed,? resetting"),
        ],
    },
    Library {
        name: "oidc-client-ts",
        source: "https://github.com/authts/oidc-client-ts/tree/main/src",
        lines: &[
            (StateCheck, "no matching state found", r"No matching state found in storage"),
            (StateCheck, "no state in response", r"No state in response"),
            (StateCheck, "state does not match", r"State does not match"),
            (
                StateCheck,
                "mismatch on settings",
                r"(authority|client_id) mismatch on settings vs\. signin state",
            ),
            (IdToken, "nonce in id_token", r"[Nn]once in id_token does not match"),
            (IdToken, "subject from", r"subject from (UserInfo response|ID Token|original ID Token)"),
            (Callback, "iframe timed out", r"IFrame timed out without a response"),
            (Callback, "frame window timed out", r"Frame window timed out"),
            (IdToken, "is in the past", r"\b(exp|iat|nbf) is in the past"),
            (Token, "invalid response content-type", r"Invalid response Content-Type: [^,\n]*, from URL"),
            (Token, "errorresponse: ", r"\bErrorResponse: (?P<description>[^\n]*)"),
        ],
    },
    Library {
        name: "Auth0 SDK",
        source: "https://github.com/auth0/auth0-spa-js/blob/main/src/jwt.ts",
        lines: &[
            (StateCheck, "invalid state", r"\bInvalid state\b"),
            (
                IdToken,
                "claim ",
                r"\(\w+\) claim (mismatch|error|must be)[^\n]{0,60}ID token|claim (mismatch|must be)[^\n]{0,60}in the ID token",
            ),
            (IdToken, "signature algorithm of", r#"Signature algorithm of "[^"]*" is not supported"#),
            (Callback, "missing refresh token", r"(?i)missing.?refresh.?token"),
            (Discovery, "discovery requests failing", r"Discovery requests failing for [^\n]*"),
        ],
    },
    Library {
        name: "okta-auth-js",
        source: "https://github.com/okta/okta-auth-js/blob/master/lib/oidc/util/pkce.ts",
        lines: &[(
            StateCheck,
            "from storage",
            r"(Could not load PKCE codeVerifier|Unable to retrieve OAuth redirect params) from storage",
        )],
    },
    Library {
        name: "AppAuth",
        source: "https://github.com/openid/AppAuth-Android/blob/master/library/java/net/openid/appauth/AuthorizationException.java",
        lines: &[
            (IdToken, "id token expired", r"ID Token expired"),
            (IdToken, "issued at time", r"Issued at time is more than 10 minutes"),
            (IdToken, "nonce mismatch", r"Nonce mismatch"),
            (
                StateCheck,
                "state mismatch",
                r"State mismatch|Response state param did not match request state",
            ),
            (Authorization, "user cancelled flow", r"User cancelled flow"),
            (
                Token,
                "authorizationexception",
                r#"AuthorizationException: \{"type":2,"code":\d+(?:,"error":"(?P<code>[^"]*)")?(?:,"errorDescription":"(?P<description>[^"]*)")?"#,
            ),
            (
                Authorization,
                "authorizationexception",
                r#"AuthorizationException: \{"type":\d+,"code":\d+(?:,"error":"(?P<code>[^"]*)")?(?:,"errorDescription":"(?P<description>[^"]*)")?"#,
            ),
            (Token, "org.openid.appauth.oauth_token", r"org\.openid\.appauth\.oauth_token"),
            (
                Authorization,
                "org.openid.appauth.oauth_authorization",
                r"org\.openid\.appauth\.oauth_authorization",
            ),
            (
                Authorization,
                "org.openid.appauth.general",
                r"org\.openid\.appauth\.general[^\n]{0,20}-(3|4)\b",
            ),
        ],
    },
    Library {
        name: "Keycloak adapter",
        source: "https://github.com/keycloak/keycloak/blob/22.0.5/adapters/oidc/adapter-core/src/main/java/org/keycloak/adapters/OAuthRequestAuthenticator.java",
        lines: &[
            (Token, "failed to turn code into token", r"failed to turn code into token"),
            (
                Token,
                "could not obtain grant code",
                r"Could not obtain grant code[^\n]{0,20}?(?P<status>\d{3})?",
            ),
            (StateCheck, "state parameter invalid", r"state parameter invalid|No state cookie"),
            (IdToken, "failed verification of token", r"[Ff]ailed verification of token"),
        ],
    },
    Library {
        name: "MCP SDK",
        source: "https://github.com/modelcontextprotocol/typescript-sdk/blob/main/src/client/auth.ts",
        lines: &[
            (
                Callback,
                "existing oauth client information",
                r"Existing OAuth client information is required when exchanging an authorization code",
            ),
            (
                Registration,
                "does not support dynamic client registration",
                r"Incompatible auth server: does not support dynamic client registration",
            ),
            (
                Authorization,
                "does not support code challenge method",
                r"Incompatible auth server: does not support code challenge method",
            ),
            (
                Authorization,
                "does not support response type",
                r"Incompatible auth server: does not support response type",
            ),
            (Discovery, "trying to load", r"HTTP (?P<status>\d{3}) trying to load .{0,60}metadata"),
            (
                Discovery,
                "protected resource metadata",
                r"Resource server does not implement OAuth 2\.0 Protected Resource Metadata",
            ),
            (
                Registration,
                "registration failed",
                r"(?i)registration failed:? \(?(?:HTTP )?(?P<status>\d{3})",
            ),
            (
                Token,
                "oauthtokenerror",
                r"OAuthTokenError: (?:Token exchange failed \((?P<status>\d{3})\): )?",
            ),
            (StateCheck, "state parameter mismatch", r"State parameter mismatch"),
            (StateCheck, "response iss mismatch", r"Authorization response iss mismatch"),
            (Authorization, "does not match expected", r"Protected resource \S+ does not match expected"),
        ],
    },
    Library {
        name: "google-auth",
        source: "https://github.com/googleapis/google-auth-library-python/blob/main/google/oauth2/_client.py",
        lines: &[
            (Token, "refresherror", r"RefreshError: \(?'?(?P<code>[a-z_]+): ?(?P<description>[^',\n]*)"),
            (
                Token,
                "problem refreshing",
                r"problem refreshing your current auth tokens: \(?'?(?P<code>[a-z_]+)?:? ?(?P<description>[^',\n]*)",
            ),
            (Token, "gaxioserror", r"GaxiosError: (?P<code>[a-z]+(?:_[a-z]+)+)"),
        ],
    },
    Library {
        name: "Quarkus OIDC",
        source: "https://github.com/quarkusio/quarkus/blob/main/extensions/oidc/runtime/src/main/java/io/quarkus/oidc/runtime/CodeAuthenticationMechanism.java",
        lines: &[
            (
                StateCheck,
                "state cookie",
                r"State cookie (is not available|value is not expected|has a wrong|is missing|is present but)|[Ss]tate cookie .{0,60}(missing|not found)",
            ),
            (Token, "code to token exchange", r"[Ee]xception during the code to token exchange"),
        ],
    },
    Library {
        name: "a command-line login",
        source: "https://github.com/openai/codex/blob/main/codex-rs/login/src/server.rs",
        lines: &[
            (StateCheck, "state mismatch", r"^\s*(?:Error: )?State mismatch\s*$"),
            (Token, "returned status", r"(?i)token endpoint returned status:? (?P<status>\d{3})"),
            (Token, "token exchange failed", r"(?i)token exchange failed"),
        ],
    },
];
