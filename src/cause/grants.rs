//! Which causes can be those of a request with this grant: codes, refresh tokens, device codes, passwords.

use super::Cause;
use crate::causes as c;

/// Whether a cause can be that of a request with this grant: codes are redeemed by one grant, refresh tokens by another.
pub fn is_about(grant: &str, cause: &str) -> bool {
    let of_code =
        cause.starts_with("code_") || cause == "redirect_uri_mismatch_token" || cause.starts_with("pkce_");
    let of_device = cause.starts_with("device_");
    // At the token endpoint only a device waits for the person's answer (RFC 8628, section 3.5).
    if cause == "access_denied_by_user"
        && ["authorization_code", "refresh_token", "password", "client_credentials"].contains(&grant)
    {
        return false;
    }
    match grant {
        "authorization_code" => {
            !cause.starts_with("refresh_token_") && !of_device && cause != "user_credentials_wrong"
        }
        "refresh_token" => !of_code && !of_device && cause != "user_credentials_wrong",
        "password" | "client_credentials" => {
            // No person is there.
            let is_persons = grant == "client_credentials" && cause == "user_credentials_wrong";
            !of_code && !of_device && !cause.starts_with("refresh_token_") && !is_persons
        }
        crate::oauth::DEVICE_GRANT => {
            !of_code
                && !cause.starts_with("refresh_token_")
                && !cause.starts_with("client_assertion_")
                && cause != "user_credentials_wrong"
        }
        _ if grant.ends_with("-bearer") => !of_code && !of_device && !cause.starts_with("refresh_token_"),
        _ => true,
    }
}

/// What words about a code mean for a refresh token, and the other way round.
pub fn counterparts(grant: &str, causes: &[&Cause]) -> &'static [&'static Cause] {
    let is_due = |cause: &&Cause| ["code_", "refresh_token_"].iter().any(|begin| cause.id.starts_with(begin));
    match grant {
        "client_credentials" => OF_MACHINE,
        _ if !causes.iter().all(is_due) => &[],
        "authorization_code" if causes.first().is_some_and(|first| first.id == "refresh_token_expired") => {
            OF_OLD_CODE
        }
        "authorization_code" => OF_CODE,
        "refresh_token" => OF_REFRESH_TOKEN,
        "password" => OF_PASSWORD,
        _ => &[],
    }
}

static OF_MACHINE: &[&Cause] = &[&c::grant_type_not_enabled::CAUSE, &c::scope_invalid::CAUSE];
static OF_CODE: &[&Cause] = &[&c::code_reused::CAUSE, &c::code_expired::CAUSE];
static OF_OLD_CODE: &[&Cause] = &[&c::code_expired::CAUSE, &c::code_reused::CAUSE];
static OF_PASSWORD: &[&Cause] =
    &[&c::user_credentials_wrong::CAUSE, &c::account_not_allowed::CAUSE, &c::interaction_required::CAUSE];
static OF_REFRESH_TOKEN: &[&Cause] =
    &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE, &c::refresh_token_reused::CAUSE];
