//! Codes and sentences of services that have no file of their own, each below the place where it was read.

use super::says;
use crate::cause::Cause;
use crate::causes as c;
use crate::provider::Entry;

static REDIRECT: &[&Cause] = &[
    &c::redirect_uri_mismatch_authorize::CAUSE,
    &c::redirect_uri_invalid::CAUSE,
    &c::wrong_client_id::CAUSE,
];

pub static SERVICES: &[Entry] = &[
    // https://developers.kakao.com/docs/latest/en/kakaologin/trouble-shooting
    says(
        r"\bKOE(001|233)\b",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "Kakao: a parameter of the request is wrong.",
    ),
    // https://developer.yahoo.com/oauth2/guide/errors/
    says(
        r"\bUNSUPPORTED[_ ]OVER[_ ]HTTP\b",
        &[&c::https_required::CAUSE],
        "Yahoo: OAuth goes over https only.",
    ),
    says(
        r"\bACCOUNT[_ ]NOT[_ ]AUTHORIZED\b",
        &[&c::consent_required::CAUSE, &c::refresh_token_revoked::CAUSE],
        "Yahoo: the person has not authorised this client, or no longer.",
    ),
    says(
        r"\bUNDERAGE[_ ]USER\b",
        &[&c::account_not_allowed::CAUSE],
        "Yahoo: the person is a minor and may not authorise clients.",
    ),
    says(
        r"\bERROR[_ ]HANDLING[_ ]REQUEST\b",
        &[&c::wrong_http_method::CAUSE, &c::server_error::CAUSE],
        "Yahoo: the request could not be handled; mostly it is a GET where a POST is due.",
    ),
    // https://developer-docs.amazon.com/sp-api/docs/authorization-errors
    says(
        r"\bMD1000\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Amazon: the application is a draft, and the address lacks `version=beta`.",
    ),
    says(
        r"\bMD(5101|9100)\b",
        &[&c::redirect_uri_mismatch_authorize::CAUSE],
        "Amazon: the redirect URI is not one that the application has registered.",
    ),
    says(r"\bMD5110\b", &[&c::redirect_uri_invalid::CAUSE], "Amazon: the redirect URI has a fragment."),
    says(r"\bKOE002\b", &[&c::wrong_endpoint::CAUSE], "Kakao: the request went to the wrong URL."),
    says(r"\bKOE003\b", &[&c::server_error::CAUSE], "Kakao: a fault of the server for the moment."),
    says(
        r"\bKOE004\b",
        &[&c::app_disabled::CAUSE, &c::api_not_enabled::CAUSE],
        "Kakao: Kakao Login is not switched on for this app.",
    ),
    says(
        r"\bKOE005\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "Kakao: a test app, and the person is not one of its members.",
    ),
    says(r"\bKOE0(06|28)\b", REDIRECT, "Kakao: the redirect URI is not registered."),
    says(
        r"\bKOE007\b",
        &[&c::post_logout_redirect_uri_mismatch::CAUSE],
        "Kakao: the URI after logout is not registered.",
    ),
    says(
        r"\bKOE(008|101)\b",
        &[&c::wrong_client_id::CAUSE, &c::wrong_platform_type::CAUSE],
        "Kakao: the app key is wrong, or of another kind (REST API, JavaScript, native).",
    ),
    says(
        r"\bKOE010\b",
        &[&c::wrong_client_secret::CAUSE, &c::missing_client_auth::CAUSE],
        "Kakao: the client secret is missing or wrong; it is demanded once it is switched on.",
    ),
    says(
        r"\bKOE20[12]\b",
        &[&c::response_type_not_enabled::CAUSE],
        "Kakao: the response type is not offered.",
    ),
    says(
        r"\bKOE(205|232)\b",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "Kakao: a consent item is asked for that the app has not set up.",
    ),
    says(
        r"\bKOE303\b",
        &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "Kakao: the token request's redirect URI is not the one that the code was issued for.",
    ),
    says(
        r"\bKOE320\b",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "Kakao: the code is used, expired or not known.",
    ),
    // https://github.com/andreaolivato/TikTok-LoginKit-PHP/issues/6
    says(
        r"correct the following and try again:? {0,3}redirect_uri",
        REDIRECT,
        "TikTok: the redirect URI is not registered for this app.",
    ),
    says(
        r"correct the following and try again:? {0,3}client_key",
        &[&c::wrong_client_id::CAUSE, &c::app_not_published_or_test_user::CAUSE],
        "TikTok: the client key is not known, or the app is not live.",
    ),
    says(
        r"correct the following and try again:? {0,3}(scope|scopes)\b",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "TikTok: the app does not have this scope.",
    ),
    says(
        r"correct the following and try again:? {0,3}code_challenge",
        &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
        "TikTok: PKCE is demanded.",
    ),
    // https://github.com/docusign/docusign-esign-php-client/issues/187
    says(
        r"\bissuer_not_found\b",
        &[&c::wrong_client_id::CAUSE, &c::wrong_endpoint::CAUSE, &c::client_assertion_invalid::CAUSE],
        "DocuSign: the assertion's issuer is no integration key of this environment.",
    ),
    // https://github.com/mustang-im/mustang/issues/162
    says(
        r"(?i)invalid code challenge or method",
        &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
        "Yahoo: PKCE is demanded.",
    ),
    // https://github.com/composer/composer/pull/5335
    says(
        r"(?i)no callback ur[il] defined",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "Bitbucket: the consumer has no callback URL; each grant needs one.",
    ),
];
