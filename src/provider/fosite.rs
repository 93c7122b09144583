//! The errors of Ory fosite, the library that Ory Hydra and Authelia are built on. Below each address stands what was read
//! there.

use super::{Entry, Place};
use crate::causes as c;

/// In order: the first that fits is taken.
pub static ERRORS: &[Entry] = &[
    // https://github.com/ory/fosite/blob/master/handler/rfc7523/handler.go
    Entry {
        place: Place::Token,
        status: None,
        error: "invalid_grant",
        pattern: r"(?i)JWT in .{0,2}assertion.{0,2} request parameter MUST contain an .{0,2}aud\b",
        causes: &[&c::client_assertion_audience::CAUSE],
        means: "The assertion's `aud` is not the token endpoint that the server names in its message.",
        fix: "Put the address that the message names into `aud`; behind a domain of one's own, set the issuer URL of the server.",
    },
    // https://github.com/ory/fosite/blob/master/handler/rfc7523/handler.go
    Entry {
        place: Place::Token,
        status: None,
        error: "invalid_grant",
        pattern: r"(?i)JWT in .{0,2}assertion.{0,2} request parameter (expired|MUST contain an .{0,2}(exp|nbf|iat)\b|contains an .{0,2}(exp|nbf|iat)\b)",
        causes: &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
        means: "The assertion is out of its time, or names none.",
        fix: "Set `exp` a few minutes ahead, and the clock right.",
    },
    // https://github.com/ory/fosite/blob/master/handler/rfc7523/handler.go
    Entry {
        place: Place::Token,
        status: None,
        error: "invalid_grant",
        pattern: r"(?i)JWT in .{0,2}assertion.{0,2} request parameter|No public JWK was registered",
        causes: &[&c::client_assertion_invalid::CAUSE],
        means: "The assertion is not signed by a key that is trusted for its issuer and subject, or lacks a claim.",
        fix: "Register issuer, subject and public key as a trust relationship, and sign with that key.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: None,
        error: "invalid_client",
        pattern: r"(?i)supports client authentication method .{0,60} but method|authentication method .{0,60} was requested|method '\w+', however the OAuth 2\.0 client registration does not allow this method",
        causes: &[&c::wrong_client_auth_method::CAUSE],
        means: "The client is registered for another authentication method than the one it used.",
        fix: "Send the credentials by the registered token_endpoint_auth_method, or change that in the client.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Page,
        status: None,
        error: "invalid_client",
        pattern: r"The requested OAuth 2\.0 Client does not exist",
        causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        means: "The client id is unknown at this instance.",
        fix: "Create the client or correct client_id.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_helper.go
    Entry {
        place: Place::Page,
        status: None,
        error: "invalid_request",
        pattern: r"'redirect_uri' parameter does not match any of the OAuth 2\.0 Client's pre-registered redirect urls",
        causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
        means: "redirect_uri is not registered.",
        fix: "Add it to the client's redirect_uris.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Page,
        status: None,
        error: "invalid_request",
        pattern: r"contains an illegal character \(for example #\)",
        causes: &[&c::redirect_uri_invalid::CAUSE],
        means: "The redirect URI has a fragment or is malformed.",
        fix: "Use an absolute URI without fragment.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_authorize_code_auth.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "Redirect URL is using an insecure protocol",
        causes: &[&c::redirect_uri_invalid::CAUSE, &c::https_required::CAUSE],
        means: "http on a host that is not localhost.",
        fix: "Use https.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "'redirect_uri' parameter is required when using OpenID Connect",
        causes: &[&c::redirect_uri_missing::CAUSE],
        means: "redirect_uri is absent.",
        fix: "Send it.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_state",
        pattern: "at least be 8 characters|state is missing or does not have enough characters",
        causes: &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        means: "state is absent or shorter than eight characters.",
        fix: "Send a random state of eight or more characters.",
    },
    // https://github.com/ory/fosite/blob/master/handler/openid/flow_implicit.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "insufficient_entropy",
        pattern: "nonce.*minimum entropy|insufficient entropy",
        causes: &[&c::malformed_parameter::CAUSE],
        means: "nonce is too short.",
        fix: "Send a nonce of eight or more characters.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_scope",
        pattern: "not allowed to request scope '(?:[^']*)'",
        causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        means: "The client's scope list lacks it.",
        fix: "Add it to the client's scope, or drop it.",
    },
    // https://github.com/ory/hydra/issues/623
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_scope",
        pattern: "(client|Client) is not allowed to request scope",
        causes: &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        means: "The client's scope list lacks it.",
        fix: "Add it to the client's scope, or drop it.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "unsupported_response_type",
        pattern: "client is not allowed to request response_type",
        causes: &[&c::response_type_not_enabled::CAUSE],
        means: "The response type is not registered for the client.",
        fix: "Add it to the client's response_types.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "unsupported_response_mode",
        pattern: "response_mode",
        causes: &[&c::malformed_parameter::CAUSE],
        means: "The response mode is not allowed for the client.",
        fix: "Drop response_mode or register it.",
    },
    // https://github.com/ory/fosite/blob/master/audience_strategy.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "Requested audience '(?:[^']*)' has not been whitelisted",
        causes: &[&c::audience_invalid::CAUSE],
        means: "The audience is not on the client's list.",
        fix: "Add it to the client's audience.",
    },
    // https://github.com/ory/fosite/blob/master/handler/pkce/handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "must include a code_challenge|Clients must include a code_challenge",
        causes: &[&c::pkce_required::CAUSE],
        means: "PKCE is enforced.",
        fix: "Send code_challenge with S256.",
    },
    // https://github.com/ory/fosite/blob/master/handler/pkce/handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "Clients must use code_challenge_method=S256, plain is not allowed|code_challenge_method is not supported, use S256",
        causes: &[&c::pkce_method_rejected::CAUSE],
        means: "plain, none or unknown method.",
        fix: "Send code_challenge_method=S256.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request",
        pattern: "Pushed Authorization Requests are enforced",
        causes: &[&c::par_required::CAUSE],
        means: "PAR is demanded.",
        fix: "Push the request first.",
    },
    // https://github.com/ory/fosite/blob/master/authorize_request_handler.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "invalid_request_uri",
        pattern: "Invalid PAR session",
        causes: &[&c::request_uri_invalid::CAUSE],
        means: "request_uri unknown, used or expired.",
        fix: "Push again.",
    },
    // https://github.com/ory/hydra/pull/1843
    Entry {
        place: Place::Callback,
        status: None,
        error: "request_forbidden",
        pattern: "The request is not allowed|No CSRF value available in the session cookie",
        causes: &[
            &c::third_party_cookies_blocked::CAUSE,
            &c::session_cookie_lost::CAUSE,
            &c::state_mismatch::CAUSE,
        ],
        means: "The server's own CSRF cookie did not come back.",
        fix: "Serve login, consent and server on one https site; SameSite=None needs Secure.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "login_required",
        pattern: "prompt was set to 'none'",
        causes: &[&c::login_required::CAUSE],
        means: "No session for a silent request.",
        fix: "Log in interactively.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "consent_required",
        pattern: "",
        causes: &[&c::consent_required::CAUSE],
        means: "Consent is needed.",
        fix: "Ask interactively.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "access_denied",
        pattern: "resource owner or authorization server denied the request",
        causes: &[&c::access_denied_by_user::CAUSE],
        means: "The person or the consent app refused.",
        fix: "Start again and accept; look at the consent app.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: Some(401),
        error: "invalid_client",
        pattern: "supports client authentication method '(?:[^']*)', but method '(?:[^']*)' was requested",
        causes: &[&c::wrong_client_auth_method::CAUSE],
        means: "The way of sending credentials is not the registered one; both are named.",
        fix: "Change token_endpoint_auth_method of the client, or send as registered.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Token,
        status: Some(401),
        error: "invalid_client",
        pattern: "Client authentication failed",
        causes: &[
            &c::wrong_client_secret::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
        ],
        means: "Unknown client, wrong secret or wrong method; the hint decides.",
        fix: "Read error_hint or the log; compare id and secret.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_request",
        pattern: "could not be decoded from 'application/x-www-form-urlencoded'",
        causes: &[&c::secret_encoding::CAUSE],
        means: "id or secret inside Basic is not form-encoded.",
        fix: "Form-encode id and secret before Base64.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_request",
        pattern: "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body",
        causes: &[&c::missing_client_auth::CAUSE, &c::wrong_content_type::CAUSE],
        means: "No credentials arrived.",
        fix: "Send them.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: Some(401),
        error: "invalid_client",
        pattern: "Claim '(iss|sub)' from 'client_assertion' must match",
        causes: &[&c::client_assertion_invalid::CAUSE],
        means: "Assertion's iss or sub is not the client id.",
        fix: "Set both to the client id.",
    },
    // https://github.com/ory/fosite/blob/master/client_authentication.go
    Entry {
        place: Place::Token,
        status: Some(401),
        error: "invalid_client",
        pattern: "Claim 'audience' from 'client_assertion' must match",
        causes: &[&c::client_assertion_audience::CAUSE],
        means: "Assertion's aud is not the token URL.",
        fix: "Set aud to the token endpoint.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_authorize_code_token.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: r#""redirect_uri" from this request does not match the one from the authorize request"#,
        causes: &[&c::redirect_uri_mismatch_token::CAUSE],
        means: "redirect_uri differs.",
        fix: "Send the identical one.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_authorize_code_token.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: r"OAuth 2\.0 Client ID from this request does not match",
        causes: &[&c::code_wrong_client::CAUSE],
        means: "Another client redeems.",
        fix: "Use one client id.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_authorize_code_token.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: "authorization code has already been used",
        causes: &[&c::code_reused::CAUSE],
        means: "Used twice; tokens are revoked.",
        fix: "Redeem once.",
    },
    // https://github.com/ory/fosite/blob/master/handler/pkce/handler.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: "PKCE code verifier|code_verifier|PKCE code challenge did not match the code verifier",
        causes: &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
        means: "The verifier is absent, malformed or does not fit.",
        fix: "Send the verifier of this attempt.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_refresh.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "",
        pattern: "The refresh token (was already used|is malformed or not valid)|multiple concurrent requests using the same token",
        causes: &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
        means: "Rotated away, unknown, or redeemed by two requests at once.",
        fix: "Store the newest token, and let one request renew while the others wait; log in again.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_refresh.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: "The refresh token expired",
        causes: &[&c::refresh_token_expired::CAUSE],
        means: "Expired.",
        fix: "Log in again.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_grant",
        pattern: "provided authorization grant .* is invalid, expired, revoked",
        causes: &[
            &c::code_reused::CAUSE,
            &c::code_expired::CAUSE,
            &c::redirect_uri_mismatch_token::CAUSE,
            // One that was used before, or has expired, is told so in a hint.
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_reused::CAUSE,
            &c::refresh_token_expired::CAUSE,
        ],
        means: "General text; the hint decides.",
        fix: "Read error_hint.",
    },
    // https://github.com/ory/fosite/blob/master/handler/oauth2/flow_authorize_code_token.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "unauthorized_client",
        pattern: "not allowed to use authorization grant",
        causes: &[&c::grant_type_not_enabled::CAUSE],
        means: "The grant is not on the client's grant_types.",
        fix: "Add it to grant_types.",
    },
    // https://github.com/ory/fosite/blob/master/access_request_handler.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_request",
        pattern: r"HTTP method is '(?:\w+)', expected 'POST'",
        causes: &[&c::wrong_http_method::CAUSE],
        means: "Not a POST.",
        fix: "POST to the token endpoint.",
    },
    // https://github.com/ory/fosite/blob/master/access_request_handler.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "invalid_request",
        pattern: "Request parameter 'grant_type' is missing|POST body can not be empty",
        causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
        means: "The body is empty or no form.",
        fix: "Send a form body.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "authorization_pending",
        pattern: "still pending",
        causes: &[&c::device_authorization_pending::CAUSE],
        means: "Device login not finished.",
        fix: "Poll on.",
    },
    // https://github.com/ory/fosite/blob/master/errors.go
    Entry {
        place: Place::Token,
        status: Some(400),
        error: "expired_token",
        pattern: "device_code has expired",
        causes: &[&c::device_code_expired::CAUSE],
        means: "Device code over.",
        fix: "Start again.",
    },
];

/// The table of a product: its own errors, then the library's.
#[expect(clippy::indexing_slicing, reason = "only the compiler runs it")]
pub const fn with<const OWN: usize, const ALL: usize>(own: [Entry; OWN]) -> [Entry; ALL] {
    assert!(ALL == OWN + ERRORS.len());
    let mut all = [own[0]; ALL];
    let mut index = 0;
    while index < ALL {
        all[index] = if index < OWN { own[index] } else { ERRORS[index - OWN] };
        index += 1;
    }
    all
}
