//! Shopify: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Shopify.
pub static PROVIDER: Provider = Provider {
    id: "shopify",
    name: "Shopify",
    recognise: Recognise {
        hosts: &["*.myshopify.com", "accounts.shopify.com", "admin.shopify.com"],
        issuers: &[],
        paths: &["/admin/oauth/authorize", "/admin/oauth/access_token"],
        headers: &[("X-ShopId", r"^\d+$")],
    },
    errors: &[
        // https://github.com/kinngh/shopify-node-express-mongodb-app/issues/135
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_subject_token",
            pattern: "",
            causes: &[
                &c::access_token_invalid::CAUSE,
                &c::access_token_expired::CAUSE,
                &c::wrong_token_type::CAUSE,
            ],
            means: "The session token that is to be exchanged is not valid: older than a minute, of another app or shop, or none at all.",
            fix: "Take a fresh one from App Bridge (`shopify.idToken()`) for each exchange.",
        },
        // https://community.shopify.dev/t/client-credentials-grant-returning-app-not-installed-error-despite-app-being-installed/33287
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "shop_not_permitted|app_not_installed",
            causes: &[&c::app_not_published_or_test_user::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The client credentials grant works for apps of the shop's own organisation that are installed there.",
            fix: "Install the app on the shop, or use the authorization code grant for shops of others.",
        },
        // https://github.com/Shopify/shopify_app/issues/486
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "redirect_uri is not whitelisted|redirect_uri and application url must have matching hosts",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::wrong_client_id::CAUSE],
            means: "redirect_uri is not on the app's list (or the API key is another app's).",
            fix: "Partner Dashboard > Apps > (app) > Configuration > Allowed redirection URLs.",
        },
        // https://github.com/nozzlegear/ShopifySharp/issues/70
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "authorization code was not found or was already used",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
            means: "Used twice or unknown.",
            fix: "Redeem once.",
        },
        // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
        Entry {
            place: Place::Page,
            status: None,
            error: "application_cannot_be_found",
            pattern: "application_cannot_be_found",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is unknown.",
            fix: "Copy Client ID.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Partner / Dev Dashboard › Apps › (app) › Configuration › Allowed redirection URL(s)",
        ),
        ("secrets", "(app) › Client credentials"),
        ("scopes", "app configuration access_scopes"),
    ],
};
