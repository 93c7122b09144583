//! Sign in with Apple: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Sign in with Apple.
pub static PROVIDER: Provider = Provider {
    id: "apple",
    name: "Sign in with Apple",
    recognise: Recognise {
        hosts: &["appleid.apple.com", "account.apple.com"],
        issuers: &[r"^https://(appleid|account)\.apple\.com$"],
        paths: &[],
        headers: &[],
    },
    errors: &[
        // https://github.com/mikebronner/laravel-sign-in-with-apple/issues/43
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "Invalid web redirect url",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not a Return URL of the Services ID.",
            fix: "Certificates, Identifiers & Profiles > Identifiers > Services IDs > (id) > Sign in with Apple > Configure > Return URLs.",
        },
        // https://github.com/aaronpk/sign-in-with-apple-example/issues/3
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "response_mode must be form_post",
            causes: &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
            means: "Scopes name or email need response_mode=form_post.",
            fix: "Send response_mode=form_post.",
        },
        // https://github.com/aaronpk/sign-in-with-apple-example/issues/4
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_client",
            pattern: "invalid_client|Invalid client id",
            causes: &[&c::wrong_client_id::CAUSE],
            means: "client_id is not a Services ID with Sign in with Apple.",
            fix: "Use the Services ID as client_id on the web and switch Sign in with Apple on for it.",
        },
        // https://developer.apple.com/documentation/sign_in_with_apple/sign_in_with_apple_js/incorporating_sign_in_with_apple_into_other_platforms
        Entry {
            place: Place::Callback,
            status: None,
            error: "user_cancelled_authorize",
            pattern: "",
            causes: &[&c::access_denied_by_user::CAUSE],
            means: "The person pressed Cancel.",
            fix: "Start again.",
        },
        // https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "",
            causes: &[
                &c::client_assertion_invalid::CAUSE,
                &c::client_assertion_expired::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::redirect_uri_mismatch_token::CAUSE,
            ],
            means: "The client secret JWT is wrong (expired, over six months, wrong sub, kid, key or aud), or client_id or redirect URI does not fit.",
            fix: "Make a new ES256 JWT: iss=Team ID, sub=client_id, aud=https://appleid.apple.com, kid of the key, exp below six months.",
        },
        // https://developer.apple.com/forums/thread/726004
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "The code has already been used",
            causes: &[&c::code_reused::CAUSE],
            means: "The code was exchanged before.",
            fix: "Exchange once.",
        },
        // https://github.com/Timothylock/go-signin-with-apple/issues/39
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "The code has expired or has been revoked",
            causes: &[&c::code_expired::CAUSE, &c::code_reused::CAUSE, &c::wrong_token_type::CAUSE],
            means: "The code is older than five minutes or revoked; also seen when an ID token is sent as code.",
            fix: "Send authorizationCode (not identityToken) at once.",
        },
        // https://developer.apple.com/documentation/technotes/tn3107-resolving-sign-in-with-apple-response-errors
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "client_id mismatch",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "The code was issued to another id: App ID (native) against Services ID (web).",
            fix: "Use the bundle id for codes from the app and the Services ID for codes from the web.",
        },
        // https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_wrong_client::CAUSE,
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "Code or refresh token not valid, or issued to another client id.",
            fix: "Compare client_id with aud of the ID token; leave redirect_uri out for native codes.",
        },
        // https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The client may not use this grant, for example the key is not tied to this App ID group.",
            fix: "Keys > (key) > Sign in with Apple > Configure: choose the primary App ID.",
        },
        // https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "The grant type is not authorization_code or refresh_token.",
            fix: "Correct grant_type.",
        },
        // https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::wrong_content_type::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "A parameter is absent or the body is no form; also seen after the person withdrew the app.",
            fix: "Send a form body with all parameters.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "developer.apple.com › Certificates, Identifiers & Profiles › Identifiers › Services IDs › (id) › Sign in with Apple › Configure › Domains and Return URLs",
        ),
        ("client type", "App ID (native) or Services ID (web)"),
        ("secrets", "Keys › (key with Sign in with Apple): .p8 file, Key ID; Team ID under Membership"),
        ("e-mail relay", "Services › Sign in with Apple for Email Communication"),
        ("person", "account.apple.com › Sign-In and Security › Sign in with Apple"),
    ],
};
