//! Sentences of libraries for Node, Go, Python, Ruby and PHP. Data only.

use super::Library;
use crate::oauth::Step::{Api, Authorization, Callback, Discovery, IdToken, StateCheck, Token, Userinfo};

pub static LIBRARIES: &[Library] = &[
    Library {
        name: "openid-client",
        source: "https://github.com/panva/openid-client/blob/v5.x/lib/client.js",
        lines: &[
            (StateCheck, "state mismatch, expected", r"state mismatch, expected"),
            (StateCheck, "checks.state argument", r"checks\.state argument is missing"),
            (IdToken, "nonce mismatch", r"nonce mismatch, expected|nonce missing from"),
            (IdToken, "unexpected iss value", r"unexpected iss value, expected|iss mismatch, expected"),
            (IdToken, "aud ", r"\baud (mismatch|is missing the client_id), expected"),
            (
                IdToken,
                "id_token",
                r"id_token (expired|issued (too far in the past|in the future)|not active yet)",
            ),
            (IdToken, "unexpected jwt alg", r"unexpected JWT alg received, expected"),
            (IdToken, "failed to validate jwt signature", r"failed to validate JWT signature"),
            (IdToken, "no valid key found", r"no valid key found"),
            (
                Authorization,
                "missing from response",
                r"\b(code|id_token|access_token|state) missing from response",
            ),
            (Token, "operror", r"OPError: (?P<code>[a-z]+(?:_[a-z]+)+)(?: \((?P<description>[^\n]*)\))?"),
            (Token, "operror", r"OPError: expected 200 OK, got: (?P<status>\d{3})"),
            (Discovery, "rperror", r"RPError: outgoing request timed out"),
        ],
    },
    Library {
        name: "oauth4webapi",
        source: "https://github.com/panva/oauth4webapi/blob/main/src/index.ts",
        lines: &[
            (StateCheck, "unexpected \"state\"", r#"unexpected "state" response parameter value"#),
            (StateCheck, "unexpected \"iss\"", r#"unexpected "iss" \(issuer\) response parameter value"#),
            (StateCheck, "\"state\" missing", r#"response parameter "state" missing"#),
            (IdToken, "unexpected id token \"nonce\"", r#"unexpected ID Token "nonce" claim value"#),
            (
                IdToken,
                "unexpected jwt",
                r#"unexpected JWT (claim value encountered|"[a-z_]+" \([^)]*\) claim value|"alg" header parameter|"[a-z]+" )"#,
            ),
            (
                IdToken,
                "unexpected \"",
                r#"unexpected "(iss|aud|azp|nonce|exp|iat|nbf)" \([^)]*\) claim value"#,
            ),
            (IdToken, "timestamp claim", r#"unexpected JWT "(exp|nbf|iat)"[^\n]{0,40}timestamp"#),
            (
                Token,
                "responsebodyerror",
                r"ResponseBodyError: server responded with an error in the response body",
            ),
            (Token, "wwwauthenticatechallengeerror", r"WWWAuthenticateChallengeError"),
            (Authorization, "authorizationresponseerror", r"AuthorizationResponseError"),
            (Token, "is not a conform", r#""response" is not a conform Token Endpoint response"#),
            (
                Discovery,
                "is not a conform",
                r#""response" is not a conform (Authorization Server Metadata|OpenID)"#,
            ),
        ],
    },
    Library {
        name: "Auth.js",
        source: "https://github.com/nextauthjs/next-auth/blob/main/packages/core/src/errors.ts",
        lines: &[
            (StateCheck, "cookie was missing", r"(?i)(pkce ?code_?verifier|state|nonce) cookie was missing"),
            (StateCheck, "invalidcheck", r"InvalidCheck\w*: "),
            (Callback, "oauthaccountnotlinked", r"OAuthAccountNotLinked"),
            (Callback, "untrustedhost", r"UntrustedHost|Host must be trusted"),
            (
                Discovery,
                "signin_oauth_error",
                r"\[next-auth\]\[error\]\[SIGNIN_OAUTH_ERROR\]\s*(?:\S+\n)?(?P<description>[^\n]*)",
            ),
            (
                Token,
                "oauth_callback",
                r"\[next-auth\]\[error\]\[OAUTH_CALLBACK_(?:HANDLER_)?ERROR\]\s*(?:https?://\S+\s*)?(?P<description>[^\n]*)",
            ),
        ],
    },
    Library {
        name: "golang.org/x/oauth2",
        source: "https://github.com/golang/oauth2/blob/master/token.go",
        lines: &[
            (Token, "cannot fetch token", r"oauth2: cannot fetch token: (?P<status>\d{3})"),
            (Token, "cannot fetch token", r"oauth2: cannot fetch token"),
            (Callback, "refresh token is not set", r"oauth2: token expired and refresh token is not set"),
            (Token, "missing access_token", r"oauth2: server response missing access_token"),
            (Token, "oauth2: \"", r#"oauth2: "(?P<code>[^"]+)"(?: "(?P<description>[^"]*)")?"#),
            (Token, "oauth2: \\\"", r#"oauth2: \\"(?P<code>[^"\\]+)\\"(?: \\"(?P<description>[^"\\]*)\\")?"#),
        ],
    },
    Library {
        name: "go-oidc",
        source: "https://github.com/coreos/go-oidc/blob/v3/oidc/verify.go",
        lines: &[
            (IdToken, "oidc: expected audience", r"oidc: expected audience"),
            (IdToken, "oidc: id token issued by", r"oidc: id token issued by a different provider"),
            (
                Discovery,
                "oidc: issuer did not match",
                r"oidc: issuer did not match the issuer returned by provider",
            ),
            (
                Discovery,
                "issuer url provided",
                r"oidc: issuer URL provided to client \([^)]*\) did not match",
            ),
            (IdToken, "oidc: token is expired", r"oidc: token is expired"),
            (IdToken, "before the nbf", r"oidc: current time .{0,80}before the nbf"),
            (IdToken, "oidc: id token signed", r"oidc: id token signed with unsupported algorithm"),
            (IdToken, "oidc: malformed jwt", r"oidc: malformed jwt"),
            (IdToken, "failed to verify", r"failed to verify (id token )?signature"),
            (Discovery, "get keys failed", r"oidc: get keys failed: ?(?P<status>\d{3})?"),
            (
                Discovery,
                "failed to discover",
                r"(?i)(failed|unable) to discover oidc (provider|configuration)",
            ),
            (Discovery, ": <", r"(?P<status>[45]\d\d) [A-Z][A-Za-z ]+: <(!DOCTYPE |!doctype )?html"),
        ],
    },
    Library {
        name: "passport",
        source: "https://github.com/jaredhanson/passport-oauth2/tree/master/lib",
        lines: &[
            (
                StateCheck,
                "unable to verify authorization request state",
                r"Unable to verify authorization request state",
            ),
            (StateCheck, "invalid authorization request state", r"Invalid authorization request state"),
            (Userinfo, "user profile", r"(?i)failed to fetch user profile( \(status: (?P<status>\d{3}))?"),
            (
                Token,
                "internaloautherror",
                r"InternalOAuthError: (Failed to obtain access token|failed to obtain \w+ token)",
            ),
            (Token, "failed to obtain access token", r"(?i)failed to obtain access token"),
            (Token, "tokenerror: ", r"\bTokenError: (?P<description>[^\n]*)"),
            (Authorization, "authorizationerror: ", r"\bAuthorizationError: (?P<description>[^\n]*)"),
        ],
    },
    Library {
        name: "Authlib",
        source: "https://github.com/lepture/authlib/tree/main/authlib",
        lines: &[
            (StateCheck, "mismatching_state", r"mismatching_state: CSRF Warning"),
            (IdToken, "invalid_claim", r"invalid_claim: Invalid claim"),
            (IdToken, "expired_token", r"expired_token: The token is expired"),
            (IdToken, "bad_signature", r"\bbad_signature\b"),
            (Token, "oautherror: ", r"\bOAuthError: (?P<code>[a-z]+(?:_[a-z]+)+): ?(?P<description>[^\n]*)"),
        ],
    },
    Library {
        name: "oauthlib",
        source: "https://github.com/oauthlib/oauthlib/blob/master/oauthlib/oauth2/rfc6749/errors.py",
        lines: &[
            (StateCheck, "mismatching_state", r"\(mismatching_state\)"),
            (Authorization, "insecure_transport", r"\(insecure_transport\)"),
            (Token, "missing_token", r"\(missing_token\) ?(?P<description>[^\n]*)"),
            (Callback, "scope has changed", r#"Scope has changed from "[^"]*" to "[^"]*""#),
            (Token, "error: (", r"\b\w+Error: \((?P<code>[a-z]+(?:_[a-z]+)+)\) ?(?P<description>[^\n]*)"),
        ],
    },
    Library {
        name: "omniauth",
        source: "https://github.com/omniauth/omniauth-oauth2/blob/master/lib/omniauth/strategies/oauth2.rb",
        lines: &[
            (StateCheck, "csrf_detected", r"csrf_detected"),
            (Discovery, "issuer mismatch", r"(?i)(DiscoveryFailed, |message=|because .{0,3})Issuer mismatch"),
            (StateCheck, "csrf detected", r"(?i)\bCSRF detected\b"),
            (StateCheck, "invalid 'state' parameter", r"Invalid 'state' parameter"),
            (
                Token,
                "rack::oauth2",
                r"Rack::OAuth2::Client::Error[^\n]{0,10}?(?P<code>[a-z]+(?:_[a-z]+)+) :: (?P<description>[^\n]*)",
            ),
            (
                Token,
                "oauth2::error",
                r#"OAuth2::Error[,:]? ?(?P<code>[a-z]+(?:_[a-z]+)+)?:? ?(?P<description>[^\n]*)"#,
            ),
            (Token, "invalid_credentials", r"Authentication failure! invalid_credentials"),
            (
                Callback,
                "authentication failure!",
                r"Authentication failure! (?P<code>[a-z_]+)(?:: (?P<description>[^\n]*))?",
            ),
            (
                Callback,
                "could not authenticate you from",
                r#"Could not authenticate you from \w+ because "?(?P<description>[^"\n]*)"#,
            ),
        ],
    },
    Library {
        name: "google-auth",
        source: "https://github.com/googleapis/google-auth-library-python/blob/main/google/oauth2/_client.py",
        lines: &[(
            Token,
            "refresherror",
            r#"RefreshError: \(?['"]?(?P<code>[a-z]+(?:_[a-z]+)+)(?:: (?P<description>[^'"\n]*))?"#,
        )],
    },
    Library {
        name: "django-allauth",
        source: "https://github.com/pennersr/django-allauth/tree/main/allauth/socialaccount/providers/oauth2",
        lines: &[
            (Token, "error retrieving access token", r"Error retrieving access token"),
            (IdToken, "invalid id_token", r"OAuth2Error: Invalid id_token|\bInvalid id_token\b"),
        ],
    },
    Library {
        name: "auth0-java-mvc-common",
        source: "https://github.com/auth0/auth0-java-mvc-common/blob/master/src/main/java/com/auth0/RequestProcessor.java",
        lines: &[(StateCheck, "a0.invalid_state", r"a0\.invalid_state")],
    },
    Library {
        name: "goth",
        source: "https://github.com/markbates/goth/blob/master/providers/openidConnect/openidConnect.go",
        lines: &[(
            IdToken,
            "error validating jwt token: ",
            r"error validating JWT token: (?P<description>[^\n]+)",
        )],
    },
    Library {
        name: "python-social-auth",
        source: "https://github.com/python-social-auth/social-core/blob/master/social_core/exceptions.py",
        lines: &[
            (StateCheck, "wrong state parameter given", r"Wrong state parameter given"),
            (StateCheck, "session value state missing", r"Session value state missing"),
            (Token, "authentication failed: ", r"Authentication failed: (?P<code>[a-z]+(?:_[a-z]+)+)\b"),
            (IdToken, "token error: ", r"\bToken error: (?P<description>[^\n]+)"),
        ],
    },
    Library {
        name: "Facebook SDK for PHP",
        source: "https://github.com/facebookarchive/php-graph-sdk/blob/5.x/src/Facebook/Helpers/FacebookRedirectLoginHelper.php",
        lines: &[(
            StateCheck,
            "cross-site request forgery validation failed",
            r"Cross-site request forgery validation failed\.",
        )],
    },
    Library {
        name: "mozilla-django-oidc",
        source: "https://github.com/mozilla/mozilla-django-oidc/tree/main/mozilla_django_oidc",
        lines: &[
            (StateCheck, "callback state not found", r"OIDC callback state not found in session"),
            (IdToken, "nonce verification failed", r"JWT Nonce verification failed"),
            (IdToken, "jws token verification", r"JWS token verification failed"),
            (IdToken, "claims verification failed", r"Claims verification failed"),
            (Token, "get token error", r"Get Token Error \(url: [^,]*, status: (?P<status>\d+)"),
        ],
    },
    Library {
        name: "Laravel Socialite",
        source: "https://github.com/laravel/socialite/tree/5.x/src/Two",
        lines: &[(StateCheck, "invalidstateexception", r"InvalidStateException")],
    },
    Library {
        name: "league/oauth2-client",
        source: "https://github.com/thephpleague/oauth2-client/tree/master/src",
        lines: &[
            (StateCheck, "oauth2state", r"(?i)invalid state\b[^\n]{0,40}oauth2state"),
            (
                Token,
                "invalid response received from authorization server",
                r"Invalid response received from Authorization Server\. Expected JSON",
            ),
            (Token, "identityproviderexception", r"IdentityProviderException:? ?(?P<description>[^\n]*)"),
        ],
    },
    Library {
        name: "Requests",
        source: "https://github.com/psf/requests/blob/main/src/requests/models.py",
        lines: &[
            (
                Userinfo,
                " error: ",
                r"\b(?P<status>[45]\d\d) (Client|Server) Error: [^\n]{0,60} for url: \S*(userinfo|/me\b)",
            ),
            (
                Discovery,
                " error: ",
                r"\b(?P<status>[45]\d\d) (Client|Server) Error: [^\n]{0,60} for url: \S*(well-known|jwks|certs)",
            ),
            (
                Token,
                " error: ",
                r"\b(?P<status>[45]\d\d) (Client|Server) Error: [^\n]{0,60} for url: \S*(token\b|oauth\S*access)",
            ),
        ],
    },
    Library {
        name: "Firebase JavaScript SDK",
        source: "https://github.com/firebase/firebase-js-sdk/blob/main/packages/auth/src/core/errors.ts",
        lines: &[
            (Authorization, "auth/unauthorized-domain", r"auth/unauthorized-domain[^\n]*"),
            (
                Authorization,
                "not authorized to run this operation",
                r"This domain [^\n]{0,80}is not authorized[^\n]*",
            ),
        ],
    },
    Library {
        name: "Google APIs Client Library for PHP",
        source: "https://github.com/googleapis/google-api-php-client/issues/718",
        lines: &[
            (
                Api,
                "error calling ",
                r"Error calling [A-Z]+ \S+: \((?P<status>\d{3})\) (?P<description>[^\n<]{3,400})",
            ),
            // src/Client.php
            (Token, "refresh token must be passed", r"refresh token must be passed in or set as part of"),
        ],
    },
    Library {
        name: "Guzzle",
        source: "https://github.com/guzzle/guzzle/blob/7.9/src/Exception/RequestException.php",
        lines: &[
            (
                Token,
                "client error response",
                r"Client error response\s+\[url\] \S*(token|access_token)\s+\[status code\] (?P<status>\d{3})",
            ),
            (
                Token,
                "resulted in a",
                r"(Client|Server) error: `?POST [^`\s]*`? resulted in a `?(?P<status>\d{3})",
            ),
            (
                Discovery,
                "resulted in a",
                r"(Client|Server) error: `?GET [^`\s]*(well-known|jwks|certs)[^`\s]*`? resulted in a `?(?P<status>\d{3})",
            ),
            (
                Api,
                "resulted in a",
                r"(Client|Server) error: `?GET [^`\s]*`? resulted in a `?(?P<status>\d{3})",
            ),
        ],
    },
    Library {
        name: "yiisoft/yii2-authclient",
        source: "https://github.com/yiisoft/yii2-authclient/blob/master/src/BaseOAuth.php",
        lines: &[(
            Callback,
            "request failed with code",
            r"Request failed with code: (?P<status>\d{3}), message: ",
        )],
    },
];
