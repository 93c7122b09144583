//! Zoom: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Zoom.
pub static PROVIDER: Provider = Provider {
    id: "zoom",
    name: "Zoom",
    recognise: Recognise {
        hosts: &["zoom.us", "*.zoom.us", "api.zoom.us"],
        issuers: &[r"^https://zoom\.us$"],
        paths: &[],
        headers: &[("x-zm-trackingid", ".+")],
    },
    errors: &[
        // https://developers.zoom.us/docs/integrations/oauth/
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Invalid redirect.*4,?700",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not on the app's allow list.",
            fix: "Marketplace > Manage > (app) > OAuth Redirect URL and OAuth Allow Lists.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "470[24]|Invalid client( secret)?|Client ID does not match authenticated client",
            causes: &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
            means: "id or secret wrong, or the app does not exist.",
            fix: "(app) > App Credentials.",
        },
        // https://developers.zoom.us/docs/internal-apps/s2s-oauth/
        Entry {
            place: Place::Token,
            status: None,
            error: "unsupported_grant_type",
            pattern: "unsupported grant type",
            causes: &[
                &c::wrong_platform_type::CAUSE,
                &c::grant_type_not_enabled::CAUSE,
                &c::grant_type_missing_or_wrong::CAUSE,
            ],
            means: "The app is of another kind than the grant: account_credentials is for Server-to-Server apps only.",
            fix: "Create a Server-to-Server OAuth app, or use the code grant of this one.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "4705|Grant type is not supported",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "Unknown grant type.",
            fix: "Use authorization_code, refresh_token or account_credentials.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "4706.*(Client ID or client secret is missing)|Client ID or client secret is missing",
            causes: &[&c::missing_client_auth::CAUSE],
            means: "No credentials.",
            fix: "Send Basic.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Missing grant type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
            means: "grant_type did not arrive.",
            fix: "Send it form-encoded.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "4709|Redirect URI mismatch",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_missing::CAUSE],
            means: "redirect_uri is absent or differs.",
            fix: "Send the identical one.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "4711",
            causes: &[&c::scope_not_granted::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token's scopes do not fit the app's.",
            fix: "Authorise again.",
        },
        // https://developers.zoom.us/docs/integrations/oauth-error-messages/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "4717|app has been disabled",
            causes: &[&c::app_disabled::CAUSE],
            means: "The app is disabled.",
            fix: "Contact Zoom or the account's administrator.",
        },
        // https://devforum.zoom.us/t/zoom-auth-redirect-invalid-invalid-authorization-code/12302
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Invalid authorization code",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "Used, old or unknown.",
            fix: "Redeem once.",
        },
    ],
    console: &[
        ("redirect URIs", "marketplace.zoom.us › Manage › (app) › Basic Information › OAuth Information"),
        ("secrets", "App Credentials (Development / Production)"),
        ("scopes", "(app) › Scopes"),
        ("publishing", "(app) › Local Test / Beta / Submit"),
    ],
};
