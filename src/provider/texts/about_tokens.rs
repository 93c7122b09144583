//! What sentences of clients' own pages and of APIs are about: the tokens that they refuse, and what they looked for in
//! them. An entry tells the causes and what they mean.

use super::wrong::{Matter, Wrong};
use crate::cause::Cause;
use crate::causes as c;

static SESSION: &[&Cause] = &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE];
const FOREIGN: u32 = Wrong::UNKNOWN
    | Wrong::DIFFERENT
    | Wrong::INVALID
    | Wrong::UNEXPECTED
    | Wrong::FOREIGN
    | Wrong::FORBIDDEN
    | Wrong::MISSING;

/// What a client says of the response that it refuses; the most special first.
pub static OF_CLIENT: &[Matter] = &[
    Matter {
        names: &["nonce"],
        place: None,
        wrongs: &[(
            FOREIGN,
            &[&c::nonce_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
            "The client refuses the ID token: its `nonce` is not the one it remembers.",
        )],
    },
    Matter {
        names: &["state", "login session", "login request", "auth request", "login attempt", "transaction"],
        place: None,
        wrongs: &[
            (
                Wrong::MISSING | Wrong::UNKNOWN | Wrong::EXPIRED,
                SESSION,
                "The client does not find what it stored before the redirect.",
            ),
            (
                Wrong::DIFFERENT | Wrong::INVALID | Wrong::UNEXPECTED,
                &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
                "The client refuses the response: its `state` is not the one it remembers.",
            ),
        ],
    },
    Matter {
        names: &["audience*", "aud", "recipient"],
        place: None,
        wrongs: &[(
            FOREIGN,
            &[&c::id_token_audience::CAUSE, &c::access_token_wrong_audience::CAUSE],
            "The client refuses the ID token: it does not take one of its audiences.",
        )],
    },
    Matter {
        names: &["issuer*", "iss"],
        place: None,
        wrongs: &[(
            FOREIGN,
            &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            "The client refuses the ID token: its issuer is not the configured one.",
        )],
    },
    Matter {
        names: &["used before", "iat", "nbf", "exp", "issued at", "not before", "clock*", "time skew"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::id_token_expired_clock_skew::CAUSE],
            "The client refuses the ID token: by its clock it is expired or not valid yet.",
        )],
    },
    Matter {
        names: &["signature*", "signing key*", "public key*", "kid", "jwk*", "algorithm", "alg", "key set"],
        place: None,
        wrongs: &[(
            FOREIGN | Wrong::FORM,
            &[&c::id_token_signature::CAUSE, &c::access_token_invalid::CAUSE],
            "The client cannot verify the ID token's signature: another algorithm or key.",
        )],
    },
    Matter {
        names: &[
            "preferred username",
            "username",
            "user name",
            "email",
            "e mail",
            "mail",
            "claim*",
            "subject",
            "sub",
            "groups",
            "roles",
            "upn",
        ],
        place: None,
        wrongs: &[(
            Wrong::MISSING | Wrong::UNKNOWN,
            &[&c::id_token_claims::CAUSE, &c::account_not_allowed::CAUSE],
            "The client misses a claim: the provider does not send it, or under another name.",
        )],
    },
    Matter {
        names: &["id token*", "identity token"],
        place: None,
        wrongs: &[
            (
                Wrong::EXPIRED,
                &[&c::id_token_expired_clock_skew::CAUSE],
                "The client refuses the ID token: by its clock it is expired or not valid yet.",
            ),
            (
                Wrong::MISSING,
                &[&c::id_token_claims::CAUSE, &c::scope_not_granted::CAUSE],
                "No ID token came: the scope `openid` was not asked for or not granted.",
            ),
        ],
    },
    Matter {
        names: &["user", "account", "domain", "person", "member"],
        place: None,
        wrongs: &[(
            Wrong::UNKNOWN | Wrong::FORBIDDEN | Wrong::DISABLED | Wrong::PENDING,
            &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
            "The client does not let this account in.",
        )],
    },
];

/// What an API says of the token that it refuses; the most special first.
pub static OF_API: &[Matter] = &[
    Matter {
        names: &["scope*", "permission*", "privilege*", "role*"],
        place: None,
        wrongs: &[(
            FOREIGN,
            &[&c::insufficient_scope::CAUSE, &c::user_not_assigned::CAUSE],
            "The token lacks a scope, or the person a role.",
        )],
    },
    Matter {
        names: &["issuer*", "iss", "tenant*", "realm*"],
        place: None,
        wrongs: &[(
            FOREIGN,
            &[&c::wrong_tenant_or_issuer::CAUSE, &c::access_token_invalid::CAUSE],
            "The token is of an issuer that the API does not trust.",
        )],
    },
    Matter {
        names: &["token*", "jwt*", "session*", "credential*", "access", "signature*"],
        place: None,
        wrongs: &[
            (
                Wrong::EXPIRED,
                &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
                "The token has expired.",
            ),
            (
                Wrong::FORM,
                &[&c::wrong_token_type::CAUSE, &c::access_token_invalid::CAUSE],
                "The token is of another kind than the API reads.",
            ),
            (
                Wrong::REVOKED | Wrong::DISABLED | Wrong::UNKNOWN | Wrong::INVALID | Wrong::FOREIGN,
                &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE],
                "The API does not accept the token.",
            ),
        ],
    },
];
