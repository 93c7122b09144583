//! Notion: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Notion.
pub static PROVIDER: Provider = Provider {
    id: "notion",
    name: "Notion",
    recognise: Recognise {
        hosts: &["api.notion.com", "www.notion.so", "mcp.notion.com"],
        issuers: &[],
        paths: &[],
        headers: &[("x-notion-request-id", "^[0-9a-f-]{36}$")],
    },
    errors: &[
        // https://developers.notion.com/reference-link/errors
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "missing_version|Notion-Version header",
            causes: &[&c::missing_parameter::CAUSE],
            means: "The request lacks the header `Notion-Version`.",
            fix: "Send `Notion-Version` with a date of the API.",
        },
        // https://github.com/2anki/2anki.net/pull/2219
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "",
            causes: &[
                &c::redirect_uri_missing::CAUSE,
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
            ],
            means: "redirect_uri is missing or differs, or the code is used or old.",
            fix: "Repeat redirect_uri of the authorization request.",
        },
        // https://developers.notion.com/docs/authorization
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "",
            causes: &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
            means: "Basic id:secret wrong.",
            fix: "Copy OAuth client ID and secret of the integration.",
        },
        // https://developers.notion.com/docs/authorization
        Entry {
            place: Place::Callback,
            status: None,
            error: "access_denied",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person cancelled.",
            fix: "Start again.",
        },
    ],
    console: &[
        ("redirect URIs", "notion.so/my-integrations › (public integration) › OAuth domain & URIs"),
        ("secrets", "(integration) › Secrets"),
        ("publishing", "(integration) › Distribution"),
    ],
};
