//! GitLab (Doorkeeper): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// GitLab (Doorkeeper).
pub static PROVIDER: Provider = Provider {
    id: "gitlab",
    name: "GitLab",
    recognise: Recognise {
        hosts: &["gitlab.com"],
        issuers: &[r"^https://gitlab\.com$", r"^https?://gitlab\.[^/]+$"],
        paths: &[],
        headers: &[("WWW-Authenticate", r#"Bearer realm="Doorkeeper""#), ("X-Gitlab-Meta", "correlation_id")],
    },
    errors: &[
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_redirect_uri",
            pattern: "redirect URI (included is not valid|is malformed or doesn't match client redirect URI)",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is none of the application's.",
            fix: "Add it: User settings (or Group / Admin) > Applications > (app) > Redirect URI, one a line.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "requested redirect URI is malformed or doesn't match",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is none of the application's.",
            fix: "Add it under Applications > (app) > Redirect URI.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_client",
            pattern: "Client authentication failed due to unknown client",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "client_id is not known on this instance.",
            fix: "Compare Application ID and the host.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_scope",
            pattern: "requested scope is invalid, unknown, or malformed",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A scope is not ticked for the application or does not exist.",
            fix: "Tick it: Applications > (app) > Scopes; separate scopes by blanks.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "The resource owner or authorization server denied",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Deny.",
            fix: "Start again and authorise.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "unauthorized_client",
            pattern: "not authorized to perform this request using this method",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The flow is not allowed for the application.",
            fix: "Use response_type=code.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "unsupported_response_type",
            pattern: "does not support this response type",
            causes: &[&c::response_type_not_enabled::CAUSE],
            means: "The response type (for example token) is not supported.",
            fix: "Use response_type=code with PKCE.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "Code challenge is required",
            causes: &[&c::pkce_required::CAUSE],
            means: "PKCE is demanded for the application.",
            fix: "Send code_challenge with S256.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "Missing required parameter:",
            causes: &[&c::missing_parameter::CAUSE],
            means: "The named parameter is absent.",
            fix: "Send it.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_code_challenge_method",
            pattern: "code_challenge_method must be",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "plain or an unknown method.",
            fix: "Send S256.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client authentication failed due to unknown client, no client authentication included, or unsupported",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Unknown application, wrong or missing secret; a confidential application always needs it.",
            fix: "Compare Application ID and Secret; renew the secret; untick Confidential for public clients.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "invalid, expired, revoked, does not match the redirection URI used",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_reused::CAUSE,
            ],
            means: "One text for every fault of the grant: code used or old, other redirect_uri, other client, wrong verifier, old refresh token.",
            fix: "Compare redirect_uri letter for letter, then look whether the code or refresh token was used before.",
        },
        // https://github.com/linchus/omniauth-gitlab/issues/10
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_grant",
            pattern: "invalid, expired, revoked, does not match the redirection URI used",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_reused::CAUSE,
            ],
            means: "The same in older versions, which answered 401.",
            fix: "Compare redirect_uri letter for letter, then look whether the code was used before.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Missing required parameter: (code|grant_type|refresh_token|redirect_uri|code_verifier)",
            causes: &[&c::missing_parameter::CAUSE, &c::wrong_content_type::CAUSE],
            means: "The named parameter did not arrive.",
            fix: "Send it form-encoded.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "more than one mechanism for authenticating",
            causes: &[&c::duplicate_client_auth::CAUSE],
            means: "Credentials in header and body.",
            fix: "Send them in one place.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "not supported by the authorization server",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "Unknown or disabled grant.",
            fix: "Use authorization_code, refresh_token or the device URN.",
        },
        // https://docs.gitlab.com/api/oauth2/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "authorization_pending",
            pattern: "",
            causes: &[&c::device_authorization_pending::CAUSE],
            means: "The device login is not finished.",
            fix: "Poll on at the interval.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "(The access token expired|Token is expired)",
            causes: &[&c::access_token_expired::CAUSE],
            means: "The access token is past its two hours.",
            fix: "Refresh it.",
        },
        // https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "(The access token was revoked|Token was revoked)",
            causes: &[&c::access_token_invalid::CAUSE],
            means: "Revoked: a refresh also revokes the old access token.",
            fix: "Use the newest token.",
        },
        // https://docs.gitlab.com/integration/oauth_provider/
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "insufficient_scope",
            pattern: "The request requires higher privileges",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "The token lacks the scope.",
            fix: "Ask for it and tick it in the application.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "User: avatar › Edit profile › Applications; group: Settings › Applications; instance: Admin › Applications; field Redirect URI (one a line)",
        ),
        ("client type", "Applications › (app) › Confidential"),
        ("secrets", "Applications › (app) › Secret › Renew secret"),
        ("scopes", "Applications › (app) › Scopes"),
        ("trusted (no consent page)", "Admin › Applications › (app) › Trusted"),
        ("authorised apps of a person", "Edit profile › Applications › Authorized applications"),
    ],
};
