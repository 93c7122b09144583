//! LinkedIn: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// LinkedIn.
pub static PROVIDER: Provider = Provider {
    id: "linkedin",
    name: "LinkedIn",
    recognise: Recognise {
        hosts: &["www.linkedin.com", "api.linkedin.com"],
        issuers: &[r"^https://www\.linkedin\.com(/oauth)?$"],
        paths: &["/oauth/v2/authorization", "/oauth/v2/accessToken"],
        headers: &[("x-li-uuid", ".+"), ("x-li-fabric", ".+"), ("x-li-pop", ".+")],
    },
    errors: &[
        // https://github.com/lucia-auth/lucia/issues/971
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_scope_error",
            pattern: "Scope .* is not authorized for your application",
            causes: &[&c::scope_not_granted::CAUSE, &c::api_not_enabled::CAUSE],
            means: "The scope belongs to a product that the app lacks (r_liteprofile and r_emailaddress are old).",
            fix: "Developer portal > (app) > Products: request Sign In with LinkedIn using OpenID Connect; ask for openid profile email.",
        },
        // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
        Entry {
            place: Place::Callback,
            status: None,
            error: "user_cancelled_login",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person did not sign in.",
            fix: "Start again.",
        },
        // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
        Entry {
            place: Place::Callback,
            status: None,
            error: "user_cancelled_authorize",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person refused.",
            fix: "Start again.",
        },
        // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "redirect_uri does not match the registered value",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "(app) > Auth > OAuth 2.0 settings > Authorized redirect URLs.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "appid/redirect uri/code verifier does not match authorization code",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
            ],
            means: "Client, redirect_uri or verifier differ, or the code is expired or used.",
            fix: "Send the identical redirect_uri; redeem at once.",
        },
        // seen in public code
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_redirect_uri",
            pattern: "appid/redirect uri/code verifier does not match authorization code",
            causes: &[
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_reused::CAUSE,
            ],
            means: "The same under another code.",
            fix: "Send the identical redirect_uri; redeem at once.",
        },
        // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Client authentication failed",
            causes: &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
            means: "id or secret wrong.",
            fix: "(app) > Auth > Application credentials.",
        },
    ],
    console: &[
        ("redirect URIs", "linkedin.com/developers/apps › (app) › Auth › Authorized redirect URLs"),
        ("secrets", "(app) › Auth › Primary Client Secret"),
        ("scopes", "(app) › Products"),
    ],
};
