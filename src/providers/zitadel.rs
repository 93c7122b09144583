//! ZITADEL: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// ZITADEL.
pub static PROVIDER: Provider = Provider {
    id: "zitadel",
    name: "ZITADEL",
    recognise: Recognise {
        hosts: &["*.zitadel.cloud"],
        issuers: &[r"^https://[a-z0-9-]+\.([a-z0-9]+\.)?zitadel\.cloud$"],
        paths: &["/oauth/v2/authorize", "/ui/login/login"],
        headers: &[("Set-Cookie", r"\bzitadel\.useragent=")],
    },
    errors: &[
        // https://github.com/zitadel/oidc/blob/main/pkg/op/verifier_jwt_profile.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "audience is not valid",
            causes: &[&c::client_assertion_audience::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The assertion's `aud` is not the issuer.",
            fix: "Set `aud` to the issuer: the domain of the instance, without a path.",
        },
        // https://github.com/zitadel/zitadel/issues/7192
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "organization of the user must be granted to the project",
            causes: &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The project wants a grant, and the person's organization has none.",
            fix: "Project > Grants: grant the project to the person's organization; or switch off Check for Project on Authentication.",
        },
        // https://github.com/zitadel/oidc/blob/main/pkg/op/verifier_jwt_profile.go
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"issuer and subject mismatch",
            causes: &[&c::client_assertion_invalid::CAUSE],
            means: "`iss` and `sub` of the assertion must both be the service user's id.",
            fix: "Set both to the userId of the key file.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "requested redirect_uri is missing in the client configuration",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is not registered.",
            fix: "Project > Application > Redirect Settings.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "invalid_request",
            pattern: "unable to retrieve client by id",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "client_id is unknown here.",
            fix: "Copy the client id of the application; check the instance.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "scope of your request is missing",
            causes: &[&c::missing_parameter::CAUSE],
            means: "No scope.",
            fix: "Send scope with openid.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Callback,
            status: None,
            error: "interaction_required",
            pattern: "user may be not logged in and/or additional interaction is required",
            causes: &[&c::login_required::CAUSE, &c::interaction_required::CAUSE],
            means: "prompt=none needs a page.",
            fix: "Log in.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "id_token_hint is invalid",
            causes: &[&c::login_required::CAUSE],
            means: "The hint is of another key or too old.",
            fix: "Leave it out.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "redirect_uri does not correspond",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "redirect_uri differs.",
            fix: "Send the identical one.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "invalid code$|^invalid code",
            causes: &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE],
            means: "Code used, old or unknown.",
            fix: "Redeem once.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "PKCE required",
            causes: &[&c::pkce_missing::CAUSE, &c::pkce_required::CAUSE],
            means: "The client needs a verifier.",
            fix: "Use PKCE.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "auth_method (post|private_key_jwt) not supported",
            causes: &[&c::wrong_client_auth_method::CAUSE],
            means: "The method is not enabled.",
            fix: "Change the authentication method of the application.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "confidential client requires authentication|client must be authenticated",
            causes: &[&c::missing_client_auth::CAUSE],
            means: "No credentials.",
            fix: "Send the secret.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_client",
            pattern: "invalid basic auth header",
            causes: &[&c::secret_encoding::CAUSE],
            means: "Basic header not decodable.",
            fix: "Form-encode and Base64 it properly.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "client authentication must not use more than one method",
            causes: &[&c::duplicate_client_auth::CAUSE],
            means: "Two methods.",
            fix: "Send one.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "(client missing grant type|grant_type .* not allowed)",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Grant not enabled for the application.",
            fix: "Tick it in the application.",
        },
        // https://github.com/zitadel/oidc/tree/main/pkg/op
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "grant_type missing|code missing|refresh_token missing|redirect_uri missing",
            causes: &[&c::missing_parameter::CAUSE, &c::wrong_content_type::CAUSE],
            means: "The named parameter did not arrive.",
            fix: "Send a form body.",
        },
    ],
    console: &[
        ("redirect URIs", "Console › Projects › (project) › Applications › (app) › Redirect Settings"),
        ("client type", "application type and authentication method at creation"),
        ("grants", "(app) › OIDC Configuration"),
        ("users", "Project › Authorizations; Check authorization on authentication"),
    ],
};
