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
