//! Supabase Auth (GoTrue): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::cause::Cause;
use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// A code of its own, in `error_code` (or `code`, by the API's version) and in the header `x-sb-error-code`.
const fn of(
    place: Place,
    code: &'static str,
    causes: &'static [&'static Cause],
    means: &'static str,
) -> Entry {
    Entry { place, status: None, error: code, pattern: "", causes, means, fix: "" }
}

/// The same beside a general code in the authorization response: `error=access_denied&error_code=otp_expired`.
const fn beside(code: &'static str, causes: &'static [&'static Cause], means: &'static str) -> Entry {
    Entry { place: Place::Page, status: None, error: "", pattern: code, causes, means, fix: "" }
}

/// Supabase Auth.
pub static PROVIDER: Provider = Provider {
    id: "supabase",
    name: "Supabase Auth",
    recognise: Recognise {
        hosts: &["*.supabase.co"],
        issuers: &[r"^https://[a-z0-9]+\.supabase\.co/auth/v1$"],
        paths: &["/auth/v1/token", "/auth/v1/authorize", "/auth/v1/callback", "/auth/v1/user"],
        headers: &[("x-sb-error-code", ".+"), ("sb-gateway-version", ".+")],
    },
    errors: ERRORS,
    console: &[
        ("redirect URIs", "Authentication › URL Configuration › Redirect URLs"),
        ("grants", "Authentication › Sign In / Providers"),
        ("accounts / users", "Authentication › Users"),
    ],
};

/// <https://supabase.com/docs/guides/auth/debugging/error-codes>, for all that follow.
static ERRORS: &[Entry] = &[
    of(
        Place::Token,
        "invalid_credentials",
        &[&c::user_credentials_wrong::CAUSE],
        "The person's name or password is wrong, or no such person is known.",
    ),
    of(Place::Token, "user_banned", BANNED, "The person is banned for a time."),
    of(Place::Api, "user_banned", BANNED, "The person is banned for a time; tokens from before do not help."),
    beside("user_banned", BANNED, "The person is banned for a time."),
    of(Place::Token, "email_not_confirmed", BANNED, "The person has not confirmed the e-mail address."),
    of(Place::Token, "phone_not_confirmed", BANNED, "The person has not confirmed the number."),
    beside("provider_email_needs_verification", BANNED, "The provider behind has not verified the address."),
    of(
        Place::Token,
        "signup_disabled",
        BANNED,
        "The person has no account, and the project takes no new ones.",
    ),
    beside("signup_disabled", BANNED, "The person has no account, and the project takes no new ones."),
    of(
        Place::Token,
        "refresh_token_not_found",
        &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
        "The session of the refresh token has ended.",
    ),
    of(
        Place::Token,
        "refresh_token_already_used",
        &[&c::refresh_token_reused::CAUSE],
        "The refresh token was used before, and the few seconds in which that is forgiven are over.",
    ),
    of(
        Place::Token,
        "session_expired",
        &[&c::refresh_token_expired::CAUSE],
        "The session has reached its greatest age, or was idle for too long.",
    ),
    of(Place::Token, "session_not_found", &[&c::refresh_token_revoked::CAUSE], "The session has ended."),
    of(
        Place::Api,
        "session_not_found",
        &[&c::access_token_invalid::CAUSE],
        "The session of the access token has ended: signed out, or another login took its place.",
    ),
    of(
        Place::Api,
        "bad_jwt",
        &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE],
        "The JWT in `Authorization` is not valid.",
    ),
    of(
        Place::Api,
        "user_not_found",
        &[&c::access_token_invalid::CAUSE, &c::account_not_allowed::CAUSE],
        "The person of the token no longer exists.",
    ),
    of(
        Place::Api,
        "insufficient_aal",
        &[&c::interaction_required::CAUSE, &c::access_policy_blocked::CAUSE],
        "The session lacks a second factor.",
    ),
    of(
        Place::Token,
        "flow_state_expired",
        &[&c::code_expired::CAUSE],
        "The login was begun too long ago for its code to be redeemed.",
    ),
    // https://github.com/supabase/auth/blob/master/internal/api/pkce.go
    Entry {
        place: Place::Callback,
        status: None,
        error: "",
        pattern: "(?i)flow state is expired",
        causes: &[&c::code_expired::CAUSE, &c::state_mismatch::CAUSE],
        means: "The login was begun too long ago: what Supabase keeps of it runs out before the link does.",
        fix: "",
    },
    of(
        Place::Token,
        "flow_state_not_found",
        &[&c::code_reused::CAUSE, &c::code_mangled::CAUSE],
        "The code is not known, or no longer.",
    ),
    of(
        Place::Token,
        "bad_code_verifier",
        &[&c::pkce_verifier_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The verifier does not fit the challenge of this login.",
    ),
    beside(
        "flow_state_already_used",
        &[&c::code_reused::CAUSE, &c::state_mismatch::CAUSE],
        "The provider's response was handed over twice.",
    ),
    beside(
        "bad_oauth_state",
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The `state` with which the provider behind sends the browser back is none that is known, or no longer.",
    ),
    beside(
        "bad_oauth_callback",
        &[&c::upstream_provider_error::CAUSE, &c::missing_parameter::CAUSE],
        "The provider behind sent the browser back without what is needed.",
    ),
    beside(
        "otp_expired",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "The link in the message is too old, or was opened before: by a mail scanner, by a preview.",
    ),
    // https://github.com/supabase/auth/issues/106
    // https://github.com/supabase/auth/issues/2077
    beside(
        "Unable to exchange external code",
        &[
            &c::wrong_client_secret::CAUSE,
            &c::upstream_provider_error::CAUSE,
            &c::expired_client_secret::CAUSE,
        ],
        "The provider behind refuses the code, mostly for the client id or secret that is set for it here (a blank copied with it, Apple's six months over). The project's log of authentication has its words.",
    ),
];

static BANNED: &[&Cause] = &[&c::account_not_allowed::CAUSE];
