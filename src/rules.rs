//! All rules, one a file of the folder beside this one. Written by the test `lists_are_the_folders`; do not edit.
#![allow(missing_docs, reason = "each file says in its first line what it holds")]

/// Rules on this part of a login.
pub mod api {
    pub mod api_bearer_scheme;
    pub mod api_challenge_missing;
    pub mod api_dpop_as_bearer;
    pub mod api_forbidden;
    pub mod api_id_token_used;
    pub mod api_preflight_failed;
    pub mod api_retry_loop;
    pub mod api_token_expired;
    pub mod api_token_in_url;
    pub mod api_token_missing;
    pub mod api_token_to_other_origin;
    pub mod api_token_twice;
    pub mod api_unauthorized;
    pub mod introspection_from_browser;
    pub mod introspection_malformed;
    pub mod revocation_refused;
    pub mod userinfo_claim_types;
    pub mod userinfo_claims_missing;
    pub mod userinfo_error;
    pub mod userinfo_jwt;
    pub mod userinfo_malformed;
    pub mod userinfo_signature;
    pub mod userinfo_subject_differs;
}
/// Rules on this part of a login.
pub mod authorization_request {
    pub mod acr_values_unsupported;
    pub mod audience_missing;
    pub mod authorization_details_malformed;
    pub mod authorization_endpoint_not_advertised;
    pub mod authorization_request_by_script;
    pub mod authorization_request_in_frame;
    pub mod authorization_request_over_http;
    pub mod authorization_request_redirected;
    pub mod claims_malformed;
    pub mod claims_parameter_not_supported;
    pub mod claims_without_openid;
    pub mod client_id_differs_from_config;
    pub mod client_id_missing;
    pub mod client_id_placeholder;
    pub mod client_library_retired;
    pub mod dpop_jkt_mismatch;
    pub mod initiated_login_issuer_differs;
    pub mod login_hint_personal_data;
    pub mod max_age_malformed;
    pub mod nonce_malformed;
    pub mod nonce_missing;
    pub mod nonce_repeated;
    pub mod nonce_weak;
    pub mod par_required;
    pub mod par_response_status;
    pub mod parameter_double_encoded;
    pub mod parameter_empty;
    pub mod parameter_misspelt;
    pub mod parameter_repeated;
    pub mod parameter_unknown;
    pub mod parameter_white_space;
    pub mod pkce_absent;
    pub mod pkce_challenge_malformed;
    pub mod pkce_challenge_repeated;
    pub mod pkce_method_missing;
    pub mod pkce_method_unknown;
    pub mod pkce_not_supported;
    pub mod pkce_plain;
    pub mod prompt_none_with_others;
    pub mod prompt_unknown;
    pub mod pushed_request_client_auth;
    pub mod pushed_request_lifetime;
    pub mod pushed_request_uri;
    pub mod redirect_uri_double_encoded;
    pub mod redirect_uri_fragment;
    pub mod redirect_uri_insecure;
    pub mod redirect_uri_localhost_name;
    pub mod redirect_uri_missing;
    pub mod redirect_uri_not_registered;
    pub mod redirect_uri_placeholder;
    pub mod redirect_uri_relative;
    pub mod redirect_uri_scheme_of_proxy;
    pub mod redirect_uri_wildcard;
    pub mod request_object_algorithm;
    pub mod request_object_audience;
    pub mod request_object_claims;
    pub mod request_object_client_mismatch;
    pub mod request_object_conflict;
    pub mod request_object_expired;
    pub mod request_object_not_supported;
    pub mod request_object_redirect_uri;
    pub mod request_object_signature;
    pub mod request_object_unsigned;
    pub mod request_uri_client_mismatch;
    pub mod request_uri_expired;
    pub mod request_uri_form;
    pub mod request_uri_not_pushed;
    pub mod request_uri_reused;
    pub mod request_uri_with_parameters;
    pub mod resource_fragment;
    pub mod resource_not_absolute;
    pub mod resource_with_v2_endpoint;
    pub mod response_mode_fragment_for_server_app;
    pub mod response_mode_query_with_token;
    pub mod response_mode_unsupported;
    pub mod response_type_implicit;
    pub mod response_type_missing;
    pub mod response_type_not_configured;
    pub mod response_type_not_supported;
    pub mod response_type_unknown;
    pub mod scope_broad;
    pub mod scope_mixed_resources;
    pub mod scope_not_configured;
    pub mod scope_not_supported;
    pub mod scope_offline_access_without_consent;
    pub mod scope_repeated;
    pub mod scope_separator;
    pub mod scope_without_openid;
    pub mod secret_in_front_channel;
    pub mod state_carries_url;
    pub mod state_malformed;
    pub mod state_missing;
    pub mod state_repeated;
    pub mod state_weak;
    pub mod ui_locales_malformed;
}
/// Rules on this part of a login.
pub mod authorization_response {
    pub mod authorization_error;
    pub mod authorization_error_html;
    pub mod authorization_error_malformed;
    pub mod authorization_error_parameters;
    pub mod authorization_error_unregistered;
    pub mod callback_blocked_by_form_action;
    pub mod callback_cookie_lost;
    pub mod callback_cookie_too_large;
    pub mod callback_failed;
    pub mod callback_headers_too_large;
    pub mod callback_lost_parameters;
    pub mod callback_mode_differs;
    pub mod callback_not_found;
    pub mod callback_not_redirect_uri;
    pub mod callback_redirects_to_http;
    pub mod callback_referrer_policy;
    pub mod callback_repeated;
    pub mod callback_third_party_resources;
    pub mod code_guessable;
    pub mod code_in_fragment;
    pub mod code_issued_twice;
    pub mod code_leaked_by_referrer;
    pub mod code_leaked_to_third_party;
    pub mod code_not_issued;
    pub mod form_post_malformed;
    pub mod hybrid_code_hash;
    pub mod hybrid_id_token_missing;
    pub mod hybrid_token_hash;
    pub mod issuer_parameter_differs;
    pub mod issuer_parameter_missing;
    pub mod jarm_audience;
    pub mod jarm_expected;
    pub mod jarm_expired;
    pub mod jarm_issuer;
    pub mod jarm_signature;
    pub mod login_page_frameable;
    pub mod login_page_referrer_policy;
    pub mod popup_opener_severed;
    pub mod redirect_307_after_login;
    pub mod response_parameter_repeated;
    pub mod response_unsolicited;
    pub mod session_state_missing;
    pub mod state_differs;
    pub mod state_not_returned;
    pub mod state_unexpected;
    pub mod token_in_query;
    pub mod tokens_handed_to_backend;
}
/// Rules on this part of a login.
pub mod capture {
    pub mod capture_body_missing;
    pub mod capture_clock_order;
    pub mod capture_exchange_out_of_sight;
    pub mod capture_fragment_missing;
    pub mod capture_merged;
    pub mod capture_sanitized;
    pub mod capture_starts_late;
    pub mod capture_truncated;
}
/// Rules on this part of a login.
pub mod configuration {
    pub mod configured_addresses;
    pub mod configured_encryption;
    pub mod configured_grant_types;
    pub mod configured_issuer;
    pub mod configured_keys;
    pub mod configured_redirect_uris;
    pub mod configured_secret_short;
    pub mod configured_subject_type;
}
/// Rules on this part of a login.
pub mod discovery {
    pub mod client_metadata_document;
    pub mod client_registration_error;
    pub mod custom_domain_not_used;
    pub mod discovery_auth_methods;
    pub mod discovery_cors;
    pub mod discovery_endpoint_insecure;
    pub mod discovery_endpoint_internal;
    pub mod discovery_endpoint_other_host;
    pub mod discovery_issuer_form;
    pub mod discovery_issuer_mismatch;
    pub mod discovery_locales;
    pub mod discovery_member_misspelt;
    pub mod discovery_member_types;
    pub mod discovery_missing_field;
    pub mod discovery_not_found;
    pub mod discovery_not_json;
    pub mod discovery_placement;
    pub mod discovery_redirected;
    pub mod discovery_scopes;
    pub mod discovery_signing_algorithms;
    pub mod keys_algorithm_missing;
    pub mod keys_certificate_mismatch;
    pub mod keys_content_type;
    pub mod keys_duplicate_id;
    pub mod keys_malformed;
    pub mod keys_not_found;
    pub mod keys_private_material;
    pub mod keys_weak;
    pub mod mtls_bound_tokens_not_supported;
    pub mod protected_resource_metadata_authorization_server_mismatch;
    pub mod protected_resource_metadata_members;
    pub mod protected_resource_metadata_missing;
    pub mod protected_resource_metadata_not_asked_for;
    pub mod protected_resource_metadata_resource_mismatch;
    pub mod webfinger_issuer;
}
/// Rules on this part of a login.
pub mod id_token {
    pub mod access_token_audience;
    pub mod access_token_expired;
    pub mod access_token_jwt_type;
    pub mod access_token_key_binding;
    pub mod access_token_scope;
    pub mod id_token_access_hash;
    pub mod id_token_acr;
    pub mod id_token_algorithm_none;
    pub mod id_token_algorithm_unexpected;
    pub mod id_token_audience;
    pub mod id_token_auth_time;
    pub mod id_token_authorized_party;
    pub mod id_token_claim_types;
    pub mod id_token_claims_missing;
    pub mod id_token_code_hash;
    pub mod id_token_copies_differ;
    pub mod id_token_critical_header;
    pub mod id_token_encrypted;
    pub mod id_token_expired;
    pub mod id_token_issued_in_future;
    pub mod id_token_issuer;
    pub mod id_token_issuer_malformed;
    pub mod id_token_key_in_header;
    pub mod id_token_key_unknown;
    pub mod id_token_lifetime;
    pub mod id_token_malformed;
    pub mod id_token_nonce;
    pub mod id_token_not_yet_valid;
    pub mod id_token_organization;
    pub mod id_token_personal_data;
    pub mod id_token_refreshed;
    pub mod id_token_signature;
    pub mod id_token_stale;
    pub mod id_token_state_hash;
    pub mod id_token_subject;
    pub mod id_token_subject_malformed;
    pub mod id_token_symmetric_public_client;
    pub mod id_token_times_malformed;
}
/// Rules on this part of a login.
pub mod network {
    pub mod cors_credentials_refused;
    pub mod network_error;
    pub mod page_not_secure_context;
}
/// Rules on this part of a login.
pub mod session {
    pub mod front_channel_logout_mismatch;
    pub mod login_loop;
    pub mod logout_endpoint_not_advertised;
    pub mod logout_error;
    pub mod logout_hint_missing;
    pub mod logout_redirect_not_registered;
    pub mod logout_state_differs;
    pub mod logout_still_signed_in;
    pub mod logout_token_claims;
    pub mod logout_token_signature;
    pub mod refresh_token_not_revoked;
    pub mod session_cookie_insecure;
    pub mod session_cookie_rejected;
    pub mod session_refused_after_login;
    pub mod silent_renew_blocked;
    pub mod silent_renew_framed_error;
    pub mod token_in_insecure_cookie;
}
/// Rules on this part of a login.
pub mod token_request {
    pub mod assertion_algorithm;
    pub mod assertion_audience;
    pub mod assertion_expired;
    pub mod assertion_issuer_subject;
    pub mod assertion_jti_missing;
    pub mod assertion_jti_reused;
    pub mod assertion_key_unknown;
    pub mod assertion_lifetime;
    pub mod assertion_malformed;
    pub mod assertion_not_yet_valid;
    pub mod assertion_signature;
    pub mod assertion_type_wrong;
    pub mod ciba_poll;
    pub mod client_attestation_malformed;
    pub mod client_auth_basic_malformed;
    pub mod client_auth_basic_not_form_encoded;
    pub mod client_auth_id_differs;
    pub mod client_auth_missing;
    pub mod client_auth_not_configured;
    pub mod client_auth_not_supported;
    pub mod client_auth_twice;
    pub mod client_credentials_from_browser;
    pub mod code_altered;
    pub mod code_missing;
    pub mod code_of_other_client;
    pub mod code_of_other_login;
    pub mod code_reused;
    pub mod code_too_old;
    pub mod device_code_missing;
    pub mod device_poll_after_expiry;
    pub mod device_poll_too_fast;
    pub mod device_response_incomplete;
    pub mod device_slow_down_ignored;
    pub mod dpop_jti_reused;
    pub mod dpop_key_changed;
    pub mod dpop_malformed;
    pub mod dpop_method;
    pub mod dpop_missing;
    pub mod dpop_nonce_required;
    pub mod dpop_private_key;
    pub mod dpop_signature;
    pub mod dpop_stale;
    pub mod dpop_token_hash;
    pub mod dpop_url;
    pub mod exchange_parameters;
    pub mod grant_type_mismatch;
    pub mod grant_type_missing;
    pub mod grant_type_not_configured;
    pub mod grant_type_not_supported;
    pub mod grant_type_password;
    pub mod grant_type_unknown;
    pub mod jwt_bearer_assertion;
    pub mod mtls_endpoint_alias;
    pub mod pkce_verifier_malformed;
    pub mod pkce_verifier_mismatch;
    pub mod pkce_verifier_missing;
    pub mod pkce_verifier_unexpected;
    pub mod pkce_verifier_weak;
    pub mod public_client_secret;
    pub mod refresh_other_client;
    pub mod refresh_race;
    pub mod refresh_scope_widened;
    pub mod refresh_token_missing;
    pub mod refresh_token_reused;
    pub mod refresh_token_to_other_origin;
    pub mod scope_in_code_exchange;
    pub mod secret_differs_from_config;
    pub mod secret_double_encoded;
    pub mod secret_id_as_value;
    pub mod secret_in_browser;
    pub mod secret_placeholder;
    pub mod secret_weak;
    pub mod secret_white_space;
    pub mod token_accept_missing;
    pub mod token_cors_blocked;
    pub mod token_endpoint_not_advertised;
    pub mod token_endpoint_other_tenant;
    pub mod token_origin_header;
    pub mod token_preflight_avoidable;
    pub mod token_preflight_failed;
    pub mod token_redirect_uri_differs;
    pub mod token_redirect_uri_missing;
    pub mod token_redirect_uri_not_registered;
    pub mod token_request_body_empty;
    pub mod token_request_content_type;
    pub mod token_request_not_post;
    pub mod token_request_over_http;
    pub mod token_request_parameters_in_url;
    pub mod token_request_redirected;
    pub mod token_resource_differs;
    pub mod user_agent_missing;
}
/// Rules on this part of a login.
pub mod token_response {
    pub mod access_token_malformed;
    pub mod access_token_missing;
    pub mod expires_in_extreme;
    pub mod expires_in_malformed;
    pub mod expires_in_missing;
    pub mod firewall_answered;
    pub mod id_token_not_issued;
    pub mod rate_limited;
    pub mod refresh_token_malformed;
    pub mod refresh_token_not_issued;
    pub mod refresh_token_not_rotated;
    pub mod refresh_token_unexpected;
    pub mod scope_granted_less;
    pub mod server_error;
    pub mod token_error;
    pub mod token_error_empty;
    pub mod token_error_in_200;
    pub mod token_error_malformed;
    pub mod token_error_not_json;
    pub mod token_error_status;
    pub mod token_response_cacheable;
    pub mod token_response_content_type;
    pub mod token_response_html;
    pub mod token_response_malformed;
    pub mod token_response_redirect;
    pub mod token_response_status;
    pub mod token_too_large;
    pub mod token_type_missing;
    pub mod token_type_not_dpop;
    pub mod token_type_unknown;
    pub mod token_value_repeated;
    pub mod token_value_weak;
}

/// All rules.
pub static ALL: &[&crate::rule::Rule] = &[
    &api::api_bearer_scheme::RULE,
    &api::api_challenge_missing::RULE,
    &api::api_dpop_as_bearer::RULE,
    &api::api_forbidden::RULE,
    &api::api_id_token_used::RULE,
    &api::api_preflight_failed::RULE,
    &api::api_retry_loop::RULE,
    &api::api_token_expired::RULE,
    &api::api_token_in_url::RULE,
    &api::api_token_missing::RULE,
    &api::api_token_to_other_origin::RULE,
    &api::api_token_twice::RULE,
    &api::api_unauthorized::RULE,
    &api::introspection_from_browser::RULE,
    &api::introspection_malformed::RULE,
    &api::revocation_refused::RULE,
    &api::userinfo_claim_types::RULE,
    &api::userinfo_claims_missing::RULE,
    &api::userinfo_error::RULE,
    &api::userinfo_jwt::RULE,
    &api::userinfo_malformed::RULE,
    &api::userinfo_signature::RULE,
    &api::userinfo_subject_differs::RULE,
    &authorization_request::acr_values_unsupported::RULE,
    &authorization_request::audience_missing::RULE,
    &authorization_request::authorization_details_malformed::RULE,
    &authorization_request::authorization_endpoint_not_advertised::RULE,
    &authorization_request::authorization_request_by_script::RULE,
    &authorization_request::authorization_request_in_frame::RULE,
    &authorization_request::authorization_request_over_http::RULE,
    &authorization_request::authorization_request_redirected::RULE,
    &authorization_request::claims_malformed::RULE,
    &authorization_request::claims_parameter_not_supported::RULE,
    &authorization_request::claims_without_openid::RULE,
    &authorization_request::client_id_differs_from_config::RULE,
    &authorization_request::client_id_missing::RULE,
    &authorization_request::client_id_placeholder::RULE,
    &authorization_request::client_library_retired::RULE,
    &authorization_request::dpop_jkt_mismatch::RULE,
    &authorization_request::initiated_login_issuer_differs::RULE,
    &authorization_request::login_hint_personal_data::RULE,
    &authorization_request::max_age_malformed::RULE,
    &authorization_request::nonce_malformed::RULE,
    &authorization_request::nonce_missing::RULE,
    &authorization_request::nonce_repeated::RULE,
    &authorization_request::nonce_weak::RULE,
    &authorization_request::par_required::RULE,
    &authorization_request::par_response_status::RULE,
    &authorization_request::parameter_double_encoded::RULE,
    &authorization_request::parameter_empty::RULE,
    &authorization_request::parameter_misspelt::RULE,
    &authorization_request::parameter_repeated::RULE,
    &authorization_request::parameter_unknown::RULE,
    &authorization_request::parameter_white_space::RULE,
    &authorization_request::pkce_absent::RULE,
    &authorization_request::pkce_challenge_malformed::RULE,
    &authorization_request::pkce_challenge_repeated::RULE,
    &authorization_request::pkce_method_missing::RULE,
    &authorization_request::pkce_method_unknown::RULE,
    &authorization_request::pkce_not_supported::RULE,
    &authorization_request::pkce_plain::RULE,
    &authorization_request::prompt_none_with_others::RULE,
    &authorization_request::prompt_unknown::RULE,
    &authorization_request::pushed_request_client_auth::RULE,
    &authorization_request::pushed_request_lifetime::RULE,
    &authorization_request::pushed_request_uri::RULE,
    &authorization_request::redirect_uri_double_encoded::RULE,
    &authorization_request::redirect_uri_fragment::RULE,
    &authorization_request::redirect_uri_insecure::RULE,
    &authorization_request::redirect_uri_localhost_name::RULE,
    &authorization_request::redirect_uri_missing::RULE,
    &authorization_request::redirect_uri_not_registered::RULE,
    &authorization_request::redirect_uri_placeholder::RULE,
    &authorization_request::redirect_uri_relative::RULE,
    &authorization_request::redirect_uri_scheme_of_proxy::RULE,
    &authorization_request::redirect_uri_wildcard::RULE,
    &authorization_request::request_object_algorithm::RULE,
    &authorization_request::request_object_audience::RULE,
    &authorization_request::request_object_claims::RULE,
    &authorization_request::request_object_client_mismatch::RULE,
    &authorization_request::request_object_conflict::RULE,
    &authorization_request::request_object_expired::RULE,
    &authorization_request::request_object_not_supported::RULE,
    &authorization_request::request_object_redirect_uri::RULE,
    &authorization_request::request_object_signature::RULE,
    &authorization_request::request_object_unsigned::RULE,
    &authorization_request::request_uri_client_mismatch::RULE,
    &authorization_request::request_uri_expired::RULE,
    &authorization_request::request_uri_form::RULE,
    &authorization_request::request_uri_not_pushed::RULE,
    &authorization_request::request_uri_reused::RULE,
    &authorization_request::request_uri_with_parameters::RULE,
    &authorization_request::resource_fragment::RULE,
    &authorization_request::resource_not_absolute::RULE,
    &authorization_request::resource_with_v2_endpoint::RULE,
    &authorization_request::response_mode_fragment_for_server_app::RULE,
    &authorization_request::response_mode_query_with_token::RULE,
    &authorization_request::response_mode_unsupported::RULE,
    &authorization_request::response_type_implicit::RULE,
    &authorization_request::response_type_missing::RULE,
    &authorization_request::response_type_not_configured::RULE,
    &authorization_request::response_type_not_supported::RULE,
    &authorization_request::response_type_unknown::RULE,
    &authorization_request::scope_broad::RULE,
    &authorization_request::scope_mixed_resources::RULE,
    &authorization_request::scope_not_configured::RULE,
    &authorization_request::scope_not_supported::RULE,
    &authorization_request::scope_offline_access_without_consent::RULE,
    &authorization_request::scope_repeated::RULE,
    &authorization_request::scope_separator::RULE,
    &authorization_request::scope_without_openid::RULE,
    &authorization_request::secret_in_front_channel::RULE,
    &authorization_request::state_carries_url::RULE,
    &authorization_request::state_malformed::RULE,
    &authorization_request::state_missing::RULE,
    &authorization_request::state_repeated::RULE,
    &authorization_request::state_weak::RULE,
    &authorization_request::ui_locales_malformed::RULE,
    &authorization_response::authorization_error::RULE,
    &authorization_response::authorization_error_html::RULE,
    &authorization_response::authorization_error_malformed::RULE,
    &authorization_response::authorization_error_parameters::RULE,
    &authorization_response::authorization_error_unregistered::RULE,
    &authorization_response::callback_blocked_by_form_action::RULE,
    &authorization_response::callback_cookie_lost::RULE,
    &authorization_response::callback_cookie_too_large::RULE,
    &authorization_response::callback_failed::RULE,
    &authorization_response::callback_headers_too_large::RULE,
    &authorization_response::callback_lost_parameters::RULE,
    &authorization_response::callback_mode_differs::RULE,
    &authorization_response::callback_not_found::RULE,
    &authorization_response::callback_not_redirect_uri::RULE,
    &authorization_response::callback_redirects_to_http::RULE,
    &authorization_response::callback_referrer_policy::RULE,
    &authorization_response::callback_repeated::RULE,
    &authorization_response::callback_third_party_resources::RULE,
    &authorization_response::code_guessable::RULE,
    &authorization_response::code_in_fragment::RULE,
    &authorization_response::code_issued_twice::RULE,
    &authorization_response::code_leaked_by_referrer::RULE,
    &authorization_response::code_leaked_to_third_party::RULE,
    &authorization_response::code_not_issued::RULE,
    &authorization_response::form_post_malformed::RULE,
    &authorization_response::hybrid_code_hash::RULE,
    &authorization_response::hybrid_id_token_missing::RULE,
    &authorization_response::hybrid_token_hash::RULE,
    &authorization_response::issuer_parameter_differs::RULE,
    &authorization_response::issuer_parameter_missing::RULE,
    &authorization_response::jarm_audience::RULE,
    &authorization_response::jarm_expected::RULE,
    &authorization_response::jarm_expired::RULE,
    &authorization_response::jarm_issuer::RULE,
    &authorization_response::jarm_signature::RULE,
    &authorization_response::login_page_frameable::RULE,
    &authorization_response::login_page_referrer_policy::RULE,
    &authorization_response::popup_opener_severed::RULE,
    &authorization_response::redirect_307_after_login::RULE,
    &authorization_response::response_parameter_repeated::RULE,
    &authorization_response::response_unsolicited::RULE,
    &authorization_response::session_state_missing::RULE,
    &authorization_response::state_differs::RULE,
    &authorization_response::state_not_returned::RULE,
    &authorization_response::state_unexpected::RULE,
    &authorization_response::token_in_query::RULE,
    &authorization_response::tokens_handed_to_backend::RULE,
    &capture::capture_body_missing::RULE,
    &capture::capture_clock_order::RULE,
    &capture::capture_exchange_out_of_sight::RULE,
    &capture::capture_fragment_missing::RULE,
    &capture::capture_merged::RULE,
    &capture::capture_sanitized::RULE,
    &capture::capture_starts_late::RULE,
    &capture::capture_truncated::RULE,
    &configuration::configured_addresses::RULE,
    &configuration::configured_encryption::RULE,
    &configuration::configured_grant_types::RULE,
    &configuration::configured_issuer::RULE,
    &configuration::configured_keys::RULE,
    &configuration::configured_redirect_uris::RULE,
    &configuration::configured_secret_short::RULE,
    &configuration::configured_subject_type::RULE,
    &discovery::client_metadata_document::RULE,
    &discovery::client_registration_error::RULE,
    &discovery::custom_domain_not_used::RULE,
    &discovery::discovery_auth_methods::RULE,
    &discovery::discovery_cors::RULE,
    &discovery::discovery_endpoint_insecure::RULE,
    &discovery::discovery_endpoint_internal::RULE,
    &discovery::discovery_endpoint_other_host::RULE,
    &discovery::discovery_issuer_form::RULE,
    &discovery::discovery_issuer_mismatch::RULE,
    &discovery::discovery_locales::RULE,
    &discovery::discovery_member_misspelt::RULE,
    &discovery::discovery_member_types::RULE,
    &discovery::discovery_missing_field::RULE,
    &discovery::discovery_not_found::RULE,
    &discovery::discovery_not_json::RULE,
    &discovery::discovery_placement::RULE,
    &discovery::discovery_redirected::RULE,
    &discovery::discovery_scopes::RULE,
    &discovery::discovery_signing_algorithms::RULE,
    &discovery::keys_algorithm_missing::RULE,
    &discovery::keys_certificate_mismatch::RULE,
    &discovery::keys_content_type::RULE,
    &discovery::keys_duplicate_id::RULE,
    &discovery::keys_malformed::RULE,
    &discovery::keys_not_found::RULE,
    &discovery::keys_private_material::RULE,
    &discovery::keys_weak::RULE,
    &discovery::mtls_bound_tokens_not_supported::RULE,
    &discovery::protected_resource_metadata_authorization_server_mismatch::RULE,
    &discovery::protected_resource_metadata_members::RULE,
    &discovery::protected_resource_metadata_missing::RULE,
    &discovery::protected_resource_metadata_not_asked_for::RULE,
    &discovery::protected_resource_metadata_resource_mismatch::RULE,
    &discovery::webfinger_issuer::RULE,
    &id_token::access_token_audience::RULE,
    &id_token::access_token_expired::RULE,
    &id_token::access_token_jwt_type::RULE,
    &id_token::access_token_key_binding::RULE,
    &id_token::access_token_scope::RULE,
    &id_token::id_token_access_hash::RULE,
    &id_token::id_token_acr::RULE,
    &id_token::id_token_algorithm_none::RULE,
    &id_token::id_token_algorithm_unexpected::RULE,
    &id_token::id_token_audience::RULE,
    &id_token::id_token_auth_time::RULE,
    &id_token::id_token_authorized_party::RULE,
    &id_token::id_token_claim_types::RULE,
    &id_token::id_token_claims_missing::RULE,
    &id_token::id_token_code_hash::RULE,
    &id_token::id_token_copies_differ::RULE,
    &id_token::id_token_critical_header::RULE,
    &id_token::id_token_encrypted::RULE,
    &id_token::id_token_expired::RULE,
    &id_token::id_token_issued_in_future::RULE,
    &id_token::id_token_issuer::RULE,
    &id_token::id_token_issuer_malformed::RULE,
    &id_token::id_token_key_in_header::RULE,
    &id_token::id_token_key_unknown::RULE,
    &id_token::id_token_lifetime::RULE,
    &id_token::id_token_malformed::RULE,
    &id_token::id_token_nonce::RULE,
    &id_token::id_token_not_yet_valid::RULE,
    &id_token::id_token_organization::RULE,
    &id_token::id_token_personal_data::RULE,
    &id_token::id_token_refreshed::RULE,
    &id_token::id_token_signature::RULE,
    &id_token::id_token_stale::RULE,
    &id_token::id_token_state_hash::RULE,
    &id_token::id_token_subject::RULE,
    &id_token::id_token_subject_malformed::RULE,
    &id_token::id_token_symmetric_public_client::RULE,
    &id_token::id_token_times_malformed::RULE,
    &network::cors_credentials_refused::RULE,
    &network::network_error::RULE,
    &network::page_not_secure_context::RULE,
    &session::front_channel_logout_mismatch::RULE,
    &session::login_loop::RULE,
    &session::logout_endpoint_not_advertised::RULE,
    &session::logout_error::RULE,
    &session::logout_hint_missing::RULE,
    &session::logout_redirect_not_registered::RULE,
    &session::logout_state_differs::RULE,
    &session::logout_still_signed_in::RULE,
    &session::logout_token_claims::RULE,
    &session::logout_token_signature::RULE,
    &session::refresh_token_not_revoked::RULE,
    &session::session_cookie_insecure::RULE,
    &session::session_cookie_rejected::RULE,
    &session::session_refused_after_login::RULE,
    &session::silent_renew_blocked::RULE,
    &session::silent_renew_framed_error::RULE,
    &session::token_in_insecure_cookie::RULE,
    &token_request::assertion_algorithm::RULE,
    &token_request::assertion_audience::RULE,
    &token_request::assertion_expired::RULE,
    &token_request::assertion_issuer_subject::RULE,
    &token_request::assertion_jti_missing::RULE,
    &token_request::assertion_jti_reused::RULE,
    &token_request::assertion_key_unknown::RULE,
    &token_request::assertion_lifetime::RULE,
    &token_request::assertion_malformed::RULE,
    &token_request::assertion_not_yet_valid::RULE,
    &token_request::assertion_signature::RULE,
    &token_request::assertion_type_wrong::RULE,
    &token_request::ciba_poll::RULE,
    &token_request::client_attestation_malformed::RULE,
    &token_request::client_auth_basic_malformed::RULE,
    &token_request::client_auth_basic_not_form_encoded::RULE,
    &token_request::client_auth_id_differs::RULE,
    &token_request::client_auth_missing::RULE,
    &token_request::client_auth_not_configured::RULE,
    &token_request::client_auth_not_supported::RULE,
    &token_request::client_auth_twice::RULE,
    &token_request::client_credentials_from_browser::RULE,
    &token_request::code_altered::RULE,
    &token_request::code_missing::RULE,
    &token_request::code_of_other_client::RULE,
    &token_request::code_of_other_login::RULE,
    &token_request::code_reused::RULE,
    &token_request::code_too_old::RULE,
    &token_request::device_code_missing::RULE,
    &token_request::device_poll_after_expiry::RULE,
    &token_request::device_poll_too_fast::RULE,
    &token_request::device_response_incomplete::RULE,
    &token_request::device_slow_down_ignored::RULE,
    &token_request::dpop_jti_reused::RULE,
    &token_request::dpop_key_changed::RULE,
    &token_request::dpop_malformed::RULE,
    &token_request::dpop_method::RULE,
    &token_request::dpop_missing::RULE,
    &token_request::dpop_nonce_required::RULE,
    &token_request::dpop_private_key::RULE,
    &token_request::dpop_signature::RULE,
    &token_request::dpop_stale::RULE,
    &token_request::dpop_token_hash::RULE,
    &token_request::dpop_url::RULE,
    &token_request::exchange_parameters::RULE,
    &token_request::grant_type_mismatch::RULE,
    &token_request::grant_type_missing::RULE,
    &token_request::grant_type_not_configured::RULE,
    &token_request::grant_type_not_supported::RULE,
    &token_request::grant_type_password::RULE,
    &token_request::grant_type_unknown::RULE,
    &token_request::jwt_bearer_assertion::RULE,
    &token_request::mtls_endpoint_alias::RULE,
    &token_request::pkce_verifier_malformed::RULE,
    &token_request::pkce_verifier_mismatch::RULE,
    &token_request::pkce_verifier_missing::RULE,
    &token_request::pkce_verifier_unexpected::RULE,
    &token_request::pkce_verifier_weak::RULE,
    &token_request::public_client_secret::RULE,
    &token_request::refresh_other_client::RULE,
    &token_request::refresh_race::RULE,
    &token_request::refresh_scope_widened::RULE,
    &token_request::refresh_token_missing::RULE,
    &token_request::refresh_token_reused::RULE,
    &token_request::refresh_token_to_other_origin::RULE,
    &token_request::scope_in_code_exchange::RULE,
    &token_request::secret_differs_from_config::RULE,
    &token_request::secret_double_encoded::RULE,
    &token_request::secret_id_as_value::RULE,
    &token_request::secret_in_browser::RULE,
    &token_request::secret_placeholder::RULE,
    &token_request::secret_weak::RULE,
    &token_request::secret_white_space::RULE,
    &token_request::token_accept_missing::RULE,
    &token_request::token_cors_blocked::RULE,
    &token_request::token_endpoint_not_advertised::RULE,
    &token_request::token_endpoint_other_tenant::RULE,
    &token_request::token_origin_header::RULE,
    &token_request::token_preflight_avoidable::RULE,
    &token_request::token_preflight_failed::RULE,
    &token_request::token_redirect_uri_differs::RULE,
    &token_request::token_redirect_uri_missing::RULE,
    &token_request::token_redirect_uri_not_registered::RULE,
    &token_request::token_request_body_empty::RULE,
    &token_request::token_request_content_type::RULE,
    &token_request::token_request_not_post::RULE,
    &token_request::token_request_over_http::RULE,
    &token_request::token_request_parameters_in_url::RULE,
    &token_request::token_request_redirected::RULE,
    &token_request::token_resource_differs::RULE,
    &token_request::user_agent_missing::RULE,
    &token_response::access_token_malformed::RULE,
    &token_response::access_token_missing::RULE,
    &token_response::expires_in_extreme::RULE,
    &token_response::expires_in_malformed::RULE,
    &token_response::expires_in_missing::RULE,
    &token_response::firewall_answered::RULE,
    &token_response::id_token_not_issued::RULE,
    &token_response::rate_limited::RULE,
    &token_response::refresh_token_malformed::RULE,
    &token_response::refresh_token_not_issued::RULE,
    &token_response::refresh_token_not_rotated::RULE,
    &token_response::refresh_token_unexpected::RULE,
    &token_response::scope_granted_less::RULE,
    &token_response::server_error::RULE,
    &token_response::token_error::RULE,
    &token_response::token_error_empty::RULE,
    &token_response::token_error_in_200::RULE,
    &token_response::token_error_malformed::RULE,
    &token_response::token_error_not_json::RULE,
    &token_response::token_error_status::RULE,
    &token_response::token_response_cacheable::RULE,
    &token_response::token_response_content_type::RULE,
    &token_response::token_response_html::RULE,
    &token_response::token_response_malformed::RULE,
    &token_response::token_response_redirect::RULE,
    &token_response::token_response_status::RULE,
    &token_response::token_too_large::RULE,
    &token_response::token_type_missing::RULE,
    &token_response::token_type_not_dpop::RULE,
    &token_response::token_type_unknown::RULE,
    &token_response::token_value_repeated::RULE,
    &token_response::token_value_weak::RULE,
];

/// The chapters of the catalogue in its order, and how many rules each has.
pub static CHAPTERS: &[(&str, usize)] = &[
    ("api", 23),
    ("authorization_request", 95),
    ("authorization_response", 47),
    ("capture", 8),
    ("configuration", 8),
    ("discovery", 35),
    ("id_token", 38),
    ("network", 3),
    ("session", 17),
    ("token_request", 91),
    ("token_response", 32),
];
