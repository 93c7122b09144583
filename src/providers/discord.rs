//! Discord: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Discord.
pub static PROVIDER: Provider = Provider {
    id: "discord",
    name: "Discord",
    recognise: Recognise {
        hosts: &["discord.com", "discordapp.com"],
        issuers: &[r"^https://discord\.com$"],
        paths: &["/api/oauth2/authorize", "/api/oauth2/token", "/api/v10/oauth2/token"],
        headers: &[("X-RateLimit-Bucket", ".+")],
    },
    errors: &[
        // https://github.com/discord/discord-api-docs/issues/6473
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "internal network error",
            causes: &[&c::missing_user_agent::CAUSE, &c::waf_blocked::CAUSE],
            means: "Code 40333: the firewall before Discord refuses the request, mostly for its User-Agent.",
            fix: "Send `User-Agent: DiscordBot (address, version)`, or one of the client's own.",
        },
        // https://github.com/wohali/oauth2-discord-new/issues/49
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: r#"Invalid "code" in request"#,
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "The code is used, expired or unknown.",
            fix: "Exchange once, then redirect.",
        },
        // https://discord.com/developers/docs/topics/oauth2
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: r#"Invalid "redirect_uri" in request"#,
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs from the authorization request's.",
            fix: "Send the identical one.",
        },
        // https://discord.com/developers/docs/topics/oauth2
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "",
            causes: &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
            means: "id or secret wrong.",
            fix: "Developer Portal > (app) > OAuth2 > Reset Secret.",
        },
        // https://discord.com/developers/docs/topics/oauth2
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid OAuth2 redirect_uri",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "Not registered.",
            fix: "(app) > OAuth2 > Redirects.",
        },
        // https://discord.com/developers/docs/topics/oauth2
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The resource owner or authorization server denied the request",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
    ],
    console: &[
        ("redirect URIs", "discord.com/developers/applications › (app) › OAuth2 › Redirects"),
        ("client type", "OAuth2 › Public Client"),
        ("secrets", "OAuth2 › Client Secret"),
    ],
};
