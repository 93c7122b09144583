//! What a parameter is, in at most four words, and which rules speak of it.

use crate::oauth::Kind;

/// The caption of a parameter, claim or member; empty for those that nobody has described.
pub fn caption(name: &str) -> &'static str {
    CAPTIONS.iter().find(|(known, _)| *known == name).map_or("", |(_, caption)| caption)
}

/// The rules whose pass says that a parameter of this message is right, most telling first.
pub fn rules_about(kind: Kind, name: &str) -> &'static [&'static str] {
    match (kind, name) {
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "redirect_uri") => {
            &["redirect-uri-not-registered"]
        }
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "client_id") => {
            &["client-id-differs-from-config"]
        }
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "code_challenge") => {
            &["pkce-challenge-malformed"]
        }
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "code_challenge_method") => {
            &["pkce-method-unknown", "pkce-plain"]
        }
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "scope") => {
            &["scope-separator", "scope-without-openid"]
        }
        (Kind::AuthorizationRequest | Kind::PushedAuthorization, "response_type") => {
            &["response-type-not-configured"]
        }
        (Kind::AuthorizationResponse | Kind::Callback, "state") => &["state-differs"],
        (Kind::AuthorizationResponse | Kind::Callback, "iss") => &["issuer-parameter-differs"],
        (Kind::Callback, "code") => &["callback-repeated"],
        (Kind::TokenRequest, "redirect_uri") => &["token-redirect-uri-differs"],
        (Kind::TokenRequest, "code") => &["code-altered", "code-reused"],
        (Kind::TokenRequest, "code_verifier") => &["pkce-verifier-mismatch"],
        (Kind::TokenRequest, "client_id") => &["client-auth-id-differs", "client-id-differs-from-config"],
        (Kind::TokenRequest, "client_secret") => {
            &["client-auth-not-configured", "secret-differs-from-config"]
        }
        (Kind::TokenRequest, "grant_type") => &["grant-type-mismatch", "grant-type-unknown"],
        (Kind::TokenRequest, "client_assertion") => &["assertion-audience", "assertion-expired"],
        _ => &[],
    }
}

const CAPTIONS: [(&str, &str); 65] = [
    ("access_token", "opens the API"),
    ("acr_values", "strength of login"),
    ("aud", "for whom"),
    ("audience", "which API"),
    ("at_hash", "ties the access token"),
    ("auth_time", "signed in at"),
    ("auth_req_id", "the login on another device"),
    ("azp", "authorized party"),
    ("c_hash", "ties the code"),
    ("client_assertion", "proof of who asks"),
    ("client_assertion_type", "kind of proof"),
    ("client_id", "who asks"),
    ("client_secret", "proof of who asks"),
    ("code", "the login, once"),
    ("code_challenge", "PKCE, this login"),
    ("code_challenge_method", "PKCE, how hashed"),
    ("code_verifier", "PKCE, this login"),
    ("device_code", "the device's login"),
    ("domain_hint", "which directory"),
    ("email", "personal"),
    ("error", "what went wrong"),
    ("error_description", "in the server's words"),
    ("error_uri", "where it is explained"),
    ("exp", "valid until"),
    ("expires_in", "seconds it lives"),
    ("grant_type", "what is exchanged"),
    ("iat", "made at"),
    ("id_token", "who signed in"),
    ("id_token_hint", "who signed in"),
    ("interval", "seconds between polls"),
    ("iss", "who answers"),
    ("jti", "one use"),
    ("kid", "which key"),
    ("alg", "signature"),
    ("typ", "kind of token"),
    ("login_hint", "who will sign in"),
    ("max_age", "oldest login allowed"),
    ("name", "personal"),
    ("nbf", "valid from"),
    ("nonce", "ties the ID token"),
    ("password", "the person's secret"),
    ("post_logout_redirect_uri", "where to after logout"),
    ("preferred_username", "personal"),
    ("prompt", "what to show"),
    ("redirect_uri", "where the code goes"),
    ("refresh_token", "renews the login"),
    ("request", "signed request"),
    ("request_uri", "pushed request"),
    ("resource", "which API"),
    ("response_mode", "how it comes back"),
    ("response_type", "what is asked for"),
    ("scope", "what is allowed"),
    ("session_state", "provider's session"),
    ("sid", "provider's session"),
    ("state", "ties the answer"),
    ("sub", "the person's id"),
    ("subject_token", "token to exchange"),
    ("tid", "which tenant"),
    ("token", "which token"),
    ("token_type", "how it is sent"),
    ("ui_locales", "language"),
    ("user_code", "typed by the person"),
    ("username", "the person's name"),
    ("verification_uri", "where to type it"),
    ("ver", "version of the token"),
];
