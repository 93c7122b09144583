//! All causes, one a file of the folder beside this one. Written by the test `lists_are_the_folders`; do not edit.
#![allow(missing_docs, reason = "each file says in its first line what it holds")]

pub mod access_denied_by_user;
pub mod access_policy_blocked;
pub mod access_token_expired;
pub mod access_token_invalid;
pub mod access_token_wrong_audience;
pub mod account_not_allowed;
pub mod admin_consent_required;
pub mod api_not_enabled;
pub mod app_disabled;
pub mod app_not_published_or_test_user;
pub mod audience_invalid;
pub mod callback_failed;
pub mod client_assertion_audience;
pub mod client_assertion_expired;
pub mod client_assertion_invalid;
pub mod code_expired;
pub mod code_mangled;
pub mod code_reused;
pub mod code_wrong_client;
pub mod consent_required;
pub mod cors_blocked;
pub mod device_authorization_pending;
pub mod device_code_expired;
pub mod dpop_invalid;
pub mod duplicate_client_auth;
pub mod duplicate_parameter;
pub mod embedded_browser_blocked;
pub mod expired_client_secret;
pub mod grant_type_missing_or_wrong;
pub mod grant_type_not_enabled;
pub mod https_required;
pub mod id_token_audience;
pub mod id_token_claims;
pub mod id_token_expired_clock_skew;
pub mod id_token_issuer;
pub mod id_token_signature;
pub mod insufficient_scope;
pub mod interaction_required;
pub mod ip_blocked;
pub mod login_loop;
pub mod login_required;
pub mod malformed_parameter;
pub mod missing_client_auth;
pub mod missing_parameter;
pub mod missing_user_agent;
pub mod mtls_required;
pub mod nonce_mismatch;
pub mod origin_not_allowed;
pub mod par_required;
pub mod pkce_method_rejected;
pub mod pkce_missing;
pub mod pkce_required;
pub mod pkce_verifier_mismatch;
pub mod post_logout_redirect_uri_mismatch;
pub mod proxy_altered_request;
pub mod public_client_sends_secret;
pub mod rate_limited;
pub mod redirect_uri_invalid;
pub mod redirect_uri_mismatch_authorize;
pub mod redirect_uri_mismatch_token;
pub mod redirect_uri_missing;
pub mod refresh_token_expired;
pub mod refresh_token_missing;
pub mod refresh_token_reused;
pub mod refresh_token_revoked;
pub mod request_uri_invalid;
pub mod response_type_not_enabled;
pub mod scope_invalid;
pub mod scope_not_granted;
pub mod secret_encoding;
pub mod secret_id_instead_of_value;
pub mod server_error;
pub mod server_misconfigured;
pub mod session_cookie_lost;
pub mod state_mismatch;
pub mod third_party_cookies_blocked;
pub mod unexpected_parameter;
pub mod unknown;
pub mod upstream_provider_error;
pub mod user_credentials_wrong;
pub mod user_not_assigned;
pub mod waf_blocked;
pub mod wrong_client_auth_method;
pub mod wrong_client_id;
pub mod wrong_client_secret;
pub mod wrong_content_type;
pub mod wrong_endpoint;
pub mod wrong_http_method;
pub mod wrong_platform_type;
pub mod wrong_tenant_or_issuer;
pub mod wrong_token_type;

/// All causes.
pub static ALL: &[&crate::cause::Cause] = &[
    &access_denied_by_user::CAUSE,
    &access_policy_blocked::CAUSE,
    &access_token_expired::CAUSE,
    &access_token_invalid::CAUSE,
    &access_token_wrong_audience::CAUSE,
    &account_not_allowed::CAUSE,
    &admin_consent_required::CAUSE,
    &api_not_enabled::CAUSE,
    &app_disabled::CAUSE,
    &app_not_published_or_test_user::CAUSE,
    &audience_invalid::CAUSE,
    &callback_failed::CAUSE,
    &client_assertion_audience::CAUSE,
    &client_assertion_expired::CAUSE,
    &client_assertion_invalid::CAUSE,
    &code_expired::CAUSE,
    &code_mangled::CAUSE,
    &code_reused::CAUSE,
    &code_wrong_client::CAUSE,
    &consent_required::CAUSE,
    &cors_blocked::CAUSE,
    &device_authorization_pending::CAUSE,
    &device_code_expired::CAUSE,
    &dpop_invalid::CAUSE,
    &duplicate_client_auth::CAUSE,
    &duplicate_parameter::CAUSE,
    &embedded_browser_blocked::CAUSE,
    &expired_client_secret::CAUSE,
    &grant_type_missing_or_wrong::CAUSE,
    &grant_type_not_enabled::CAUSE,
    &https_required::CAUSE,
    &id_token_audience::CAUSE,
    &id_token_claims::CAUSE,
    &id_token_expired_clock_skew::CAUSE,
    &id_token_issuer::CAUSE,
    &id_token_signature::CAUSE,
    &insufficient_scope::CAUSE,
    &interaction_required::CAUSE,
    &ip_blocked::CAUSE,
    &login_loop::CAUSE,
    &login_required::CAUSE,
    &malformed_parameter::CAUSE,
    &missing_client_auth::CAUSE,
    &missing_parameter::CAUSE,
    &missing_user_agent::CAUSE,
    &mtls_required::CAUSE,
    &nonce_mismatch::CAUSE,
    &origin_not_allowed::CAUSE,
    &par_required::CAUSE,
    &pkce_method_rejected::CAUSE,
    &pkce_missing::CAUSE,
    &pkce_required::CAUSE,
    &pkce_verifier_mismatch::CAUSE,
    &post_logout_redirect_uri_mismatch::CAUSE,
    &proxy_altered_request::CAUSE,
    &public_client_sends_secret::CAUSE,
    &rate_limited::CAUSE,
    &redirect_uri_invalid::CAUSE,
    &redirect_uri_mismatch_authorize::CAUSE,
    &redirect_uri_mismatch_token::CAUSE,
    &redirect_uri_missing::CAUSE,
    &refresh_token_expired::CAUSE,
    &refresh_token_missing::CAUSE,
    &refresh_token_reused::CAUSE,
    &refresh_token_revoked::CAUSE,
    &request_uri_invalid::CAUSE,
    &response_type_not_enabled::CAUSE,
    &scope_invalid::CAUSE,
    &scope_not_granted::CAUSE,
    &secret_encoding::CAUSE,
    &secret_id_instead_of_value::CAUSE,
    &server_error::CAUSE,
    &server_misconfigured::CAUSE,
    &session_cookie_lost::CAUSE,
    &state_mismatch::CAUSE,
    &third_party_cookies_blocked::CAUSE,
    &unexpected_parameter::CAUSE,
    &unknown::CAUSE,
    &upstream_provider_error::CAUSE,
    &user_credentials_wrong::CAUSE,
    &user_not_assigned::CAUSE,
    &waf_blocked::CAUSE,
    &wrong_client_auth_method::CAUSE,
    &wrong_client_id::CAUSE,
    &wrong_client_secret::CAUSE,
    &wrong_content_type::CAUSE,
    &wrong_endpoint::CAUSE,
    &wrong_http_method::CAUSE,
    &wrong_platform_type::CAUSE,
    &wrong_tenant_or_issuer::CAUSE,
    &wrong_token_type::CAUSE,
];
