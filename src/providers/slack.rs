//! Slack: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Slack.
pub static PROVIDER: Provider = Provider {
    id: "slack",
    name: "Slack",
    recognise: Recognise {
        hosts: &["slack.com", "*.slack.com"],
        issuers: &[r"^https://slack\.com$"],
        paths: &[
            "/openid/connect/authorize",
            "/oauth/v2_user/authorize",
            "/api/oauth.v2.access",
            "/api/oauth.v2.user.access",
            "/api/oauth.v2.exchange",
        ],
        headers: &[("X-Slack-Req-Id", "^[0-9a-f]{32}$"), ("X-OAuth-Scopes", ".*")],
    },
    errors: &[
        // https://github.com/slackapi/python-slack-sdk/issues/958
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "not_allowed_token_type",
            causes: &[&c::wrong_token_type::CAUSE, &c::insufficient_scope::CAUSE],
            means: "The method takes another kind of token: that of a user instead of a bot, or the other way round.",
            fix: "Call with the token that the method lists: `xoxp-` of `authed_user`, or `xoxb-`.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "redirect_uri did not match any configured URIs",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not (below) a configured one; the page repeats it.",
            fix: "api.slack.com/apps > (app) > OAuth & Permissions > Redirect URLs.",
        },
        // https://github.com/SocialiteProviders/Slack/issues/8
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)identity scopes and other scopes",
            causes: &[&c::scope_invalid::CAUSE],
            means: "Signing somebody in (`identity.*`) and installing an app (all other scopes) are two requests at Slack; this one asks for both.",
            fix: "Ask for the `identity.*` scopes in a login of their own, and for the app's in its installation.",
        },
        // https://github.com/adam-paterson/oauth2-slack/issues/15 and https://github.com/openai/codex/issues/33137
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "(?i)invalid (requested permissions|permissions requested)|invalid_scope_requested|error: invalid_scope",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE, &c::missing_parameter::CAUSE],
            means: "A scope is unknown, is not of this kind of app, or none is asked for.",
            fix: "Compare `scope` and `user_scope` with (app) > OAuth & Permissions > Scopes.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_team_for_non_distributed_app",
            pattern: "invalid_team_for_non_distributed_app",
            causes: &[&c::app_not_published_or_test_user::CAUSE],
            means: "The app is not distributed and the person belongs to another workspace.",
            fix: "(app) > Manage Distribution > Activate Public Distribution.",
        },
        // https://docs.slack.dev/authentication/installing-with-oauth
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Cancel.",
            fix: "Start again and allow.",
        },
        // https://hexdocs.pm/notion_api/SlackWeb.Oauth.V2-function-access.html
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "invalid_code",
            pattern: "invalid_code",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "The code is not valid: used, older than ten minutes, cut.",
            fix: "Exchange once and at once.",
        },
        // https://docs.slack.dev/reference/methods/oauth.v2.access
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "code_already_used",
            pattern: "code_already_used",
            causes: &[&c::code_reused::CAUSE],
            means: "The code was exchanged before.",
            fix: "Exchange once; redirect away from the callback.",
        },
        // https://github.com/slack-edge/slack-cloudflare-workers/pull/1
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "bad_redirect_uri",
            pattern: "bad_redirect_uri",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_missing::CAUSE],
            means: "redirect_uri differs from the authorization request's, or is left out though it was sent there.",
            fix: "Repeat the same redirect_uri.",
        },
        // https://hexdocs.pm/notion_api/SlackWeb.Oauth.V2-function-access.html
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "bad_client_secret",
            pattern: "bad_client_secret",
            causes: &[&c::wrong_client_secret::CAUSE, &c::missing_client_auth::CAUSE],
            means: "The secret is wrong.",
            fix: "Copy Basic Information > App Credentials > Client Secret.",
        },
        // https://hexdocs.pm/notion_api/SlackWeb.Oauth.V2-function-access.html
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "invalid_client_id",
            pattern: "invalid_client_id",
            causes: &[&c::wrong_client_id::CAUSE, &c::missing_client_auth::CAUSE],
            means: "The client id is wrong or absent.",
            fix: "Copy Basic Information > Client ID.",
        },
        // https://hexdocs.pm/notion_api/SlackWeb.Oauth.V2-function-access.html
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "invalid_grant_type",
            pattern: "invalid_grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "grant_type is not one that Slack knows.",
            fix: "Leave it out or send authorization_code / refresh_token.",
        },
        // https://hexdocs.pm/notion_api/SlackWeb.Oauth.V2-function-access.html
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "oauth_authorization_url_mismatch",
            pattern: "oauth_authorization_url_mismatch",
            causes: &[&c::wrong_endpoint::CAUSE],
            means: "Started at /oauth/authorize (v1) and exchanged at oauth.v2.access.",
            fix: "Start at https://slack.com/oauth/v2/authorize.",
        },
        // https://docs.slack.dev/tools/node-slack-sdk/reference/web-api/interfaces/OAuthV2ExchangeArguments
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "not_authed",
            pattern: "not_authed",
            causes: &[&c::missing_parameter::CAUSE, &c::missing_client_auth::CAUSE],
            means: "The request brings no token; oauth.v2.exchange demands the long-lived one that is exchanged.",
            fix: "Send token=xoxb-… (or xoxp-…) beside client_id and client_secret.",
        },
        // https://hex.pm/packages/slack_kit/1.0.0-alpha.0/files/priv/docs/methods/oauth.v2.exchange.json
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "",
            pattern: "token_already_exchanged|authorization_not_found|token_rotation_not_enabled",
            causes: &[&c::access_token_invalid::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The long-lived token was exchanged before or revoked, or token rotation is not on for the app.",
            fix: "(app) > OAuth & Permissions: opt in to token rotation; keep the tokens of the first exchange.",
        },
        // https://docs.slack.dev/authentication/using-token-rotation
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "invalid_refresh_token",
            pattern: "invalid_refresh_token",
            causes: &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is unknown, used or revoked.",
            fix: "Store the newest token of each refresh; install again.",
        },
        // https://docs.slack.dev/reference/methods/auth.test
        Entry {
            place: Place::Api,
            status: Some(200),
            error: "missing_scope",
            pattern: "missing_scope",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "The token lacks a scope; needed and provided are in the answer.",
            fix: "Add the scope under OAuth & Permissions and reinstall.",
        },
        // https://docs.slack.dev/reference/methods/auth.test
        Entry {
            place: Place::Api,
            status: Some(200),
            error: "invalid_auth",
            pattern: "invalid_auth",
            causes: &[&c::access_token_invalid::CAUSE, &c::ip_blocked::CAUSE],
            means: "The token is not valid, or the address is not allowed.",
            fix: "Use the current bot or user token.",
        },
        // https://docs.slack.dev/reference/methods/auth.test
        Entry {
            place: Place::Api,
            status: Some(200),
            error: "token_revoked",
            pattern: "token_revoked|account_inactive",
            causes: &[&c::access_token_invalid::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The token was revoked or the account is off.",
            fix: "Install again.",
        },
        // https://docs.slack.dev/reference/methods/auth.test
        Entry {
            place: Place::Api,
            status: Some(200),
            error: "token_expired",
            pattern: "token_expired",
            causes: &[&c::access_token_expired::CAUSE],
            means: "A rotating token is past its 12 hours.",
            fix: "Refresh it.",
        },
        // https://docs.slack.dev/apis/web-api/rate-limits
        Entry {
            place: Place::Api,
            status: Some(429),
            error: "ratelimited",
            pattern: "ratelimited",
            causes: &[&c::rate_limited::CAUSE],
            means: "Too many calls.",
            fix: "Wait for Retry-After.",
        },
    ],
    console: &[
        ("redirect URIs", "api.slack.com/apps › (app) › OAuth & Permissions › Redirect URLs"),
        ("secrets", "Basic Information › App Credentials"),
        ("scopes", "OAuth & Permissions › Scopes (Bot / User)"),
        ("publishing", "Manage Distribution"),
        ("token rotation / PKCE", "OAuth & Permissions"),
        ("allowed addresses", "OAuth & Permissions › Restrict API Token Usage"),
    ],
};
