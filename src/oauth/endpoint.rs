//! Requests to a provider's endpoints, told by metadata, by their parameters, or by the usual places.

use serde_json::Value;

use super::jwt::Jwt;
use super::{Answer, Kind};
use crate::http::{Exchange, Params};

/// What a request is taken for, and why.
pub type Taken = (Kind, &'static str);

/// By the member of the metadata that has this address.
pub fn by_metadata(member: &str, exchange: &Exchange, params: &Params) -> Option<Taken> {
    let taken = match member {
        // One address may serve several purposes; a token endpoint that was given as authorization endpoint is told by
        // its parameters.
        "authorization_endpoint"
            if !params.has("grant_type")
                && (["client_id", "response_type", "request_uri"].iter().any(|name| params.has(name))
                    || exchange.request.method == "POST") =>
        {
            (Kind::AuthorizationRequest, "its address is the metadata's `authorization_endpoint`")
        }
        "token_endpoint" => (Kind::TokenRequest, "its address is the metadata's `token_endpoint`"),
        "jwks_uri" => (Kind::Keys, "its address is the metadata's `jwks_uri`"),
        "userinfo_endpoint" => (Kind::Userinfo, "its address is the metadata's `userinfo_endpoint`"),
        "pushed_authorization_request_endpoint" => (
            Kind::PushedAuthorization,
            "its address is the metadata's `pushed_authorization_request_endpoint`",
        ),
        "device_authorization_endpoint" => {
            (Kind::DeviceAuthorization, "its address is the metadata's `device_authorization_endpoint`")
        }
        "backchannel_authentication_endpoint" => (
            Kind::BackchannelAuthentication,
            "its address is the metadata's `backchannel_authentication_endpoint`",
        ),
        "end_session_endpoint" => (Kind::Logout, "its address is the metadata's `end_session_endpoint`"),
        "registration_endpoint" => {
            (Kind::Registration, "its address is the metadata's `registration_endpoint`")
        }
        "registration_client_uri" => (
            Kind::Registration,
            "its address is the `registration_client_uri` that the registration was answered with",
        ),
        "introspection_endpoint" => {
            (Kind::Introspection, "its address is the metadata's `introspection_endpoint`")
        }
        "revocation_endpoint" => (Kind::Revocation, "its address is the metadata's `revocation_endpoint`"),
        _ => return None,
    };
    Some(taken)
}

/// By the parameters that only such a request has.
pub fn by_parameters(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Taken> {
    let post = exchange.request.method == "POST";
    let has = |name: &str| params.given(name).is_some();
    if has("grant_type") {
        return Some((Kind::TokenRequest, "it has a `grant_type`"));
    }
    let target = exchange.request.headers.first("x-amz-target").unwrap_or_default();
    let grants = ["InitiateAuth", "RespondToAuthChallenge", "GetTokensFromRefreshToken"];
    if target.contains("CognitoIdentityProvider") && grants.iter().any(|name| target.ends_with(name)) {
        return Some((Kind::ApiCall, "it asks Amazon Cognito's own API for tokens (`X-Amz-Target`)"));
    }
    if target.contains("CognitoIdentityProvider") && has("AccessToken") {
        return Some((Kind::ApiCall, "it brings a token to Amazon Cognito's own API (`X-Amz-Target`)"));
    }
    if exchange.request.url.contains("?access_token=")
        && !has("access_token")
        && exchange.request.url.matches('?').count() > 1
    {
        return Some((Kind::ApiCall, "it brings an access token, behind a second `?` in its address"));
    }
    let of_machine = ["metadata", "x-identity-header"].iter().any(|name| exchange.request.headers.has(name));
    if of_machine && has("resource") && is_token_path(exchange.path()) {
        return Some((Kind::ApiCall, "it asks Azure's own machine for a token of its identity (`Metadata`)"));
    }
    let asks = has("response_type") || has("redirect_uri") || has("request_uri") || has("request");
    let pushes = answer.brings("request_uri")
        || post && answer.status == Some(201)
        || ["/par", "/as/par", "/par/request"]
            .iter()
            .any(|end| exchange.path().trim_end_matches('/').ends_with(end));
    // Who is known by a certificate says who it is in the request object alone.
    let signed = params.given("request").is_some_and(|object| Jwt::read(object).is_some());
    let named = has("client_id") || exchange.request.headers.has("authorization") || signed;
    if post && (has("response_type") || has("request")) && named && pushes {
        return Some((
            Kind::PushedAuthorization,
            "it pushes authorization parameters and gets a `request_uri`",
        ));
    }
    if answer.brings("device_code") && answer.brings("user_code") {
        return Some((Kind::DeviceAuthorization, "its answer brings a `device_code`"));
    }
    let path = exchange.path().to_ascii_lowercase();
    let hinted = ["login_hint", "login_hint_token", "id_token_hint"].iter().any(|name| has(name));
    let of_backchannel = ["/bc-authorize", "/backchannel", "/backchannel-authentication", "/ciba/auth"];
    if post && has("auth_req_id") && !answer.brings("auth_req_id") && !is_token_path(exchange.path()) {
        return Some((
            Kind::Callback,
            "it tells the client how the login on another device ended (`auth_req_id`)",
        ));
    }
    if answer.brings("auth_req_id")
        || post && hinted && has("scope") && of_backchannel.iter().any(|end| path.ends_with(end))
    {
        return Some((
            Kind::BackchannelAuthentication,
            "it asks for a login on another device (`auth_req_id`)",
        ));
    }
    let logout =
        ["post_logout_redirect_uri", "id_token_hint", "logout_uri", "returnTo"].iter().any(|name| has(name));
    let usual = [
        "logout",
        "signout",
        "sign-out",
        "logoff",
        "session/end",
        "endsession",
        "end-session",
        "end_session",
        "connect/end",
    ];
    let at_fault = answer.status.is_some_and(|status| status >= 400)
        || exchange.redirect_target().is_some_and(|target| target.contains("error="));
    let logout = logout || has("client_id") && !has("redirect_uri") && at_fault;
    // Keycloak's own name for it, until version 18.
    let by_keycloak = has("redirect_uri") && path.ends_with("openid-connect/logout");
    let logout = logout || by_keycloak;
    // Amazon Cognito leads a logout that it refuses to its login page.
    let led_on = has("logout_uri") && has("client_id") && at_fault;
    if (logout || led_on)
        && (by_keycloak || !has("response_type"))
        && (led_on || usual.iter().any(|place| path.contains(place)))
    {
        return Some((Kind::Logout, "it has the parameters of a logout request"));
    }
    if post && params.given("logout_token").is_some_and(|token| Jwt::read(token).is_some()) {
        return Some((Kind::Logout, "it brings a `logout_token`: back-channel logout"));
    }
    let framed = exchange.request.headers.first("sec-fetch-dest").is_some_and(|dest| dest.contains("frame"));
    if framed && !post && has("iss") && has("sid") && !has("code") {
        return Some((Kind::Logout, "it is loaded in a frame with `iss` and `sid`: front-channel logout"));
    }
    let facebook = super::CLIENT_ID_ELSEWHERE.iter().any(|name| has(name))
        && has("redirect_uri")
        && (has("state") || has("response_type"));
    if (has("client_id") || facebook)
        && (has("response_type") || asks && !has("code"))
        && !is_token_path(&path)
        && !path.contains("logout")
    {
        return Some((Kind::AuthorizationRequest, "it has the parameters of an authorization request"));
    }
    if !post && has("response_type") && has("redirect_uri") && !is_token_path(&path) {
        return Some((Kind::AuthorizationRequest, "it has the parameters of an authorization request"));
    }
    let registers =
        post && params.has("redirect_uris") && (answer.brings("client_id") || path.contains("regist"));
    registers.then_some((Kind::Registration, "it registers redirect URIs"))
}

/// By the places where providers usually put their endpoints.
pub fn by_path(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Taken> {
    let path = exchange.path().to_ascii_lowercase();
    let post = exchange.request.method == "POST";
    let ends = |words: &[&str]| words.iter().any(|word| path.trim_end_matches('/').ends_with(word));
    let has = |name: &str| params.given(name).is_some();
    let brings_tokens = answer.brings("access_token") && answer.brings("token_type");
    if is_token_path(&path) && is_token_like(exchange, params, answer) || post && brings_tokens {
        return Some((Kind::TokenRequest, "its path is the usual one of a token endpoint"));
    }
    // A setting that is empty leaves the name behind, or nothing.
    if (has("client_id") || has("response_type"))
        && ends(&[
            "/authorize",
            "/authorization",
            "/oauth2/auth",
            "/dialog/oauth",
            "/oauth/auth",
            "/connect/authorize",
        ])
    {
        return Some((Kind::AuthorizationRequest, "its path is the usual one of an authorization endpoint"));
    }
    let put = exchange.request.method == "PUT";
    if (post || put) && ends(&["/oidc/auth_url"]) && has("redirect_uri") && answer.gives_no_address() {
        return Some((
            Kind::AuthorizationRequest,
            "it asks Vault where to log in, and is told of no address",
        ));
    }
    // A program that has this address for that of the metadata.
    let agent = exchange.request.headers.first("user-agent").unwrap_or("Mozilla/");
    let by_program = !post && params.0.is_empty() && !agent.starts_with("Mozilla/");
    let refused = answer.status.is_some_and(|status| (400..500).contains(&status));
    if by_program && refused && ends(&["/openid-connect/auth", "/oauth2/authorize", "/connect/authorize"]) {
        return Some((Kind::Discovery, "a program asks there as for metadata, without any parameter"));
    }
    let keys = answer.json.as_ref().and_then(|json| json.get("keys")).is_some_and(Value::is_array);
    if keys && !post
        || ends(&[
            "/jwks",
            "/jwks.json",
            "/v1/keys",
            "/discovery/keys",
            "/discovery/v2.0/keys",
            "/openid-connect/certs",
            "/oauth2/v3/certs",
        ])
    {
        return Some((Kind::Keys, "it is a key set, or where one usually is"));
    }
    if ends(&["/userinfo", "/userinfo/v2/me", "/connect/userinfo"]) {
        return Some((Kind::Userinfo, "its path is the usual one of the userinfo endpoint"));
    }
    let table: [(&[&str], Kind, &'static str); 4] = [
        (
            &["/par", "/as/par", "/oauth/par", "/ext/par/request", "/request"],
            Kind::PushedAuthorization,
            "its path is the usual one of pushed requests",
        ),
        (
            &[
                "/device_authorization",
                "/device_authorize",
                "/oauth/device",
                "/oauth2/device",
                "/oauth/device/code",
                "/device/code",
                "/devicecode",
                "/device/auth",
                "/auth/device",
                "/oauth2/device/auth",
            ],
            Kind::DeviceAuthorization,
            "its path is the usual one of device authorization",
        ),
        (
            &["/introspect", "/introspection"],
            Kind::Introspection,
            "its path is the usual one of introspection",
        ),
        (&["/revoke", "/revocation"], Kind::Revocation, "its path is the usual one of revocation"),
    ];
    let of_client = has("client_id") || exchange.request.headers.has("authorization") || has("token");
    let found = table.iter().find(|(paths, kind, _)| {
        let by_other_method = *kind == Kind::Introspection && answer.status == Some(405);
        (post || by_other_method) && ends(paths)
            // Where it brings the device's code, a person has typed that.
            && (of_client || *kind == Kind::DeviceAuthorization && !has("user_code"))
            && (*kind != Kind::PushedAuthorization || has("response_type"))
    });
    found.map(|(_, kind, because)| (*kind, *because)).or_else(|| {
        let registers = post
            && ends(&["/register", "/clients-registrations/openid-connect", "/connect/register", "/dcr"])
            && params.has("redirect_uris");
        registers.then_some((Kind::Registration, "its path is the usual one of client registration"))
    })
}

/// Whether a request at a usual place is one for a token: by what it sends, by what comes back, or, where the capture
/// holds neither, by a path that speaks of OAuth. Others have tokens, too: for devices, for forms, for payments.
fn is_token_like(exchange: &Exchange, params: &Params, answer: &Answer) -> bool {
    let has = |name: &str| params.given(name).is_some();
    let sends = [
        "code",
        "refresh_token",
        "client_id",
        "client_secret",
        "client_assertion",
        "code_verifier",
        "assertion",
        // A page hands its own server what it got.
        "access_token",
        "id_token",
    ];
    if sends.iter().any(|name| has(name)) || has("username") && has("password") {
        return true;
    }
    let refused = answer.status.is_some_and(|status| status >= 400);
    if exchange.request.method != "POST" && !refused {
        return false;
    }
    let basic = exchange
        .request
        .headers
        .first("authorization")
        .is_some_and(|value| value.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic ")));
    if exchange.request.method != "POST" {
        return basic;
    }
    let error = answer.error.as_ref().is_some_and(|error| super::is_registered_error(&error.code));
    let path = exchange.path().to_ascii_lowercase();
    let speaks = ["oauth", "oidc", "openid", "connect", "/auth", "login", "sso", "adfs", "identity"]
        .iter()
        .any(|word| path.contains(word));
    let silent = params.0.is_empty() || params.0.iter().all(|param| param.value().is_empty());
    basic || error || answer.brings("access_token") || silent && (speaks || path.matches('/').count() == 1)
}

/// The well-known places of provider metadata (RFC 8414, section 3; OpenID Connect Discovery, section 4).
pub fn is_discovery_path(path: &str) -> bool {
    path.contains("/.well-known/openid-configuration")
        || path.contains("/.well-known/oauth-authorization-server")
}

/// Where providers usually put the token endpoint.
pub fn is_token_path(path: &str) -> bool {
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    [
        "/token",
        "/access_token",
        "/accesstoken",
        "/oauth.v2.access",
        "/oauth.v2.exchange",
        "/oauth.access",
        "/openid.connect.token",
        "/tokens",
        "/tokens/oauth",
        "/tokens/bearer",
        "/oauth2/token.do",
        "/gettoken",
        "/get_token",
        "/token.oauth2",
        "/oauth_token.do",
        "/api_token",
        "/token.php",
    ]
    .iter()
    .any(|end| path.ends_with(end))
}
