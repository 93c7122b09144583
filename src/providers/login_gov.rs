//! Login.gov: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Login.gov.
pub static PROVIDER: Provider = Provider {
    id: "login-gov",
    name: "Login.gov",
    recognise: Recognise {
        hosts: &["secure.login.gov", "idp.int.identitysandbox.gov"],
        issuers: &[
            r"^https://(secure|idp\.int\.identitysandbox|idp\.[a-z]+\.identitysandbox)\.(login\.)?gov/?$",
        ],
        paths: &["/api/openid_connect/token"],
        headers: &[],
    },
    errors: &[
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Bad client_id",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "client_id is unknown in this environment.",
            fix: "Compare issuer in the partner dashboard; sandbox and production differ.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "redirect_uri does not match registered redirect_uri",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "Not registered.",
            fix: "Partner dashboard > app > Redirect URIs.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "redirect_uri is invalid",
            causes: &[&c::redirect_uri_invalid::CAUSE],
            means: "Malformed.",
            fix: "Use an absolute URI.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "(acr_values are not authorized|No acceptable acr_values|Missing a valid IAL level)",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::malformed_parameter::CAUSE,
                &c::scope_not_granted::CAUSE,
            ],
            means: "acr_values are absent or not allowed for the app.",
            fix: "Send allowed acr_values.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "No valid scope values found|Unauthorized scope",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "scope is absent or not allowed.",
            fix: "Correct scope.",
        },
        // https://github.com/18F/identity-idp/pull/1236
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "(?i)(state|nonce) is too short",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "`state` or `nonce` is shorter than Login.gov demands.",
            fix: "Make both from 32 random bytes or more.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "No valid prompt values found",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "prompt is not accepted.",
            fix: "Send select_account or leave out.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "code_verifier did not match code_challenge",
            causes: &[&c::pkce_verifier_mismatch::CAUSE],
            means: "The verifier does not fit.",
            fix: "Send the verifier of this attempt.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: r"Code is expired|is expired\. Please see",
            causes: &[&c::code_expired::CAUSE],
            means: "The code is too old.",
            fix: "Redeem at once.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "is invalid because doesn.t match any user",
            causes: &[&c::code_reused::CAUSE, &c::code_mangled::CAUSE],
            means: "The code is unknown or used.",
            fix: "Redeem once.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Client must authenticate via PKCE or private_key_jwt",
            causes: &[&c::missing_client_auth::CAUSE, &c::pkce_missing::CAUSE],
            means: "Neither verifier nor assertion.",
            fix: "Send one of them.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Invalid audience claim, expected",
            causes: &[&c::client_assertion_audience::CAUSE],
            means: "aud of the assertion is not the token URL.",
            fix: "Use the URL that the text names.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "iat must be an integer or floating point Unix timestamp",
            causes: &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "iat is in the future or no number.",
            fix: "Synchronise the clock.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Could not validate assertion against any registered public keys",
            causes: &[&c::client_assertion_invalid::CAUSE],
            means: "The key is not registered.",
            fix: "Upload the public certificate in the dashboard.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "Could not find authorization for the contents of the provided access_token",
            causes: &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
            means: "Token expired or unknown.",
            fix: "Log in again.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "(Malformed Authorization header|No Authorization header provided)",
            causes: &[&c::access_token_invalid::CAUSE, &c::proxy_altered_request::CAUSE],
            means: "The header is missing or malformed.",
            fix: "Send Authorization: Bearer.",
        },
        // https://github.com/18F/identity-idp/blob/main/config/locales/en.yml
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "should not be sending id_token_hint",
            causes: &[&c::unexpected_parameter::CAUSE],
            means: "Logout with id_token_hint is refused.",
            fix: "Send client_id instead.",
        },
    ],
    console: &[
        ("redirect URIs", "dashboard.int.identitysandbox.gov › app › Redirect URIs"),
        ("keys", "app › Public certificates"),
        ("levels", "app › Level of service"),
    ],
};
