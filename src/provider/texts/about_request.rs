//! What sentences are about: parameters and credentials of the request. An entry tells the causes and what they mean.

use super::wrong::{Matter, Wrong};
use crate::cause::Cause;
use crate::causes as c;
use crate::provider::REDIRECT_REFUSED;

static CODE_GONE: &[&Cause] =
    &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_wrong_client::CAUSE, &c::code_mangled::CAUSE];
pub static REFRESH_GONE: &[&Cause] =
    &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE, &c::refresh_token_reused::CAUSE];
pub static OTHERS: &[&Cause] = &[&c::code_wrong_client::CAUSE, &c::wrong_client_id::CAUSE];
pub static PARAMETER_MISSING: &[&Cause] = &[&c::missing_parameter::CAUSE, &c::wrong_content_type::CAUSE];
pub const SAYS_PARAMETER: &str =
    "By its own words the server misses a parameter, or does not read it where it stands.";

/// The most special first: "the client may not use this scope" is about the scope.
pub static MATTERS: &[Matter] = &[
    Matter {
        names: &["post logout*", "logout ur*", "logout redirect*"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::post_logout_redirect_uri_mismatch::CAUSE],
            "The server refuses the URI after logout.",
        )],
    },
    Matter {
        names: &["verifier"],
        place: None,
        wrongs: &[
            (
                Wrong::UNEXPECTED | Wrong::FORBIDDEN,
                &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
                "There is a `code_verifier`, and the server knows of no `code_challenge` for this code.",
            ),
            (
                Wrong::FORM,
                &[&c::malformed_parameter::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
                "The `code_verifier` is not of the form of RFC 7636 (section 4.1).",
            ),
            (
                Wrong::MISSING,
                &[&c::pkce_missing::CAUSE, &c::session_cookie_lost::CAUSE],
                "The server misses the `code_verifier`.",
            ),
            (
                Wrong::ANY,
                &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
                "The `code_verifier` is not accepted.",
            ),
        ],
    },
    Matter {
        names: &["challenge method*", "pkce method*", "transform*"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::pkce_method_rejected::CAUSE, &c::pkce_required::CAUSE],
            "The PKCE method is not accepted.",
        )],
    },
    Matter {
        names: &["code challenge", "pkce", "proof key"],
        place: None,
        wrongs: &[
            (Wrong::MISSING, &[&c::pkce_required::CAUSE, &c::pkce_missing::CAUSE], "PKCE is demanded."),
            (
                Wrong::INVALID | Wrong::DIFFERENT | Wrong::FAILED,
                &[
                    &c::pkce_verifier_mismatch::CAUSE,
                    &c::pkce_required::CAUSE,
                    &c::malformed_parameter::CAUSE,
                ],
                "PKCE verification failed.",
            ),
        ],
    },
    Matter {
        names: &[
            "grant type*",
            "grant flow",
            "device flow",
            "authentication flow",
            "oauth flow",
            "requested grant",
            "this grant",
        ],
        place: Some(true),
        wrongs: &[
            (
                Wrong::FORBIDDEN | Wrong::DISABLED,
                &[&c::grant_type_not_enabled::CAUSE, &c::grant_type_missing_or_wrong::CAUSE],
                "The grant is not switched on for this client.",
            ),
            (
                Wrong::MISSING | Wrong::INVALID | Wrong::UNKNOWN,
                &[
                    &c::grant_type_missing_or_wrong::CAUSE,
                    &c::grant_type_not_enabled::CAUSE,
                    &c::wrong_content_type::CAUSE,
                ],
                "The grant is missing, misspelt or not offered.",
            ),
        ],
    },
    Matter {
        names: &["response type*", "response mode*"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::response_type_not_enabled::CAUSE, &c::malformed_parameter::CAUSE],
            "The response type or mode is not accepted.",
        )],
    },
    Matter {
        names: &[
            "redirect ur*",
            "redirecturi*",
            "redirection ur*",
            "redirect address",
            "redirect mismatch",
            "callback ur*",
            "callback address*",
            "callback domain*",
            "registered callback",
            "reply ur*",
            "return ur*",
            "return address",
        ],
        place: None,
        wrongs: &[
            (
                Wrong::FORM,
                &[&c::redirect_uri_invalid::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
                "The redirect URI is refused for its form.",
            ),
            (
                Wrong::UNKNOWN
                    | Wrong::DIFFERENT
                    | Wrong::FORBIDDEN
                    | Wrong::FOREIGN
                    | Wrong::INVALID
                    | Wrong::DISABLED,
                REDIRECT_REFUSED,
                "The redirect URI is not the one that the server knows.",
            ),
            (
                Wrong::MISSING,
                &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_token::CAUSE],
                "The redirect URI is needed and absent.",
            ),
        ],
    },
    Matter {
        names: &[
            "authentication method*",
            "auth method*",
            "client secret basic",
            "client secret post",
            "private key jwt",
        ],
        place: Some(true),
        wrongs: &[
            (
                Wrong::DUPLICATE,
                &[&c::duplicate_client_auth::CAUSE],
                "The client authenticates in more than one way.",
            ),
            (
                Wrong::ANY,
                &[&c::wrong_client_auth_method::CAUSE, &c::missing_client_auth::CAUSE],
                "The client authenticates in another way than is registered for it.",
            ),
        ],
    },
    Matter {
        names: &["assertion*", "jwt", "exp claim", "iat claim", "client token"],
        place: Some(true),
        wrongs: &[
            (
                Wrong::EXPIRED,
                &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
                "The assertion is out of its time.",
            ),
            (
                Wrong::ANY,
                &[
                    &c::client_assertion_invalid::CAUSE,
                    &c::client_assertion_audience::CAUSE,
                    &c::client_assertion_expired::CAUSE,
                ],
                "The assertion does not verify.",
            ),
        ],
    },
    Matter {
        names: &["certificate*", "mtls", "m tls", "mutual tls"],
        place: None,
        wrongs: &[(
            Wrong::ANY | Wrong::FAILED,
            &[&c::mtls_required::CAUSE, &c::proxy_altered_request::CAUSE],
            "The client certificate is not the one that is demanded.",
        )],
    },
    Matter {
        names: &["nonce*"],
        place: Some(true),
        wrongs: &[(
            Wrong::ANY,
            &[&c::nonce_mismatch::CAUSE],
            "The server that verifies the ID token gets another `nonce` beside it than is in it, or one of them only; some compare with its hash.",
        )],
    },
    Matter {
        names: &["dpop"],
        place: None,
        wrongs: &[(Wrong::ANY, &[&c::dpop_invalid::CAUSE], "The DPoP proof is missing or not accepted.")],
    },
    Matter {
        names: &["refresh token*"],
        place: Some(true),
        wrongs: &[
            (
                Wrong::USED,
                &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
                "The refresh token was used before.",
            ),
            (Wrong::FOREIGN, OTHERS, "The refresh token was issued to another client."),
            (
                Wrong::EXPIRED,
                &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
                "The refresh token has expired.",
            ),
            (
                Wrong::MISSING,
                &[&c::missing_parameter::CAUSE, &c::refresh_token_missing::CAUSE],
                "The refresh token is missing in the request.",
            ),
            (Wrong::ANY, REFRESH_GONE, "The refresh token is not valid any more."),
        ],
    },
    Matter {
        names: &["device code*", "user code*"],
        place: Some(true),
        wrongs: &[(
            Wrong::ANY,
            &[&c::device_code_expired::CAUSE, &c::code_wrong_client::CAUSE],
            "The device code has expired, is used, or is not known.",
        )],
    },
    Matter {
        names: &[
            "secret*",
            "client credential*",
            "client password",
            "client authentication",
            "key and secret",
        ],
        place: Some(true),
        wrongs: &[
            (Wrong::EXPIRED, &[&c::expired_client_secret::CAUSE], "The client's secret has expired."),
            (
                Wrong::DUPLICATE,
                &[&c::duplicate_client_auth::CAUSE],
                "The client authenticates in more than one way.",
            ),
            (
                Wrong::UNEXPECTED,
                &[&c::public_client_sends_secret::CAUSE, &c::wrong_client_auth_method::CAUSE],
                "The server wants no secret of this client.",
            ),
            (
                Wrong::MISSING,
                &[
                    &c::missing_client_auth::CAUSE,
                    &c::wrong_client_auth_method::CAUSE,
                    &c::wrong_client_secret::CAUSE,
                ],
                "The client did not authenticate, or not in a way that the server looks at.",
            ),
            (
                Wrong::ANY,
                &[&c::wrong_client_secret::CAUSE, &c::missing_client_auth::CAUSE, &c::wrong_client_id::CAUSE],
                "The client's secret is not the right one.",
            ),
        ],
    },
    Matter {
        names: &[
            "request uri",
            "request object",
            "par not",
            "par request*",
            "pushed request*",
            "pushed authorization*",
        ],
        place: None,
        wrongs: &[
            (
                Wrong::MISSING,
                &[&c::par_required::CAUSE, &c::request_uri_invalid::CAUSE],
                "The authorization request must be pushed first.",
            ),
            (
                Wrong::ANY,
                &[&c::request_uri_invalid::CAUSE],
                "The request that was pushed is unknown, used or expired.",
            ),
        ],
    },
    Matter {
        names: &["scope*"],
        place: None,
        wrongs: &[
            (Wrong::DUPLICATE, &[&c::duplicate_parameter::CAUSE], "A parameter occurs more than once."),
            (
                Wrong::FORBIDDEN | Wrong::PENDING | Wrong::DISABLED,
                &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
                "The client may not have this scope.",
            ),
            (
                Wrong::UNKNOWN | Wrong::INVALID | Wrong::DIFFERENT,
                &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
                "A scope is unknown or malformed.",
            ),
            (
                Wrong::MISSING,
                &[&c::missing_parameter::CAUSE, &c::scope_invalid::CAUSE],
                "The server demands a scope.",
            ),
        ],
    },
    Matter {
        names: &[
            "audience*",
            "resource indicator",
            "requested resource",
            "resource parameter",
            "resource server",
        ],
        place: None,
        wrongs: &[(
            Wrong::UNKNOWN | Wrong::FORBIDDEN | Wrong::INVALID | Wrong::DIFFERENT | Wrong::MISSING,
            &[&c::audience_invalid::CAUSE, &c::missing_parameter::CAUSE],
            "The requested audience or resource is not known, not allowed, or missing.",
        )],
    },
    Matter {
        names: &["authorization code*", "authorisation code*", "auth code*", "authcode", "code"],
        place: Some(true),
        wrongs: &[
            (Wrong::USED, &[&c::code_reused::CAUSE], "The code was redeemed before."),
            (Wrong::FOREIGN | Wrong::DIFFERENT, OTHERS, "The code was issued to another client."),
            (Wrong::EXPIRED, &[&c::code_expired::CAUSE, &c::code_reused::CAUSE], "The code has expired."),
            (
                Wrong::FORM,
                &[&c::code_mangled::CAUSE, &c::code_wrong_client::CAUSE],
                "The server cannot read the code.",
            ),
            (Wrong::MISSING, PARAMETER_MISSING, SAYS_PARAMETER),
            (
                Wrong::ANY,
                CODE_GONE,
                "The server does not know the code: used, expired, altered, or another client's.",
            ),
        ],
    },
];
