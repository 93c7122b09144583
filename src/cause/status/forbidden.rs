//! What 403 means at the token endpoints of single providers. Data only.

use super::{Line, of};
use crate::causes as c;

/// What 403 means where a token is asked for: it is no status of RFC 6749, and who answers with it has a reason of its
/// own.
pub static FORBIDDEN: &[(&[&str], Line)] = &[
    (
        &["openai"],
        of(
            &[(403, 403)],
            &[
                &c::ip_blocked::CAUSE,
                &c::waf_blocked::CAUSE,
                &c::proxy_altered_request::CAUSE,
                &c::access_policy_blocked::CAUSE,
            ],
            "This token endpoint answers 403 to callers from regions that are not supported, and its firewall to networks it does not trust. The browser got through: the program that redeems the code leaves by another path.",
        ),
    ),
    (
        &["auth0"],
        of(
            &[(403, 403)],
            &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::grant_type_not_enabled::CAUSE,
                &c::refresh_token_reused::CAUSE,
                &c::access_policy_blocked::CAUSE,
            ],
            "Auth0 answers `invalid_grant` and `access_denied` with 403 where others use 400: a code or refresh token that is not valid any more, or a rule that denies.",
        ),
    ),
    (
        &["atlassian"],
        of(
            &[(403, 403)],
            &[
                &c::refresh_token_reused::CAUSE,
                &c::refresh_token_expired::CAUSE,
                &c::code_expired::CAUSE,
                &c::code_reused::CAUSE,
            ],
            "Atlassian answers 403 to refresh tokens and codes that are not valid any more.",
        ),
    ),
    (
        &["twitch"],
        of(
            &[(403, 403)],
            &[&c::wrong_client_secret::CAUSE, &c::waf_blocked::CAUSE],
            "Twitch answers 403 to a wrong client secret.",
        ),
    ),
    (
        &["keycloak"],
        of(
            &[(403, 403)],
            &[
                &c::https_required::CAUSE,
                &c::waf_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
                &c::proxy_altered_request::CAUSE,
            ],
            "Keycloak answers 403 where it sees plain http and demands https; other 403s come from what stands before it.",
        ),
    ),
    (
        &["spotify", "meta", "linkedin", "x"],
        of(
            &[(403, 403)],
            &[
                &c::app_not_published_or_test_user::CAUSE,
                &c::api_not_enabled::CAUSE,
                &c::waf_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
            ],
            "This provider answers 403 where the client is in development and the person not on its list, or the product is not switched on.",
        ),
    ),
    (
        &["github", "reddit", "discord"],
        of(
            &[(403, 403)],
            &[
                &c::missing_user_agent::CAUSE,
                &c::rate_limited::CAUSE,
                &c::waf_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
            ],
            "This provider answers 403 to programs without a User-Agent of their own, and to addresses that it limits.",
        ),
    ),
    (
        &["okta"],
        of(
            &[(403, 403)],
            &[
                &c::access_policy_blocked::CAUSE,
                &c::user_not_assigned::CAUSE,
                &c::ip_blocked::CAUSE,
                &c::waf_blocked::CAUSE,
            ],
            "Okta answers 403 where a policy of the authorization server or of the organisation denies, or the network zone is blocked.",
        ),
    ),
];
