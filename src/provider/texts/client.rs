//! Sentences of clients and their libraries about a response that they refuse.

use super::says;
use crate::causes as c;
use crate::provider::Entry;

/// What clients and their libraries say of a response that they refuse: Spring Security, ASP.NET Core, MSAL, passport,
/// openid-client, Auth.js, omniauth, Authlib, requests-oauthlib, go-oidc, oauth2-proxy, oidc-client-ts, Auth0's SDKs,
/// mod_auth_openidc, lua-resty-openidc, traefik-forward-auth, AppAuth and others.
pub static CLIENT: &[Entry] = &[
    // https://github.com/grafana/grafana/blob/main/pkg/login/social/social.go
    says(
        r"(?i)required email domain not fulfilled",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The domain of this account is none of those that the client allows.",
    ),
    // https://github.com/oauth2-proxy/oauth2-proxy/blob/master/oauthproxy.go
    says(
        r"(?i)invalid session: unauthorized|\berror=AccessDenied\b|\bdo not have permission to sign in\b",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE],
        "The client does not let this account in: its address, domain or group is none of those that it allows.",
    ),
    says(
        r"(?i)failed to parse or validate the id.?token",
        &[&c::id_token_signature::CAUSE, &c::id_token_claims::CAUSE, &c::id_token_issuer::CAUSE],
        "The client refuses the ID token: by its signature, issuer, audience or times.",
    ),
    // https://github.com/artifacthub/hub/issues/1527
    says(
        r"(?i)\bno valid e-?mail( address)? available",
        &[&c::id_token_claims::CAUSE, &c::account_not_allowed::CAUSE, &c::insufficient_scope::CAUSE],
        "The client wants a verified address, and the provider tells of none: `email_verified` is not among what it says of the person.",
    ),
    // https://github.com/directus/directus/issues/4570
    says(
        r"(?i)^.{0,40}\binvalid user credentials\.?$",
        &[&c::account_not_allowed::CAUSE, &c::callback_failed::CAUSE, &c::user_not_assigned::CAUSE],
        "The client has asked who the person is, and has no account for them.",
    ),
    // https://github.com/markbates/goth/blob/master/providers/openidConnect/openidConnect.go
    says(
        "issuer in token does not match issuer in",
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The ID token's `iss` is another issuer than the one in the metadata that the client has read.",
    ),
    says(
        "audience in token does not match client key",
        &[&c::id_token_audience::CAUSE],
        "The ID token is for another client than the one that the client is configured as.",
    ),
    // https://github.com/facebookarchive/php-graph-sdk/blob/5.x/src/Facebook/Helpers/FacebookRedirectLoginHelper.php
    says(
        r#"(?i)required param "?state"? missing from persistent data"#,
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "Facebook's SDK finds no `state` in the session of the one who comes back: the cookie of the page where the login began did not come with the callback.",
    ),
    // https://github.com/sergiodxa/remix-auth-oauth2/issues/111
    says(
        r"(?i)missing (or invalid )?'?refresh_token'? field|missing field:? '?refresh_token\b",
        &[&c::refresh_token_missing::CAUSE, &c::callback_failed::CAUSE],
        "The client's library wants a refresh token in the answer, and the server gave none.",
    ),
    // https://github.com/Azure/static-web-apps/issues/1571
    says(
        "do not have permission to view this directory or page",
        &[
            &c::callback_failed::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::id_token_issuer::CAUSE,
            &c::user_not_assigned::CAUSE,
        ],
        "The login of Azure App Service refused what came back: it could not redeem the code, or the token is not one that it is set up for.",
    ),
    says(
        r"(?i)while acting as a gateway or proxy|received an invalid response from (an |the )?upstream server",
        &[&c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE],
        "The web server before the client could not use the client's answer: it broke off, or its headers (large cookies) were too big.",
    ),
    says(
        r"(?i)\b(missing|no|without)\b.{0,20}\b(state|pkce|verifier|nonce|csrf|correlation|session|login|consent)\b.{0,10}\bcookie|\b(state|pkce|verifier|nonce|correlation)\b.{0,10}\bcookie\b.{0,20}(missing|not (found|present|set)|absent|expired)|could not find (an? )?\w+ cookie",
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The cookie in which the client keeps its side of the login did not come back with the callback.",
    ),
    // https://github.com/opensearch-project/security-dashboards-plugin/issues/508
    says(
        r#"(?i)\[request (query|body)\.\w+\]: definition for this key is missing|"(code|state|iss|session_state|scope|id_token|authuser|prompt|hd)" is not allowed|unrecognized keys?(\(s\))? in object"#,
        &[&c::callback_failed::CAUSE, &c::unexpected_parameter::CAUSE],
        "The client's route for the callback takes no other parameters than those it lists, and the provider's response brings one more. Unrecognized parameters must be ignored (RFC 6749, section 4.1.2): update the client, or let it take this one.",
    ),
    says(
        "invalid_redirect_uri_parameter",
        &[
            &c::redirect_uri_mismatch_token::CAUSE,
            &c::https_required::CAUSE,
            &c::proxy_altered_request::CAUSE,
        ],
        "Spring Security received the response at another address than the one it had sent: a proxy before it changes scheme, host or port.",
    ),
    says(
        r"(?i)(unexpected|unrecognized) token .{0,3}<|invalid character '<' looking for|json parse error.{0,40}<|expecting value: line 1 column 1|content-?type header must be application/json|(expected|not) (a )?(valid )?json\b.{0,60}(html|<!doctype)|invalid response content-type: text/html",
        &[&c::wrong_endpoint::CAUSE, &c::waf_blocked::CAUSE, &c::proxy_altered_request::CAUSE],
        "A page came where JSON is due: something else than the provider's endpoint answered.",
    ),
    says(
        r"(?i)\brefresh[_ ]?token[_ ]((is|was|were|has|does|did|could)[_ ]?)?(missing|absent|required|null|empty|must be (passed|provided|set)|(not|n.t)[_ ](be[_ ])?(set|available|exist\w*|present|returned|provided|received|included|issued|granted|given))|\b(missing|without an?|no)[_ -](valid )?refresh[_ ]?token|\b(not|n.t|never) (return|receive|provide|issue|give|get|send|contain|include|grant|have)\w* (us |you |back )?(an?y? |the )?refresh[_ ]?token|do not contain the necessary fields need to refresh",
        &[&c::refresh_token_missing::CAUSE],
        "There is no refresh token to renew with.",
    ),
    says(
        r"(?i)self.signed certificate|local issuer certificate|verify the first certificate|certificate verify failed|x509: |pkix path building failed|unable to find valid certification path|\bcert_[a-z_]{4,}|self_signed_cert|unable_to_(get|verify)_|ssl connection could not be established|remote certificate\b.{0,30}(invalid|rejected)|tls: failed to verify|ssl certificate problem",
        &[&c::server_misconfigured::CAUSE, &c::proxy_altered_request::CAUSE],
        "The client does not trust the certificate of the provider: it is self-signed, its chain is incomplete, or a proxy that opens TLS put its own in its place.",
    ),
    says(
        r"IDX208\d\d|(?i)(endpoints_resolution_error|openid_config_error|(fail\w*|unable|error|could not).{0,40}(discover\w*|(obtain|resolve) configuration|well-known|metadata)|(could not|unable to|failed to|cannot) (reach|contact|connect to).{0,20}(provider|issuer|idp|identity|authorization server|oidc)|(endpoint|metadata|configuration|jwks_uri)\b.{0,20}could not be (fetched|loaded|retrieved|obtained)|oidc: get keys failed|invalid oauth configuration)",
        &[
            &c::wrong_tenant_or_issuer::CAUSE,
            &c::wrong_endpoint::CAUSE,
            &c::ip_blocked::CAUSE,
            &c::server_misconfigured::CAUSE,
        ],
        "The client cannot fetch the provider's metadata or keys, or they name another issuer.",
    ),
    says(
        r#"(?i)issuer url provided to client|issuer name does not match authority|issuer did not match the issuer returned|discoveryfailed.{0,20}issuer mismatch|does not match "?expectedissuer|discovery document.s issuer does(n.t| not) match|provider issuer mismatch"#,
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The provider's metadata names another issuer than the client is configured for; they must be equal to the last slash.",
    ),
    says(
        r"(?i)csrf verification failed. request aborted|419.{0,40}page expired|invalid csrf token '|can't verify csrf token|change you requested was rejected",
        &[&c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The client's framework wants its own form token of every POST, also of the provider's form that brings the response: the callback must be exempt from that check.",
    ),
    // authentik and others as clients of another provider.
    says(
        r"(?i)authentication failed: could not (retrieve|get|fetch) (profile|token|user ?info)",
        &[&c::upstream_provider_error::CAUSE, &c::callback_failed::CAUSE],
        "The provider did not get a token or profile from the other provider through which the person logs in.",
    ),
    says(
        r"(?i)(failed|unable) to (get|fetch|retrieve|load|obtain) (the )?user ?('s )?(details|info(rmation)?|profile|data)\b|(could ?n.t|could not|cannot) (get|fetch|retrieve|load|obtain) (the )?user ?('s )?(details|info(rmation)?|profile|data)\b",
        &[&c::callback_failed::CAUSE, &c::id_token_signature::CAUSE, &c::insufficient_scope::CAUSE],
        "The client has redeemed the code and cannot read who the person is: its log says why.",
    ),
    says(
        r"(?i)failed to contact token endpoint|failed to parse (the )?(token |server )?response|(token|userinfo) (response|answer) (could ?n.t|could not|cannot) be (parsed|read|decoded)",
        &[&c::callback_failed::CAUSE, &c::server_misconfigured::CAUSE, &c::wrong_endpoint::CAUSE],
        "The client's own request to the provider did not reach it, or brought an answer that the client cannot read.",
    ),
    says(
        r"(?i)encrypted (jwts?|tokens?|id tokens?) (can ?not|can.t|are not)\b|\bjwe\b.{0,20}not supported|id.?token is encrypted|invalid json web key set",
        &[&c::id_token_signature::CAUSE, &c::server_misconfigured::CAUSE],
        "The client cannot verify the ID token: it is encrypted, or none of the keys that the client has fits.",
    ),
    says(
        r"(?i)missing required 'keys'|\b(jwks?|json web keys?|key ?set)\b.{0,24}(is|are|was|has|contains?) (empty|no (usable )?keys?)|\b(empty|no keys in( the)?) (jwks?|key ?set|json web key)",
        &[&c::server_misconfigured::CAUSE, &c::id_token_signature::CAUSE],
        "The provider publishes no key that the client could verify a signature with: none is chosen for this client there.",
    ),
    says(
        r"(?i)\bjwks?\b.{0,30}(must contain|missing|without|lacks?|has no)\b.{0,12}\b(alg|kid|kty)\b|unable to find a signing key that matches|no matching (signing )?key|signing key (was )?not found",
        &[&c::id_token_signature::CAUSE, &c::server_misconfigured::CAUSE],
        "The ID token is signed by a key that is not in the key set that the client has.",
    ),
    // https://github.com/pennersr/django-allauth/blob/main/allauth/templates/socialaccount/authentication_error.html
    says(
        "Third-Party Login Failure",
        &[&c::callback_failed::CAUSE, &c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "django-allauth: the response was not taken; its log says why.",
    ),
    // https://github.com/OpenIDC/mod_auth_openidc/issues/409
    says(
        "This is due to a timeout; please restart your authentication session",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "mod_auth_openidc: the person took longer at the provider than `OIDCStateTimeout` allows.",
    ),
    // https://github.com/OpenIDC/mod_auth_openidc/issues/186
    says(
        r"Error in handling response type\.",
        &[
            &c::id_token_signature::CAUSE,
            &c::id_token_claims::CAUSE,
            &c::id_token_expired_clock_skew::CAUSE,
            &c::nonce_mismatch::CAUSE,
        ],
        "mod_auth_openidc: the code was not redeemed, or the ID token was not good; its log says which.",
    ),
    says(
        r"(?i)failed to (read|load|parse|decode) (the )?((signing|verification) )?keys?\b|failed to verify (the )?signature|\bfetching keys\b|\bkey\b.{0,40}\b(is|are) expected\b",
        &[&c::id_token_signature::CAUSE, &c::server_misconfigured::CAUSE],
        "The client does not take the provider's key as it is published.",
    ),
    says(
        r"(?i)^\W*authentication required\W*$",
        &[&c::login_loop::CAUSE, &c::session_cookie_lost::CAUSE],
        "After the login the client knows nobody.",
    ),
    says(
        r"(?i)\bstate token (is )?(missing|does not match|mismatch)",
        &[&c::state_mismatch::CAUSE, &c::callback_failed::CAUSE],
        "The client does not find what it kept of this login (Nextcloud).",
    ),
    says(
        r"(?i)incorrect token audience|not (a |an )?trusted audience|untrusted audience|jwt audience invalid|payload audience != requiredaudience|id token has invalid 'aud'",
        &[&c::id_token_audience::CAUSE],
        "The client refuses the ID token: it was issued for another client.",
    ),
    says(
        r"(?i)jwt issuer invalid|id token has invalid 'iss'",
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The client refuses the ID token: its issuer is not the configured one.",
    ),
    says(
        r"(?i)jwt (expired|not active)|\b(exp|iat|nbf) is in the (past|future)|token used too (early|late)",
        &[&c::id_token_expired_clock_skew::CAUSE],
        "The client refuses the ID token: by its clock it is expired or not valid yet.",
    ),
    says(
        r"(?i)(connect(ion)?|request|read|operation|dial|i/o|socket|handshake)\b.{0,20}timed? ?out|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|connect(ion)? timeout|i/o timeout|deadline exceeded|ECONNRESET|socket hang up|EHOSTUNREACH|network is unreachable",
        &[
            &c::callback_failed::CAUSE,
            &c::ip_blocked::CAUSE,
            &c::proxy_altered_request::CAUSE,
            &c::wrong_endpoint::CAUSE,
        ],
        "From where the client runs, the provider does not answer: a firewall drops the packets, a proxy is needed, or the address is another one.",
    ),
    says(
        r"(?i)getaddrinfo|: no such host|ECONNREFUSED|connection refused|actively refused|unknownhost|name or service not known|could not resolve host|name resolution",
        &[&c::wrong_endpoint::CAUSE, &c::server_misconfigured::CAUSE, &c::proxy_altered_request::CAUSE],
        "From where the client runs, the provider's address leads nowhere: another name inside the network, a closed port, `localhost` inside a container.",
    ),
    says(
        r"(?i)violates local access rules",
        &[&c::ip_blocked::CAUSE, &c::proxy_altered_request::CAUSE, &c::wrong_endpoint::CAUSE],
        "The client's server may not call addresses of its own network: a rule of its own forbids it.",
    ),
    says(
        r"(?i)(invalid|empty|no) key ?set\b|key ?set (is )?(empty|invalid)",
        &[&c::server_misconfigured::CAUSE, &c::id_token_signature::CAUSE],
        "The provider publishes no key: it has none set to sign with, or signs with the client's secret.",
    ),
    says(
        r"(?i)(fail\w*|error)\b.{0,30} identity provider",
        &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
        "The provider relies on another one, and the exchange between the two failed.",
    ),
    says(
        r"(?i)existing oauth client information is required",
        &[&c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE, &c::wrong_client_id::CAUSE],
        "The client does not find the registration with which it began the login.",
    ),
    says(
        r"(?i)blocked by cors policy|cross-origin request blocked|cors (request did not succeed|header|error)",
        &[&c::cors_blocked::CAUSE, &c::wrong_platform_type::CAUSE, &c::waf_blocked::CAUSE],
        "The browser keeps the answer from the page: it allows no other origin.",
    ),
    says(
        r"(?i)too.?many.?redirects|redirected you too many times|redirect loop",
        &[&c::login_loop::CAUSE, &c::session_cookie_lost::CAUSE],
        "Login and client send the browser to and fro.",
    ),
    says(
        r"(?i)refused to (frame|display)\b|x-frame-options|frame-ancestors",
        &[&c::login_required::CAUSE, &c::interaction_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
        "In a frame the provider wants to show a page, and its pages may not be framed.",
    ),
    says(
        r"(?i)(\b(sign(ing)?[-_ ]?ups?|registrations?|new accounts)[ _]?((is|are|has been|have been)[ _])?(currently )?(disabled|not[ _]allowed|forbidden|closed|turned off)|not allowed to (sign ?up|register)\b|invitation (has )?expired|without a pre-existing account|only employees? can access|do(es)? not have access to this database)",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The client makes no new accounts for those who come in by this login.",
    ),
    says(
        r"(?i)\b(does not|doesn.t) have an? (assigned |valid )?(role|licen[cs]e|account)\b|\bclaims?\b.{0,20}(does not match any|do not match any).{0,20}bound|(not|n.t) (a member of|in|belong to|part of) (one of )?((the|any|an?) )?(allowed|required|authori.ed)?.{0,12}(groups?|organi[sz]ations?|teams?|roles?)\b|\b(groups?|organi[sz]ations?|teams?)\b.{0,30}membership\b.{0,20}not|no account for this|auto.?(create|provision)\w*.{0,20}(disabled|off)",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
        "The client does not let this account in: it is in none of its groups, or new accounts are not made.",
    ),
    // https://github.com/twinslash/redmine_omniauth_google
    says(
        r"(?i)\b(can ?not|can.t|not allowed to) (log ?in|sign ?in)\b.{0,40}\bdomain\b",
        &[&c::account_not_allowed::CAUSE],
        "The client lets accounts of some domains in, and this one is of another.",
    ),
    says(
        r"(?i)does not support dynamic client registration|client_registration_not_found",
        &[&c::wrong_client_id::CAUSE, &c::missing_parameter::CAUSE],
        "The client has no registration, and the provider gives none.",
    ),
    says(
        r"(?i)does not support code challenge method",
        &[&c::pkce_method_rejected::CAUSE],
        "The provider's metadata does not offer S256, which the client demands.",
    ),
    says(
        r"IDW10201",
        &[&c::insufficient_scope::CAUSE, &c::access_token_wrong_audience::CAUSE, &c::wrong_token_type::CAUSE],
        "The API finds neither a scope nor a role in the access token: none was asked for or granted, or the token is for another API.",
    ),
    says(
        r"IDW101(04|09)|(?i)client secret and client certificate cannot be null|no credential could be loaded",
        &[&c::missing_client_auth::CAUSE, &c::expired_client_secret::CAUSE],
        "The client has no credentials in its configuration, or its certificate cannot be loaded.",
    ),
    // envoy.filters.http.oauth2 says so of a state or cookie that does not fit, and of any refusal of the token endpoint.
    says(
        r"(?i)^\W*oauth flow failed\W*$",
        &[
            &c::callback_failed::CAUSE,
            &c::state_mismatch::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::session_cookie_lost::CAUSE,
        ],
        "Envoy's filter refused the response, or the token endpoint refused Envoy; its log at level debug says which.",
    ),
    says(
        r"(?i)scope has changed from ",
        &[&c::scope_not_granted::CAUSE],
        "The server granted another scope than was asked for, and the library treats that as an error.",
    ),
    says(
        r"(?i)\binteraction_in_progress\b",
        &[&c::login_loop::CAUSE],
        "Another login of the same page is still under way, or was left half done.",
    ),
    says(
        r"(?i)\buser_cancell?ed\b|user cancelled flow|MSALErrorDomain.{0,40}-50005|denied by the resource owner",
        &[&c::access_denied_by_user::CAUSE, &c::consent_required::CAUSE],
        "The person ended the login.",
    ),
    says(
        r"(?i)\bpost_request_failed\b|failed to fetch\s*([.;:,)(<]|at |$)|networkerror when attempting",
        &[&c::cors_blocked::CAUSE, &c::waf_blocked::CAUSE, &c::wrong_platform_type::CAUSE],
        "The browser kept the token endpoint's answer from the page, or the request did not get through.",
    ),
    says(
        r"(?i)\bhash_(empty_error|does_not_(contain|deserialize)\w*|not_deserialized)|no_state_in_hash|unhandled request to the redirect_uri|\b(code|id_token|access_token) missing from response",
        &[&c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client was called at its redirect URI without the response in the address: something removed it, or the page was opened by hand.",
    ),
    says(
        MISSES_RESPONSE,
        &[&c::callback_failed::CAUSE, &c::proxy_altered_request::CAUSE, &c::state_mismatch::CAUSE],
        "The client's code did not get the parameters of the response: what stands before it removed them, or the page was opened by hand.",
    ),
    says(
        r"(?i)no state in response|\bstate missing from response|response parameter .state. missing",
        &[&c::callback_failed::CAUSE, &c::state_mismatch::CAUSE],
        "The response brought no `state`: something removed it, or the page was opened by hand.",
    ),
    says(
        r"(?i)mismatch on settings vs\. signin state",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_id::CAUSE],
        "The page that handles the callback is configured for another provider or client than the one that began the login.",
    ),
    says(
        r"(?i)protected resource \S+ does not match expected",
        &[&c::audience_invalid::CAUSE, &c::proxy_altered_request::CAUSE],
        "The resource names itself by another address than the client called.",
    ),
    says(
        r"(?i)invalid authentication via oauth2: unauthorized",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
        "The proxy does not let this account in: its lists of e-mail addresses, domains or groups.",
    ),
    says(
        r#"(?i)(authorization_request_not_found|state_not_found|invalid state received in the request|expected authorization request details in session|expected .{0,20}\b(state|nonce|verifier|csrf\w*)( token)? in (the )?session|correlation failed|cookie not found|value could not be parsed|invalidcheck|state cookie is not available|oauth state was missing|checks\.state argument is missing|no_token_request_cache_error|unable to verify authorization request state|cookie was missing|unable to find a valid csrf token|state not found in session|no state could be found|authorization state not found|missing provider for oauth callback|unknown oauth request|state cookie found|no session state found|oauth state is missing|(could ?n.t|could not|cannot|unable to|failed to) find (a )?(matching )?(session|state)|no (matching )?session|session (not found|is missing|was lost)|missing csrf cookie|csrf[ _](token[ _])?(validation|verification)[ _](failed|error)|state (parameter )?(is |was )?(missing|not found)( in| from)? (the )?(session|cookie|storage)|\bstate (is |was )?not found\b|missing (its )?state information|no (local )?(oidc|oauth) state\b|no state was available)"#,
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The client does not find what it stored before the redirect: its cookie or session did not come back.",
    ),
    // https://github.com/nextcloud/user_oidc/blob/main/lib/Controller/LoginController.php
    says(
        r"(?i)could not (the )?reach (the )?openid connect provider",
        &[&c::wrong_endpoint::CAUSE, &c::server_misconfigured::CAUSE, &c::ip_blocked::CAUSE],
        "Nextcloud could not read the provider's metadata: the discovery address is another one, or does not answer from there.",
    ),
    // https://github.com/agentgateway/agentgateway/issues/2778
    says(
        r"(?i)(session|cookie)\b.{0,30}\b(exceeds|larger than|over|above)\b.{0,30}\b(cookie|4096|4093|4 ?kb|size (limit|budget))|cookie (is )?too (large|big|long)",
        &[&c::callback_failed::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client wants to keep the session in a cookie, and it is larger than a cookie may be: the tokens bring too much (groups). Ask for less, or keep the session on the server.",
    ),
    // https://github.com/firebase/firebase-js-sdk/blob/main/packages/auth/src/core/errors.ts
    says(
        "(?i)auth/unauthorized-domain|this domain .{0,80}is not authorized to run this operation",
        &[&c::origin_not_allowed::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "Firebase Authentication: the page's domain is none of the project's authorized domains (Authentication > Settings > Authorized domains); `127.0.0.1` is another one than `localhost`.",
    ),
    // https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/grafana/
    says(
        r"(?i)\buser already exists\b|\buser sync failed\b",
        &[&c::callback_failed::CAUSE, &c::account_not_allowed::CAUSE],
        "The client has an account with this name or address already, and does not take the login for its own: it looks people up by the provider's id.",
    ),
    // https://github.com/microsoftgraph/msgraph-sample-phpapp/issues/68
    says(
        r"(?i)\binvalid auth state\b|\bauth state did not match\b",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE, &c::callback_failed::CAUSE],
        "The client refuses the response: its `state` is not the one it remembers, or its server did not pass the query on.",
    ),
    // oidc-client keeps it in the storage of the page's origin, not in a cookie.
    says(
        r"(?i)no matching state found",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The page does not find what it stored of this login: it was begun at another origin or in another tab, or is answered a second time.",
    ),
    says(
        r#"(?i)(invalid_state_parameter|invalid_nonce_in_state|unexpected .{0,3}state.{0,3} response parameter|invalid csrf|unable to unprotect the message\.state|state_mismatch|mismatching_state|invalidstateexception|csrf.{0,3}detected|csrf (warning|token mismatch|state)|\bstate\b.{0,40}(mismatch|tamper|expired|(verification|validation) failed|not valid|not match|does(n.t| not) match|not equal|differs?|unexpected|invalid)|(expected|unknown|invalid|mismatch\w*|wrong|bad|incorrect).{0,20}\bstate\b|\bstate\b.{0,90}\balready been consumed)"#,
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client refuses the response: its `state` is not the one it remembers.",
    ),
    says(
        r#"(?i)(idx10311|idx2132[0-9]|idtokennonceerror|validate_?id_?token_?nonce failed|invalid_nonce|nonce_mismatch|nonce.{0,60}(mismatch|not (found|the)|already|expired|not match|does(n.t| not) match|invalid|differs?|wrong|incorrect|unexpected|verification failed|replay|(is |=)null|cannot be validated)|(invalid|mismatch\w*|wrong|unexpected|bad|incorrect).{0,20}nonce)"#,
        &[&c::nonce_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client refuses the ID token: its `nonce` is not the one it remembers.",
    ),
    says(
        r#"(?i)((expected|unsupported|unexpected|unknown|invalid|another|wrong).{0,30}\b(jwt )?(alg|algorithm)\b|\balg(orithm)?\b.{0,40}(mismatch|not supported|unsupported|unexpected|not allowed|expected)|unsupported algorithm|signed jwt rejected|idx105(0[0-3]|11|17)|(signature|jws).{0,30}(verification failed|verify|invalid|not valid|mismatch)|\bjwt (verification failed|(is )?invalid\b)|(invalid|bad|wrong|verify).{0,20}signature|no (matching|suitable|valid) key|token is unverifiable|missing key component: kid|.?kid.? (empty|invalid), unable|find (a )?matching key|key (id )?(was )?not found|no key matching)"#,
        &[&c::id_token_signature::CAUSE, &c::access_token_invalid::CAUSE],
        "The client cannot verify the ID token's signature: another algorithm or key.",
    ),
    says(
        r#"(?i)(invalid claims: \{.{0,200}\b(iat|exp|nbf)=|\b(iat|nbf)\b.{0,60}(future|later|before|ahead|not yet)|issued in the future|used before issued|issued at time is more than|not (yet )?(valid|active) yet|not yet valid|used too early|cannot handle token|before the nbf|idx1022[2-5]|token (is|has)? ?(already )?expire[ds]|already expires|id.?token.{0,30}expired|clock (skew|drift)|expiration time|jwt expired|expired_?(jwt|signature)|immaturesignature|used before issued)"#,
        &[&c::id_token_expired_clock_skew::CAUSE, &c::access_token_expired::CAUSE],
        "The client refuses the ID token: by its clock it is expired or not valid yet.",
    ),
    says(
        r#"(?i)(idx10214|idtokenaudienceerror|values for .?aud|(expected|unexpected|invalid|wrong).{0,20}\baud(ience)?\b|\baud(ience)?\b.{0,60}(mismatch|not match|does(n.t| not) match|!=|invalid|is missing|do(es)? not exist|could not be found|not allowed)|wrong recipient|invalidaudience)"#,
        &[&c::id_token_audience::CAUSE, &c::access_token_wrong_audience::CAUSE],
        "The client refuses the ID token: it was issued for another client.",
    ),
    says(
        r#"(?i)(idx10205|idx40001|idtokenissuererror|unexpected iss|(expected|unexpected|invalid|wrong).{0,20}\biss(uer)?\b|\biss(uer)?\b.{0,60}(mismatch|not match|does(n.t| not) match|did not match|not equal|invalid|differs)|issued by a different provider|invalidissuer)"#,
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The client refuses the ID token: its issuer is not the configured one.",
    ),
    says(
        r#"(?i)(missing_user_name_attribute|could not get claim|missing .{0,20}\bclaims?\b|\bclaim\b.{0,30}(missing|not found|absent)|(can ?not|could not|unable to) get (the )?(identifier|user ?name|e-?mail|subject)\b|no (e-?mail|user ?name|identifier)\b.{0,20}(found|returned|provided|received|available)|failed to fetch user/group information|unexpected jwt|subject from|claims? verification failed|unexpected jwt claim|cannot unmarshal \w+ into go struct field \S*(email_verified|groups|roles|aud|sub|exp)\b|invalid claim|at_hash|c_hash)"#,
        &[&c::id_token_claims::CAUSE],
        "The client refuses the ID token: a claim is missing or does not fit.",
    ),
    says(
        r#"(?i)(oauthaccountnotlinked|isn.t verified|e-?mail.{0,40}not (been )?verified|your (account|registration|access) (is |has )?(not (yet )?(been )?(approved|activated)|(pending|awaiting|waiting for) .{0,20}(approv|activat))|not authorized to (log|sign) ?in)"#,
        &[&c::account_not_allowed::CAUSE],
        "The client does not let this account in.",
    ),
    says(
        r#"(?i)(missing initial state|storage-partitioned browser|iframe timed out|monitor_window_timeout|silent.{0,20}(timed out|timeout))"#,
        &[&c::third_party_cookies_blocked::CAUSE, &c::callback_failed::CAUSE],
        "The hidden frame got no answer.",
    ),
    says(
        r#"(?i)(insecure_transport|must utilize https|must access nextcloud with https|"secure" cookies for a request that was not)"#,
        &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The client sees plain http: a proxy before it does not pass the scheme on.",
    ),
    says(
        r#"(?i)(untrustedhost|host must be trusted)"#,
        &[&c::proxy_altered_request::CAUSE, &c::callback_failed::CAUSE],
        "The client does not trust the host name that the request came with.",
    ),
    says(
        r"(?i)\b(auto(matic(ally)?)?[- ]?)?(creat(ing|ion)|provision(ing)?|regist(ering|ration))\b.{0,8}\b(new )?(users?|accounts?)\b.{0,20}\b(is |are )?(disabled|not (allowed|enabled|permitted|possible))",
        &[&c::account_not_allowed::CAUSE],
        "The client has no account for this person and may not create one.",
    ),
    says(
        r"(?i)(access|permission|login) (is |was )?denied (for|to) \S+@\S+",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE],
        "The client does not let this account in: its domain or address is none of those that it allows.",
    ),
    says(
        r"(?i)\binvalid account\b",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The client does not let this account in: its address or domain is none of those that it allows.",
    ),
    says(
        r#"(?i)(access|permission) (is |was |has been )?denied|(account|user) does(n.t| not) have access|not (authorized|permitted|allowed) to (access|use)\b"#,
        &[
            &c::access_policy_blocked::CAUSE,
            &c::account_not_allowed::CAUSE,
            &c::user_not_assigned::CAUSE,
            &c::access_denied_by_user::CAUSE,
        ],
        "This person may not enter: a rule, the account, or a missing assignment.",
    ),
    says(
        r"(?i)\b(type|reference)error: |\bcannot read propert(y|ies) of\b",
        &[&c::callback_failed::CAUSE, &c::insufficient_scope::CAUSE, &c::id_token_claims::CAUSE],
        "The client's own code fails on what it got: mostly a member that it takes for granted (an e-mail address, a name) is not there.",
    ),
    // https://github.com/oidc-wp/openid-connect-generic/issues/90
    says(
        r"(?i)\bmissing-state\b",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE, &c::callback_failed::CAUSE],
        "The client does not know the `state` that came back: it has run out, or the page with the button came from a cache and holds an old one.",
    ),
    // https://github.com/jenkinsci/oic-auth-plugin/issues/54
    says(
        r"(?im)^\W*authentication required\b",
        &[&c::session_cookie_lost::CAUSE, &c::login_loop::CAUSE, &c::callback_failed::CAUSE],
        "The client's next page knows nobody: the session that the callback began was dropped, or its cookie did not come.",
    ),
];

/// How clients say that they were called without the parameters of a response.
pub const MISSES_RESPONSE: &str = r"(?i)insufficient parameters for oauth2? callback|received following query parameters: ?(\{\}|\[\])|no (query|url) parameters (were |was )?(received|provided|found)|callback (was )?called without (any )?parameters|(missing|no) (authorization )?code (in|from) (the )?(callback|query|url|request)|(code|state) (and|or) (code|state) (are|is|were) (missing|required)|missing (required )?(parameters?:? )?.{0,2}(code|state).{0,2} (and|or) .{0,2}(code|state)";
