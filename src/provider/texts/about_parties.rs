//! What sentences are about: addresses, people, clients and what they hold. An entry tells the causes and what they mean.

use super::about_request::{OTHERS, PARAMETER_MISSING, REFRESH_GONE, SAYS_PARAMETER};
use super::wrong::{Matter, Wrong};
use crate::cause::Cause;
use crate::causes as c;
use crate::provider::GRANT_REFUSED;

static PARAMETER_BAD: &[&Cause] = &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE];
static ACCOUNT: &[&Cause] =
    &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE, &c::access_policy_blocked::CAUSE];
static ASSIGNED: &[&Cause] =
    &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE, &c::access_policy_blocked::CAUSE];
static NO_CLIENT: &[&Cause] =
    &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::app_disabled::CAUSE];

/// The most special first; what the request holds comes before.
pub static MATTERS: &[Matter] = &[
    // https://github.com/bluesky-social/atproto/issues/3096
    Matter {
        names: &["client metadata", "client id metadata", "client information", "metadata document"],
        place: None,
        wrongs: &[(
            Wrong::FAILED | Wrong::UNKNOWN | Wrong::UNEXPECTED,
            &[&c::wrong_client_id::CAUSE, &c::server_misconfigured::CAUSE, &c::malformed_parameter::CAUSE],
            "The client id is the address of the client's metadata, and the server does not get them there.",
        )],
    },
    Matter {
        names: &[
            "user denied",
            "user has denied",
            "user refused",
            "user rejected",
            "user declined",
            "user has declined",
            "user cancel*",
            "you denied",
        ],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::access_denied_by_user::CAUSE, &c::consent_required::CAUSE],
            "The person has declined.",
        )],
    },
    Matter {
        names: &["origin*", "referer"],
        place: None,
        wrongs: &[(
            Wrong::UNKNOWN | Wrong::FORBIDDEN | Wrong::INVALID | Wrong::DIFFERENT,
            &[&c::origin_not_allowed::CAUSE, &c::wrong_platform_type::CAUSE],
            "The server refuses this web origin.",
        )],
    },
    Matter {
        names: &["ip", "this ip", "ip address*", "your network", "your country", "your region", "location"],
        place: None,
        wrongs: &[(
            Wrong::UNKNOWN | Wrong::FORBIDDEN | Wrong::DISABLED,
            &[&c::ip_blocked::CAUSE, &c::access_policy_blocked::CAUSE],
            "The caller's address is not allowed.",
        )],
    },
    Matter {
        names: &[
            "prompt",
            "max age",
            "acr values",
            "login hint",
            "display",
            "claims parameter",
            "nonce",
            "state parameter",
            "state",
        ],
        place: Some(false),
        wrongs: &[
            (Wrong::DUPLICATE, &[&c::duplicate_parameter::CAUSE], "A parameter occurs more than once."),
            (
                Wrong::FORM,
                &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
                "A parameter is not of the form or length that the server takes.",
            ),
            (Wrong::MISSING, PARAMETER_MISSING, SAYS_PARAMETER),
        ],
    },
    Matter {
        names: &["tenant*", "realm*"],
        place: None,
        wrongs: &[(
            Wrong::UNKNOWN | Wrong::DIFFERENT | Wrong::INVALID,
            &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_id::CAUSE],
            "The tenant or realm is another one.",
        )],
    },
    Matter {
        names: &[
            "client id*",
            "app id",
            "application id",
            "api key",
            "consumer key",
            "client key",
            "app key",
            "application key",
            "integration key",
        ],
        place: None,
        wrongs: &[
            (
                Wrong::EXPIRED,
                &[&c::expired_client_secret::CAUSE, &c::app_disabled::CAUSE],
                "The client's key has expired.",
            ),
            (
                Wrong::DISABLED,
                &[&c::app_disabled::CAUSE, &c::wrong_client_id::CAUSE],
                "The client is switched off.",
            ),
            (
                Wrong::MISSING,
                &[&c::missing_parameter::CAUSE, &c::missing_client_auth::CAUSE, &c::wrong_client_id::CAUSE],
                "The request names no client, or not where the server looks for it.",
            ),
            (Wrong::ANY, NO_CLIENT, "The server does not know the client."),
        ],
    },
    Matter {
        names: &["second factor", "mfa", "two factor", "multi factor", "authenticator"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::interaction_required::CAUSE, &c::access_policy_blocked::CAUSE],
            "The person must do something on a page of the provider.",
        )],
    },
    Matter {
        names: &["this device", "your device", "polic*", "this browser"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::access_policy_blocked::CAUSE, &c::account_not_allowed::CAUSE],
            "A policy refuses this sign-in.",
        )],
    },
    Matter {
        names: &[
            "external provider",
            "identity provider",
            "upstream",
            "external code",
            "social provider",
            "user email from",
            "ldap",
        ],
        place: None,
        wrongs: &[(
            Wrong::INVALID | Wrong::UNKNOWN | Wrong::MISSING | Wrong::FAILED,
            &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
            "Another system that the provider relies on failed.",
        )],
    },
    Matter {
        names: &["username", "user name", "password*", "user credential*", "login credential*"],
        place: None,
        wrongs: &[
            (
                Wrong::EXPIRED,
                &[&c::interaction_required::CAUSE, &c::user_credentials_wrong::CAUSE],
                "The person's password has expired.",
            ),
            (
                Wrong::INVALID | Wrong::UNKNOWN | Wrong::DIFFERENT,
                &[&c::user_credentials_wrong::CAUSE],
                "The person's credentials were refused.",
            ),
        ],
    },
    Matter {
        names: &["e mail*", "email*", "domain"],
        place: None,
        wrongs: &[(
            Wrong::FORBIDDEN | Wrong::DISABLED | Wrong::PENDING | Wrong::UNKNOWN,
            ACCOUNT,
            "This account may not sign in here.",
        )],
    },
    Matter {
        names: &["user*", "account*", "person", "member*", "group*", "invitation", "your organi*", "subject"],
        place: None,
        wrongs: &[
            (
                Wrong::DISABLED | Wrong::PENDING | Wrong::EXPIRED | Wrong::UNKNOWN,
                ACCOUNT,
                "This account may not sign in here.",
            ),
            (
                Wrong::FORBIDDEN | Wrong::MISSING | Wrong::FOREIGN,
                ASSIGNED,
                "This person may not use this client.",
            ),
        ],
    },
    Matter {
        names: &["token*", "grant", "session"],
        place: Some(true),
        wrongs: &[
            (
                Wrong::USED,
                &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
                "What is to be exchanged was used before.",
            ),
            (Wrong::FOREIGN, OTHERS, "What is to be exchanged was issued to another client."),
            (
                Wrong::EXPIRED,
                &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
                "What is to be exchanged has expired.",
            ),
            (Wrong::REVOKED, REFRESH_GONE, "What is to be exchanged was revoked."),
        ],
    },
    Matter {
        names: &["this request", "authorization request"],
        place: Some(false),
        wrongs: &[(
            Wrong::EXPIRED | Wrong::USED | Wrong::FOREIGN,
            &[&c::session_cookie_lost::CAUSE, &c::request_uri_invalid::CAUSE, &c::login_required::CAUSE],
            "The server no longer knows this login: it took too long, or was begun in another browser.",
        )],
    },
    Matter {
        names: &[
            "client*",
            "app",
            "apps",
            "application*",
            "integration*",
            "consumer",
            "relying party",
            "service provider",
        ],
        place: None,
        wrongs: &[
            (
                Wrong::PENDING,
                &[
                    &c::app_not_published_or_test_user::CAUSE,
                    &c::admin_consent_required::CAUSE,
                    &c::app_disabled::CAUSE,
                ],
                "The client is not approved or published yet.",
            ),
            (
                Wrong::DISABLED,
                &[&c::app_disabled::CAUSE, &c::wrong_client_id::CAUSE],
                "The client is switched off.",
            ),
            (Wrong::UNKNOWN, NO_CLIENT, "The server does not know the client."),
            (Wrong::FOREIGN | Wrong::DIFFERENT, OTHERS, "The code or token is another client's."),
            (
                Wrong::INVALID,
                &[
                    &c::wrong_client_id::CAUSE,
                    &c::wrong_client_secret::CAUSE,
                    &c::wrong_tenant_or_issuer::CAUSE,
                ],
                "The server does not accept the client.",
            ),
        ],
    },
    Matter {
        names: &["token*", "grant"],
        place: Some(true),
        wrongs: &[(
            Wrong::INVALID | Wrong::UNKNOWN,
            GRANT_REFUSED,
            "The server does not accept what is to be exchanged.",
        )],
    },
    Matter {
        names: &["content type", "media type", "urlencoded", "request body"],
        place: None,
        wrongs: &[(
            Wrong::ANY,
            &[&c::wrong_content_type::CAUSE, &c::missing_parameter::CAUSE],
            "The body is not a form, or not labelled as one.",
        )],
    },
    Matter {
        names: &["parameter*", "field*", "argument*", "in request", "in the request"],
        place: None,
        wrongs: &[
            (Wrong::DUPLICATE, &[&c::duplicate_parameter::CAUSE], "A parameter occurs more than once."),
            (Wrong::MISSING, PARAMETER_MISSING, SAYS_PARAMETER),
            (
                Wrong::INVALID | Wrong::FORM | Wrong::UNKNOWN,
                PARAMETER_BAD,
                "A parameter is not of the form that the server takes.",
            ),
        ],
    },
];
