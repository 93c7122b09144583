//! What a bare status means: no words came with it, or the exchange happened out of sight and a client's page repeats
//! no more than its number. Nothing here is certain; it ranks what is worth looking at first.

mod forbidden;

use super::{Cause, Strength};
use crate::causes as c;
use crate::flow::What;
use crate::oauth::{DEVICE_GRANT, Kind, Message, Step};
use crate::provider::{Entry, Place};

/// What a failure without words points to, and how strongly.
pub fn suspects(provider: &str, message: &Message<'_>, what: What) -> Option<(&'static Line, Strength)> {
    if let Some(relayed) = &message.relayed {
        let status = relayed.status?;
        let line = match relayed.step {
            Some(Step::Userinfo | Step::Api) => find(AT_API, status),
            Some(Step::Discovery) => find(AT_METADATA, status),
            Some(Step::Authorization) => find(ON_PAGE, status),
            Some(Step::Session) => find(AT_SESSION, status),
            _ => at_token_endpoint(provider, status, relayed.refreshes),
        };
        let own = relayed.step == Some(Step::Session) && speaks_for_itself(status);
        return Some((line?, if own { Strength::ServerError } else { Strength::Fits }));
    }
    match what {
        // Nothing of the provider failed where nobody receives the response.
        What::NoAnswer if message.kind == Kind::Callback => return None,
        What::NoAnswer => return Some((no_answer(message)?, Strength::Fits)),
        What::Withheld | What::ClientFailed | What::ErrorResponse | What::Loops => return None,
        What::ErrorPage | What::Refused | What::NotOAuth => {}
    }
    let status = message.answer.status?;
    let is_no_oauth = |json: &serde_json::Value| json.is_object() && json.get("error").is_none();
    if status == 401
        && message.kind == Kind::TokenRequest
        && message.answer.json.as_ref().is_some_and(is_no_oauth)
    {
        return Some((&IN_OTHER_WORDS, Strength::Status));
    }
    if message.grant() == Some(DEVICE_GRANT)
        && let Some(line) = AT_DEVICE.iter().find(|line| line.statuses.contains(&(status, status)))
    {
        return Some((line, Strength::ServerError));
    }
    if message.kind == Kind::Interaction && crate::oauth::says_no_in_200(message.exchange, &message.answer) {
        return Some((&AT_FORM, Strength::Status));
    }
    if what == What::ErrorPage && shuts_door(message) {
        return Some((&AT_DOOR, Strength::ServerError));
    }
    let strength = if speaks_for_itself(status) { Strength::ServerError } else { Strength::Status };
    let line = match message.kind {
        Kind::AuthorizationRequest | Kind::Interaction | Kind::Logout => find(ON_PAGE, status),
        // Whoever asks about a token proves itself as at the token endpoint (RFC 7662, section 2.3).
        Kind::Introspection if matches!(status, 401 | 403) => find(AT_TOKEN_ENDPOINT, status),
        Kind::Userinfo | Kind::ApiCall | Kind::Introspection => find(AT_API, status),
        Kind::Discovery | Kind::ResourceMetadata | Kind::Keys => find(AT_METADATA, status),
        _ => at_token_endpoint(provider, status, message.grant() == Some("refresh_token")),
    };
    Some((line?, strength))
}

/// Statuses that say what is wrong (RFC 9110, section 15; RFC 6585, section 4; RFC 7725).
fn speaks_for_itself(status: u16) -> bool {
    matches!(status, 405 | 413..=415 | 429 | 431 | 451 | 500..)
}

fn at_token_endpoint(provider: &str, status: u16, refreshes: bool) -> Option<&'static Line> {
    if refreshes && let Some(line) = find(AT_REFRESH, status).filter(|_| status == 400) {
        return Some(line);
    }
    let own =
        forbidden::FORBIDDEN.iter().find(|(providers, _)| status == 403 && providers.contains(&provider));
    own.map(|(_, line)| line).or_else(|| find(AT_TOKEN_ENDPOINT, status))
}

fn no_answer(message: &Message<'_>) -> Option<&'static Line> {
    let error = message.exchange.error.as_deref().unwrap_or_default();
    let fits = |words: &[&str]| words.iter().any(|word| error.contains(word));
    NO_ANSWER.iter().find(|(words, _)| fits(words)).map(|(_, line)| line)
}

fn find(table: &'static [Line], status: u16) -> Option<&'static Line> {
    let fits = |line: &&Line| line.statuses.iter().any(|(first, last)| (*first..=*last).contains(&status));
    table.iter().find(fits).or_else(|| EVERYWHERE.iter().find(fits))
}

/// Suspects of a status.
pub struct Line {
    /// First and last.
    statuses: &'static [(u16, u16)],
    /// Most likely first.
    causes: &'static [&'static Cause],
    means: &'static str,
}

impl Line {
    /// As a line of an error table.
    pub fn entry(&self, place: Place) -> Entry {
        Entry { place, status: None, error: "", pattern: "", causes: self.causes, means: self.means, fix: "" }
    }
}

pub const fn of(
    statuses: &'static [(u16, u16)],
    causes: &'static [&'static Cause],
    means: &'static str,
) -> Line {
    Line { statuses, causes, means }
}

/// The token endpoint and its like.
static AT_TOKEN_ENDPOINT: &[Line] = &[
    of(
        &[(403, 403)],
        &[
            &c::waf_blocked::CAUSE,
            &c::ip_blocked::CAUSE,
            &c::access_policy_blocked::CAUSE,
            &c::app_not_published_or_test_user::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::proxy_altered_request::CAUSE,
        ],
        "OAuth refuses credentials with 401 and codes with 400; 403 is none of its answers. It mostly comes from a firewall before the server, from a rule on addresses or regions, from a policy or a missing review, at some servers from wrong credentials, or from a proxy that changed the request.",
    ),
    of(
        &[(400, 400)],
        &[
            &c::redirect_uri_mismatch_token::CAUSE,
            &c::code_reused::CAUSE,
            &c::code_expired::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::pkce_verifier_mismatch::CAUSE,
            &c::malformed_parameter::CAUSE,
        ],
        "The endpoint itself answered 400: the network let the request through, and something in it is refused. The body of that answer names it.",
    ),
    of(
        &[(401, 401)],
        &[
            &c::wrong_client_secret::CAUSE,
            &c::missing_client_auth::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::secret_encoding::CAUSE,
        ],
        "401 at the token endpoint means that the client's own credentials were refused (RFC 6749, section 5.2).",
    ),
    of(
        &[(404, 404), (410, 410)],
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Nothing is at this address: the path, version, tenant or host is another one.",
    ),
    of(
        &[(405, 405), (501, 501)],
        &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
        "The address does not take this method; the token endpoint takes POST.",
    ),
    of(
        &[(200, 399)],
        &[
            &c::wrong_endpoint::CAUSE,
            &c::wrong_http_method::CAUSE,
            &c::proxy_altered_request::CAUSE,
            &c::waf_blocked::CAUSE,
        ],
        "What answers is no token endpoint: it sends a page or a redirect where JSON is due.",
    ),
    of(
        &[(415, 415), (406, 406)],
        &[&c::wrong_content_type::CAUSE],
        "The server does not take a body of this media type; a token request is a form.",
    ),
    of(
        &[(407, 407)],
        &[&c::proxy_altered_request::CAUSE],
        "A proxy on the way wants credentials of its own; the request never left the network.",
    ),
];

/// A token endpoint that answers 401 with JSON that is no error of OAuth.
static IN_OTHER_WORDS: Line = of(
    &[(401, 401)],
    &[&c::wrong_client_secret::CAUSE, &c::wrong_endpoint::CAUSE, &c::missing_client_auth::CAUSE],
    "What answers does not speak as a token endpoint does (RFC 6749, section 5.2): it may be a gateway, or an API at an address beside the endpoint's.",
);

/// Where a provider's own page posts what the person has typed.
static AT_FORM: Line = of(
    &[(200, 200)],
    &[&c::user_credentials_wrong::CAUSE, &c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
    "The provider's sign-in page says no to what the person has typed, or to the account.",
);

/// The provider's page that lets a person no further whom it knows.
static AT_DOOR: Line = of(
    &[(200, 200), (401, 401), (403, 403)],
    &[&c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE, &c::account_not_allowed::CAUSE],
    "The provider knows the person and lets them no further: they are in none of the groups that may use this client, or a rule refuses them.",
);

/// Whether a page of the provider says no more than that access is denied, to a person who has a session there.
fn shuts_door(message: &Message<'_>) -> bool {
    const SAYS: [&str; 8] = [
        "access denied",
        "access is denied",
        "access forbidden",
        "not authorized",
        "zugriff verweigert",
        "accès refusé",
        "acceso denegado",
        "acesso negado",
    ];
    let page = message.answer.page.as_deref().unwrap_or_default();
    let start = page.chars().take(60).collect::<String>().to_lowercase();
    let at_provider = matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction);
    // A firewall says so in a few words of its own, and to anybody.
    at_provider
        && message.answer.status == Some(200)
        && message.exchange.request.headers.has("cookie")
        && SAYS.iter().any(|says| start.contains(says))
}

/// The token endpoint, where a device asks with bare statuses (Trakt).
/// <https://trakt.docs.apiary.io/#reference/authentication-devices/get-token/poll-for-the-access_token>
static AT_DEVICE: &[Line] = &[
    of(&[(410, 410)], &[&c::device_code_expired::CAUSE], "The device code has run out; a new one is due."),
    of(
        &[(409, 409)],
        &[&c::code_reused::CAUSE, &c::device_code_expired::CAUSE],
        "The device code was approved and redeemed before.",
    ),
    of(&[(418, 418)], &[&c::access_denied_by_user::CAUSE], "The person has declined."),
];

/// The token endpoint, where a refresh token is redeemed.
static AT_REFRESH: &[Line] = &[of(
    &[(400, 400)],
    &[
        &c::refresh_token_expired::CAUSE,
        &c::refresh_token_revoked::CAUSE,
        &c::refresh_token_reused::CAUSE,
        &c::wrong_client_secret::CAUSE,
        &c::malformed_parameter::CAUSE,
    ],
    "400 is how a refresh token that has come to its end is refused (`invalid_grant`: RFC 6749, section 5.2). The body of that answer says whether it is that.",
)];

/// The provider's own pages.
static ON_PAGE: &[Line] = &[
    of(
        &[(400, 400), (422, 422)],
        &[
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::malformed_parameter::CAUSE,
            &c::missing_parameter::CAUSE,
        ],
        "The provider shows an error page and does not send the browser back: it does that where client or redirect URI cannot be trusted (RFC 6749, section 4.1.2.1).",
    ),
    of(
        &[(401, 401)],
        &[&c::wrong_client_id::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE, &c::login_required::CAUSE],
        "The provider refused the authorization request itself.",
    ),
    of(
        &[(403, 403)],
        &[
            &c::waf_blocked::CAUSE,
            &c::access_policy_blocked::CAUSE,
            &c::ip_blocked::CAUSE,
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::account_not_allowed::CAUSE,
        ],
        "The provider's page is refused with 403: a firewall before it, or a rule on who may log in from where.",
    ),
    of(
        &[(404, 404), (410, 410)],
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_id::CAUSE],
        "Nothing is at this address: the path, version, tenant or host is another one.",
    ),
    of(&[(405, 405)], &[&c::wrong_http_method::CAUSE], "The address does not take this method."),
    of(
        &[(200, 399)],
        &[
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::scope_invalid::CAUSE,
            &c::malformed_parameter::CAUSE,
        ],
        "The provider shows a page of its own for errors and does not send the browser back: it does that where client or redirect URI cannot be trusted (RFC 6749, section 4.1.2.1).",
    ),
];

/// APIs and userinfo.
static AT_API: &[Line] = &[
    of(
        &[(401, 401)],
        &[
            &c::access_token_invalid::CAUSE,
            &c::access_token_expired::CAUSE,
            &c::access_token_wrong_audience::CAUSE,
            &c::wrong_token_type::CAUSE,
        ],
        "The API does not accept the access token (RFC 6750, section 3.1).",
    ),
    of(
        &[(403, 403)],
        &[
            &c::insufficient_scope::CAUSE,
            &c::user_not_assigned::CAUSE,
            &c::api_not_enabled::CAUSE,
            &c::access_policy_blocked::CAUSE,
            &c::waf_blocked::CAUSE,
        ],
        "The API knows the token and refuses the action: the token's scope, the person's role, or the API itself (RFC 6750, section 3.1).",
    ),
    of(&[(404, 404), (410, 410)], &[&c::wrong_endpoint::CAUSE], "Nothing is at this address."),
    of(
        &[(300, 399)],
        &[&c::wrong_endpoint::CAUSE],
        "The address leads to another one, and the client does not follow.",
    ),
    of(
        &[(200, 299)],
        &[
            &c::access_token_invalid::CAUSE,
            &c::access_token_expired::CAUSE,
            &c::access_token_wrong_audience::CAUSE,
            &c::wrong_token_type::CAUSE,
        ],
        "The API answers 200 and says in the body that it does not accept the access token.",
    ),
    of(&[(405, 405)], &[&c::wrong_http_method::CAUSE], "The address does not take this method."),
];

/// The client's own server, where the client renews its session.
static AT_SESSION: &[Line] = &[of(
    &[(400, 428), (430, 499)],
    &[
        &c::session_cookie_lost::CAUSE,
        &c::refresh_token_expired::CAUSE,
        &c::refresh_token_reused::CAUSE,
        &c::refresh_token_revoked::CAUSE,
    ],
    "The client's own server does not renew the session: the cookie or token that it wants did not come, has run out, or was used before.",
)];

/// Metadata and keys.
static AT_METADATA: &[Line] = &[
    of(
        &[(403, 403)],
        &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::missing_user_agent::CAUSE],
        "Metadata and keys are public; a 403 comes from what stands before the server.",
    ),
    of(
        &[(400, 400), (404, 404), (410, 410)],
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Nothing is at this address: the issuer, its path, the tenant or the host is another one.",
    ),
    of(
        &[(200, 399)],
        &[
            &c::wrong_endpoint::CAUSE,
            &c::wrong_tenant_or_issuer::CAUSE,
            &c::waf_blocked::CAUSE,
            &c::proxy_altered_request::CAUSE,
        ],
        "A page comes where JSON is due: something else than the provider answers at this address.",
    ),
    of(
        &[(401, 401)],
        &[&c::wrong_endpoint::CAUSE, &c::proxy_altered_request::CAUSE, &c::waf_blocked::CAUSE],
        "Metadata and keys are public; something before the server, or another one, asks for credentials.",
    ),
];

/// What a status means wherever it comes.
static EVERYWHERE: &[Line] = &[
    of(&[(429, 429)], &[&c::rate_limited::CAUSE], "429 means: too many requests (RFC 6585, section 4)."),
    of(
        &[(415, 415)],
        &[&c::wrong_content_type::CAUSE],
        "The endpoint does not take a body of this type (RFC 9110, section 15.5.16).",
    ),
    of(
        &[(411, 411), (413, 414), (431, 431)],
        &[&c::malformed_parameter::CAUSE, &c::proxy_altered_request::CAUSE],
        "The request is too large, or has no length; a server or proxy on the way did not take it.",
    ),
    of(
        &[(451, 451)],
        &[&c::ip_blocked::CAUSE],
        "451 means: refused for legal reasons, by country (RFC 7725).",
    ),
    of(
        &[(500, 599)],
        &[&c::server_error::CAUSE, &c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
        "The server failed by itself.",
    ),
];

/// The connection failed: words in the browser's message, and what they point to.
static NO_ANSWER: &[(&[&str], Line)] = &[
    (
        &["NAME_NOT_RESOLVED", "UNKNOWN_HOST", "hostname could not be found", "ENOTFOUND", "EAI_AGAIN"],
        of(
            &[],
            &[&c::wrong_endpoint::CAUSE, &c::proxy_altered_request::CAUSE],
            "The host's name is not known: mistyped, or only known inside another network.",
        ),
    ),
    (
        &["CERT", "SSL", "SEC_ERROR", "PKIX", "certificate"],
        of(
            &[],
            &[&c::server_misconfigured::CAUSE, &c::proxy_altered_request::CAUSE],
            "The secure connection failed: the server's certificate, or a proxy that opens TLS.",
        ),
    ),
    (
        &["BLOCKED_BY_CLIENT", "BLOCKED_BY_ADMINISTRATOR"],
        of(
            &[],
            &[&c::proxy_altered_request::CAUSE, &c::access_policy_blocked::CAUSE],
            "The browser did not send the request: an extension (an ad or tracker blocker) or a policy of the device holds it back.",
        ),
    ),
    (
        &["BLOCKED_BY_RESPONSE", "BLOCKED_BY_CSP", "BLOCKED_BY_ORB", "csp", "Content Security Policy"],
        of(
            &[],
            &[&c::cors_blocked::CAUSE, &c::server_misconfigured::CAUSE],
            "The browser kept the answer back by a policy of the page or of the answer (CSP, COEP, `Cross-Origin-Resource-Policy`).",
        ),
    ),
    (
        &["PROXY", "TUNNEL"],
        of(
            &[],
            &[&c::proxy_altered_request::CAUSE],
            "The proxy on the way did not let the connection through.",
        ),
    ),
    (
        &[""],
        of(
            &[],
            &[
                &c::server_error::CAUSE,
                &c::ip_blocked::CAUSE,
                &c::wrong_endpoint::CAUSE,
                &c::proxy_altered_request::CAUSE,
            ],
            "No connection: the server is down, the port is closed, or a firewall drops the packets.",
        ),
    ),
];
