//! Twitch: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Twitch.
pub static PROVIDER: Provider = Provider {
    id: "twitch",
    name: "Twitch",
    recognise: Recognise {
        hosts: &["id.twitch.tv", "api.twitch.tv"],
        issuers: &[r"^https://id\.twitch\.tv/oauth2$"],
        paths: &[],
        headers: &[("Twitch-Trace-Id", "^[0-9a-f]{32}$")],
    },
    errors: &[
        // seen in public code
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "redirect_mismatch",
            pattern: "Parameter redirect_uri does not match registered URI",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "Not registered.",
            fix: "dev.twitch.tv/console > (app) > OAuth Redirect URLs.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Parameter redirect_uri does not match registered URI",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs.",
            fix: "Send the registered one.",
        },
        // https://dev.twitch.tv/docs/authentication/refresh-tokens/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Invalid refresh token",
            causes: &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
            means: "Refresh token over: revoked, password changed or disconnected.",
            fix: "Log in again.",
        },
        // https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "invalid client secret",
            causes: &[&c::wrong_client_secret::CAUSE],
            means: "The secret is wrong.",
            fix: "(app) > New Secret.",
        },
        // https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "invalid client",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id unknown.",
            fix: "Copy Client ID.",
        },
        // https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Invalid authorization code",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "Used, old or unknown.",
            fix: "Redeem once.",
        },
        // https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The user denied you access",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
    ],
    console: &[
        ("redirect URIs", "dev.twitch.tv/console › Applications › (app) › OAuth Redirect URLs"),
        ("client type", "(app) › Client Type"),
        ("secrets", "(app) › New Secret"),
    ],
};
