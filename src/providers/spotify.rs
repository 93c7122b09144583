//! Spotify: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Spotify.
pub static PROVIDER: Provider = Provider {
    id: "spotify",
    name: "Spotify",
    recognise: Recognise {
        hosts: &["accounts.spotify.com", "api.spotify.com"],
        issuers: &[],
        paths: &[],
        headers: &[("sp-trace-id", ".+")],
    },
    errors: &[
        // https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "INVALID_CLIENT: Invalid redirect URI",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "Not registered.",
            fix: "Dashboard > (app) > Settings > Redirect URIs.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "INVALID_CLIENT: Insecure redirect URI",
            causes: &[&c::redirect_uri_invalid::CAUSE, &c::https_required::CAUSE],
            means: "http on another host than a loopback IP (localhost is refused too).",
            fix: "Use https or http://127.0.0.1:port.",
        },
        // https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "INVALID_CLIENT: Invalid client",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id unknown.",
            fix: "Copy Client ID.",
        },
        // https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "code_verifier was incorrect",
            causes: &[&c::pkce_verifier_mismatch::CAUSE],
            means: "The verifier does not fit.",
            fix: "Send the verifier of this attempt.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Invalid authorization code",
            causes: &[&c::code_reused::CAUSE, &c::code_mangled::CAUSE],
            means: "Code unknown or used.",
            fix: "Redeem once.",
        },
        // https://github.com/Yooooomi/your_spotify/issues/207
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "User not registered in the Developer Dashboard",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::user_not_assigned::CAUSE],
            means: "The app is in development mode and the person is not on its list.",
            fix: "Dashboard > (app) > User Management.",
        },
    ],
    console: &[
        ("redirect URIs", "developer.spotify.com/dashboard › (app) › Settings › Redirect URIs"),
        ("users", "(app) › User Management"),
        ("secrets", "Settings › View client secret"),
        ("publishing", "(app) › Extension Request"),
    ],
};
