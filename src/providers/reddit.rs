//! Reddit: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Reddit.
pub static PROVIDER: Provider = Provider {
    id: "reddit",
    name: "Reddit",
    recognise: Recognise {
        hosts: &["www.reddit.com", "ssl.reddit.com", "oauth.reddit.com"],
        issuers: &[],
        paths: &["/api/v1/authorize", "/api/v1/authorize.compact", "/api/v1/access_token"],
        headers: &[("x-ratelimit-remaining", ".+"), ("Set-Cookie", r"(?i)\b(loid|edgebucket)=")],
    },
    errors: &[
        // https://github.com/simstudioai/sim/issues/1822
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "",
            pattern: "blocked by network security|blocked due to a network policy",
            causes: &[&c::waf_blocked::CAUSE, &c::missing_user_agent::CAUSE, &c::ip_blocked::CAUSE],
            means: "Reddit's network guard answered: the caller's address or its User-Agent is not to its liking.",
            fix: "Send a User-Agent of the form platform:app-id:version (by /u/name), and call from another address.",
        },
        // https://github.com/simstudioai/sim/issues/1822
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "blocked by network security|blocked due to a network policy",
            causes: &[&c::waf_blocked::CAUSE, &c::missing_user_agent::CAUSE, &c::ip_blocked::CAUSE],
            means: "Reddit's network guard answered: the caller's address or its User-Agent is not to its liking.",
            fix: "Send a User-Agent of the form platform:app-id:version (by /u/name), and call from another address.",
        },
        // https://github.com/rdeepak2002/reddit-place-script-2022/issues/4
        Entry {
            place: Place::Token,
            status: Some(429),
            error: "429",
            pattern: "Too Many Requests",
            causes: &[&c::missing_user_agent::CAUSE, &c::rate_limited::CAUSE],
            means: "A default or missing User-Agent, or too many calls.",
            fix: "Send a User-Agent of the form platform:app-id:version (by /u/name).",
        },
        // https://github.com/reddit-archive/reddit/wiki/OAuth2
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "401",
            pattern: "Unauthorized",
            causes: &[
                &c::missing_client_auth::CAUSE,
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
            ],
            means: "Basic id:secret is absent or wrong.",
            fix: "Send Basic id:secret (installed apps: empty secret).",
        },
        // https://github.com/reddit-archive/reddit/wiki/OAuth2
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "invalid_grant",
            pattern: "invalid_grant",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
            means: "The code is used or expired, or user name / password wrong.",
            fix: "Redeem once.",
        },
        // https://github.com/reddit-archive/reddit/wiki/OAuth2
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "unsupported_grant_type",
            pattern: "unsupported_grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
            means: "grant_type absent or unknown, often a JSON body.",
            fix: "Send a form body.",
        },
        // https://github.com/reddit-archive/reddit/wiki/OAuth2
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
        // https://github.com/reddit-archive/reddit/wiki/OAuth2
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "",
            causes: &[&c::scope_invalid::CAUSE],
            means: "A scope is unknown.",
            fix: "Correct it.",
        },
    ],
    console: &[
        ("redirect URIs", "reddit.com/prefs/apps › (app) › redirect uri (one only)"),
        ("client type", "(app) › web app / installed app / script"),
        ("secrets", "(app) › secret"),
    ],
};
