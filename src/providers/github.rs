//! GitHub (OAuth apps and GitHub Apps): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// GitHub (OAuth apps and GitHub Apps).
pub static PROVIDER: Provider = Provider {
    id: "github",
    name: "GitHub",
    recognise: Recognise {
        hosts: &["github.com", "api.github.com", "*.ghe.com"],
        issuers: &[],
        paths: &["/login/oauth/authorize", "/login/oauth/access_token", "/login/device/code"],
        headers: &[("X-GitHub-Request-Id", "^[0-9A-F:]+$")],
    },
    errors: &[
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors
        Entry {
            place: Place::Callback,
            status: None,
            error: "application_suspended",
            pattern: "Your application has been suspended",
            causes: &[&c::app_disabled::CAUSE],
            means: "GitHub has suspended the OAuth app.",
            fix: "Write to GitHub Support.",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors
        Entry {
            place: Place::Callback,
            status: None,
            error: "redirect_uri_mismatch",
            pattern: "redirect_uri MUST match the registered callback URL",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not the registered callback URL or below it; GitHub sends the error to the registered URL.",
            fix: "Settings > Developer settings > OAuth Apps > (app) > Authorization callback URL.",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "The redirect_uri (MUST match|is not associated with this application)",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not registered for this app.",
            fix: "Correct the callback URL under Developer settings > OAuth Apps / GitHub Apps > (app).",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The user has denied your application access",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Cancel.",
            fix: "Start again and authorise.",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "incorrect_client_credentials",
            pattern: "client_id and/or client_secret passed are incorrect",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Id or secret is wrong (also: secret of another app, empty secret).",
            fix: "Compare the Client ID and generate a new client secret: Developer settings > OAuth Apps > (app).",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "redirect_uri_mismatch",
            pattern: "redirect_uri MUST match the registered callback URL",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect_uri does not fit the registration.",
            fix: "Send the authorization request's redirect_uri, or leave it out.",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "bad_verification_code",
            pattern: "The code passed is incorrect or expired",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_mangled::CAUSE,
                &c::code_wrong_client::CAUSE,
            ],
            means: "The code is used, older than ten minutes, cut, or of another app.",
            fix: "Exchange once and at once; do not let a page reload repeat it.",
        },
        // https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "unverified_user_email",
            pattern: "",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The person's primary e-mail address is not verified.",
            fix: "Let the person verify the address at GitHub > Settings > Emails.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "authorization_pending",
            pattern: "",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "The person has not yet entered the code.",
            fix: "Poll on, no faster than interval.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "slow_down",
            pattern: "",
            causes: &[&c::device_authorization_pending::CAUSE, &c::rate_limited::CAUSE],
            means: "Polled too fast; five seconds are added to the interval.",
            fix: "Use the new interval of the answer.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "expired_token",
            pattern: "",
            causes: &[&c::device_code_expired::CAUSE],
            means: "The device code has run out (15 minutes).",
            fix: "Ask for a new device code.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "unsupported_grant_type",
            pattern: "",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "The device grant's URN is absent or misspelt.",
            fix: "Send grant_type=urn:ietf:params:oauth:grant-type:device_code.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "incorrect_device_code",
            pattern: "",
            causes: &[&c::code_mangled::CAUSE, &c::device_code_expired::CAUSE],
            means: "The device_code is not valid.",
            fix: "Send the device_code of the last /login/device/code answer.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person cancelled the device login.",
            fix: "Start again.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "device_flow_disabled",
            pattern: "",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The device flow is not switched on in the app.",
            fix: "Tick Enable Device Flow in the app's settings.",
        },
        // https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens
        Entry {
            place: Place::Token,
            status: Some(200),
            error: "bad_refresh_token",
            pattern: "",
            causes: &[&c::refresh_token_reused::CAUSE, &c::refresh_token_expired::CAUSE],
            means: "The refresh token is unknown, used or expired (six months).",
            fix: "Store the newest refresh token; send the person through login again.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Token,
            status: Some(404),
            error: "",
            pattern: "(Not Found|<title>)",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE],
            means: "No such app, or not a POST to the web host's token path.",
            fix: "POST to https://github.com/login/oauth/access_token with the right client_id.",
        },
        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        Entry {
            place: Place::Page,
            status: Some(404),
            error: "",
            pattern: "This is not the web page you are looking for|^Page not found",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "The authorize URL names an unknown client_id.",
            fix: "Copy the Client ID of the OAuth app.",
        },
        // https://github.com/gr2m/cloudflare-worker-github-oauth-login/issues/7
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Please make sure your request has a User-Agent header",
            causes: &[&c::missing_user_agent::CAUSE],
            means: "api.github.com refuses requests without User-Agent.",
            fix: "Send a User-Agent header.",
        },
        // https://github.com/sigmavirus24/github3.py/issues/1050
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: r"claim \('(exp|iat)'\)",
            causes: &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The JWT by which a GitHub App shows who it is: its time is over, not come yet, or longer than ten minutes.",
            fix: "Set the clock by NTP, put `iat` 60 seconds into the past and `exp` less than ten minutes behind now.",
        },
        // https://github.com/actions/create-github-app-token/issues/153
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: r"JSON web token could not be decoded|claim \('(iss|alg)'\)",
            causes: &[
                &c::client_assertion_invalid::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_token_type::CAUSE,
            ],
            means: "The JWT by which a GitHub App shows who it is: its key is not that of the app in `iss`, or it is no such JWT.",
            fix: "Sign with RS256 and the app's own private key, and put the app's client id into `iss`.",
        },
        // https://github.com/octokit/octokit.rb/pull/1307
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "This installation has been suspended",
            causes: &[&c::app_disabled::CAUSE],
            means: "The owner of the account has suspended the installation of this GitHub App.",
            fix: "Have the owner unsuspend it: Settings > Integrations > Applications > (app) > Configure.",
        },
        // https://github.com/octokit/rest.js/issues/218
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "^Integration not found",
            causes: &[&c::wrong_client_id::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The JWT's `iss` is no GitHub App.",
            fix: "Put the app's client id (or app id) into `iss`, not that of its installation.",
        },
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "Bad credentials",
            causes: &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE],
            means: "The token is unknown, expired or revoked.",
            fix: "Get a new token; check the header Authorization: Bearer.",
        },
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
        Entry {
            place: Place::Api,
            status: Some(404),
            error: "",
            pattern: "Not Found",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "The token may not see the resource (GitHub hides private ones by 404).",
            fix: "Ask for the scope (repo, read:org, user:email); approve the app in the organisation.",
        },
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Resource not accessible by (integration|personal access token)",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "A GitHub App token lacks the permission.",
            fix: "Add the permission to the GitHub App and let the owner accept it.",
        },
        // https://github.com/cli/cli/issues/2661
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "organization SAML enforcement",
            causes: &[&c::access_policy_blocked::CAUSE, &c::interaction_required::CAUSE],
            means: "The organisation demands its own sign-on (SAML), and the token was issued without it.",
            fix: "Sign in at github.com/orgs/ORGANIZATION/sso, then log in again so that a new token is issued.",
        },
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "organization has enabled OAuth App access restrictions",
            causes: &[&c::admin_consent_required::CAUSE],
            means: "An organisation owner has not approved the app.",
            fix: "Ask an owner: Organization > Settings > Third-party access.",
        },
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "rate limit exceeded|secondary rate limit",
            causes: &[&c::rate_limited::CAUSE],
            means: "Too many requests.",
            fix: "Wait until x-ratelimit-reset / retry-after.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Settings › Developer settings › OAuth Apps › (app) › Authorization callback URL; GitHub Apps: Callback URL (several)",
        ),
        ("client type", "OAuth App or GitHub App, chosen at registration"),
        ("secrets", "Developer settings › (app) › Client secrets › Generate a new client secret"),
        ("device flow", "Developer settings › (app) › Enable Device Flow"),
        ("scopes / permissions", "OAuth App: by request; GitHub App: Permissions & events"),
        ("organisation approval", "Organization › Settings › Third-party Access › OAuth app policy"),
        ("user e-mail", "person: Settings › Emails"),
    ],
};
