//! The faults that the OpenID conformance suite's providers make to test a client (modules `oidcc-client-test-*` and
//! `fapi2-*-client-test-*`), each put into one good login: a rule names it. And what a client must take: nothing is said.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

#[path = "faults/login.rs"]
mod login;
#[path = "faults/token.rs"]
mod token;

use login::{Login, NONCE, NOW};
use serde_json::json;
use token::{BY_RSA, Token, half, public};

macro_rules! taken {
    ($($name:ident: $login:expr, $change:expr;)*) => { $(
        #[test]
        fn $name() {
            let mut login = $login;
            let change: fn(&mut Login) = $change;
            change(&mut login);
            assert_eq!(login.named(), Vec::<&str>::new(), "{}", login.text());
        }
    )* };
}

macro_rules! faults {
    ($($name:ident: $rule:literal, $login:expr, $change:expr;)*) => { $(
        #[test]
        fn $name() {
            let mut login = $login;
            let change: fn(&mut Login) = $change;
            change(&mut login);
            let named = login.named();
            assert!(named.contains(&$rule), "{named:?}\n{}", login.text());
        }
    )* };
}

fn front(login: &mut Login) -> &mut Token {
    login.front.as_mut().unwrap()
}

fn jarm(login: &mut Login) -> &mut Token {
    login.jarm.as_mut().unwrap()
}

fn object(login: &mut Login) -> &mut Token {
    login.object.as_mut().unwrap()
}

/// The client whose keys are registered.
const WITH_KEYS: &str = r#"{"client_id":"shop","jwks":{"keys":[{keys}]}}"#;

fn logout(login: &mut Login) -> &mut Token {
    login.logout_token.as_mut().unwrap()
}

taken! {
    a_good_login: Login::good(), |_| {};
    a_good_hybrid_login: Login::hybrid(), |_| {};
    a_good_secured_response: Login::secured(), |_| {};
    a_good_renewal: Login::renewed(), |_| {};
    a_good_logout_token: Login::logged_out(), |_| {};
    a_good_logout: Login::good(), |login| login.logout_state = Some("?state=lo-1");
    an_audience_that_is_a_list: Login::good(), |login| login.id_token.claims["aud"] = json!(["shop"]);
    a_key_id_left_out_with_one_key: Login::good(), |login| {
        login.id_token.header = json!({"alg": "ES256"});
        login.keys = vec![public(1, None)];
    };
    a_token_type_in_capitals: Login::good(), |login| drop(login.answer.insert("token_type".into(), "BEARER".into()));
    a_scheme_in_small_letters: Login::good(), |login| login.scheme = "bearer";
    a_key_that_was_rotated_in: Login::good(), |login| login.keys.push(public(3, Some("op-2")));
    signed_userinfo: Login::good(), |login| {
        let claims = json!({"iss": "https://op.example", "aud": "shop", "sub": "248289761001"});
        login.signed_userinfo = Some(Token::of(claims));
    };
    distributed_claims: Login::good(), |login| {
        login.userinfo["_claim_names"] = json!({"shoe_size": "src1"});
        login.userinfo["_claim_sources"] = json!({"src1": {"endpoint": "https://claims.example/c"}});
    };
    a_login_that_is_signed_with_rs256: Login::by_rsa(), |_| {};
    a_login_that_is_signed_with_the_secret: Login::by_secret(), |_| {};
    a_token_beside_code_and_id_token: Login::with_token(), |_| {};
    a_response_that_is_posted: Login::good(), |login| login.ask("response_mode", "form_post");
    a_key_that_is_fetched_when_it_is_first_named: Login::good(), |login| {
        login.old_keys = Some(vec![public(3, Some("op-0"))]);
        login.keys = vec![public(3, Some("op-0")), public(1, Some("op-1"))];
    };
    aggregated_claims: Login::good(), |login| {
        let claims = json!({"iss": "https://claims.example", "shoe_size": 39});
        login.userinfo["_claim_names"] = json!({"shoe_size": "src1"});
        login.userinfo["_claim_sources"] = json!({"src1": {"JWT": Token::of(claims).text()}});
    };
    a_request_object: Login::by_object(), |login| login.registered = WITH_KEYS;
    a_request_object_of_a_client_whose_keys_are_not_known: Login::by_object(), |_| {};
    a_request_behind_an_address: Login::good(), |login| {
        login.describe("request_uri_parameter_supported", true.into());
        login.asked.retain(|(name, _)| ["client_id", "response_type", "scope"].contains(name));
        login.ask("request_uri", "https://shop.example/request.jwt");
    };
    a_bound_token_without_a_nonce: Login::bound(None), |_| {};
    a_bound_token_with_a_nonce: Login::bound(Some("nonce-made-up-1")), |_| {};
    a_client_with_a_certificate: Login::by_certificate(), |_| {};
    a_login_that_the_provider_began: Login::good(), |login| login.begun_by = Some("iss=https%3A%2F%2Fop.example&target_link_uri=%2F".into());
}

faults! {
    id_token_for_another_client: "id-token-audience", Login::good(), |login| login.id_token.claims["aud"] = "store".into();
    id_token_without_audience: "id-token-audience", Login::good(), |login| login.id_token.without("aud");
    id_token_with_a_second_audience: "id-token-authorized-party", Login::good(), |login| login.id_token.claims["aud"] = json!(["shop", "store"]);
    id_token_of_another_issuer: "id-token-issuer", Login::good(), |login| login.id_token.claims["iss"] = "https://op.example/".into();
    id_token_without_issuer: "id-token-issuer", Login::good(), |login| login.id_token.without("iss");
    id_token_without_subject: "id-token-subject", Login::good(), |login| login.id_token.without("sub");
    id_token_without_issue_time: "id-token-times-malformed", Login::good(), |login| login.id_token.without("iat");
    id_token_without_expiry: "id-token-times-malformed", Login::good(), |login| login.id_token.without("exp");
    id_token_that_has_expired: "id-token-expired", Login::good(), |login| {
        login.id_token.claims["iat"] = (NOW - 4200).into();
        login.id_token.claims["exp"] = (NOW - 3600).into();
    };
    id_token_issued_a_week_ago: "id-token-stale", Login::good(), |login| login.id_token.claims["iat"] = (NOW - 7 * 86_400).into();
    id_token_with_another_access_token_hash: "id-token-access-hash", Login::good(), |login| login.id_token.claims["at_hash"] = half("another").into();
    id_token_with_another_code_hash: "id-token-code-hash", Login::hybrid(), |login| front(login).claims["c_hash"] = half("another").into();
    id_token_without_code_hash: "hybrid-code-hash", Login::hybrid(), |login| front(login).without("c_hash");
    id_token_with_another_state_hash: "id-token-state-hash", Login::hybrid(), |login| front(login).claims["s_hash"] = half("another").into();
    id_token_that_is_not_signed: "id-token-algorithm-none", Login::good(), |login| login.id_token.header = json!({"alg": "none"});
    id_token_without_algorithm: "id-token-malformed", Login::good(), |login| login.id_token.header = json!({"kid": "op-1"});
    id_token_with_another_algorithm: "id-token-algorithm-unexpected", Login::good(), |login| login.id_token.header["alg"] = "PS256".into();
    id_token_with_a_wrong_signature: "id-token-signature", Login::good(), |login| login.id_token.forged = true;
    id_token_with_an_unknown_key: "id-token-key-unknown", Login::good(), |login| login.id_token.header["kid"] = "op-9".into();
    id_token_without_key_id_and_several_keys: "id-token-key-unknown", Login::good(), |login| {
        login.id_token.header = json!({"alg": "ES256"});
        login.keys.push(public(3, Some("op-2")));
    };
    id_token_with_another_nonce: "id-token-nonce", Login::good(), |login| login.id_token.claims["nonce"] = "another-nonce-of-another".into();
    id_token_without_nonce: "id-token-nonce", Login::good(), |login| login.id_token.without("nonce");
    userinfo_of_another_person: "userinfo-subject-differs", Login::good(), |login| login.userinfo["sub"] = "another".into();
    userinfo_with_a_wrong_signature: "userinfo-signature", Login::good(), |login| {
        let claims = json!({"iss": "https://op.example", "aud": "shop", "sub": "248289761001"});
        login.signed_userinfo = Some(Token { forged: true, ..Token::of(claims) });
    };
    response_with_an_error: "authorization-error", Login::good(), |login| {
        login.answered("code", None);
        login.response.push(("error", "access_denied".into()));
    };
    renewal_for_another_issuer: "id-token-refreshed", Login::renewed(), |login| login.renewed.as_mut().unwrap().claims["iss"] = "https://other.example".into();
    renewal_for_another_person: "id-token-refreshed", Login::renewed(), |login| login.renewed.as_mut().unwrap().claims["sub"] = "another".into();
    metadata_of_another_issuer: "discovery-issuer-mismatch", Login::good(), |login| drop(login.metadata.insert("issuer".into(), "https://other.example".into()));
    session_state_left_out: "session-state-missing", Login::good(), |login| drop(login.metadata.insert("check_session_iframe".into(), "https://op.example/session".into()));
    login_begun_for_another_provider: "initiated-login-issuer-differs", Login::good(), |login| login.begun_by = Some("iss=https%3A%2F%2Fother.example&target_link_uri=%2F".into());
    response_with_another_state: "state-differs", Login::good(), |login| login.answered("state", Some("another-state-of-another"));
    response_without_state: "state-not-returned", Login::good(), |login| login.answered("state", None);
    response_of_another_issuer: "issuer-parameter-differs", Login::good(), |login| login.response.push(("iss", "https://other.example".into()));
    response_without_the_promised_issuer: "issuer-parameter-missing", Login::good(), |login| {
        drop(login.metadata.insert("authorization_response_iss_parameter_supported".into(), true.into()));
    };
    answer_without_lifetime: "expires-in-missing", Login::good(), |login| drop(login.answer.remove("expires_in"));
    secured_response_that_is_not_signed: "jarm-signature", Login::secured(), |login| jarm(login).header = json!({"alg": "none"});
    secured_response_with_a_wrong_signature: "jarm-signature", Login::secured(), |login| jarm(login).forged = true;
    secured_response_that_has_expired: "jarm-expired", Login::secured(), |login| jarm(login).claims["exp"] = (NOW - 3600).into();
    secured_response_without_expiry: "jarm-expired", Login::secured(), |login| jarm(login).without("exp");
    secured_response_for_another_client: "jarm-audience", Login::secured(), |login| jarm(login).claims["aud"] = "store".into();
    secured_response_without_audience: "jarm-audience", Login::secured(), |login| jarm(login).without("aud");
    secured_response_of_another_issuer: "jarm-issuer", Login::secured(), |login| jarm(login).claims["iss"] = "https://other.example".into();
    secured_response_without_issuer: "jarm-issuer", Login::secured(), |login| jarm(login).without("iss");
    logout_token_that_is_not_signed: "logout-token-claims", Login::logged_out(), |login| logout(login).header = json!({"alg": "none"});
    logout_token_without_event: "logout-token-claims", Login::logged_out(), |login| logout(login).without("events");
    logout_token_with_another_event: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["events"] = json!({"http://schemas.openid.net/event/other": {}});
    logout_token_with_a_nonce: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["nonce"] = NONCE.into();
    logout_token_for_another_client: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["aud"] = "store".into();
    logout_token_of_another_issuer: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["iss"] = "https://other.example".into();
    logout_without_its_state: "logout-state-differs", Login::good(), |login| login.logout_state = Some("");
    logout_with_another_state: "logout-state-differs", Login::good(), |login| login.logout_state = Some("?state=lo-2");
    id_token_with_a_wrong_rs256_signature: "id-token-signature", Login::by_rsa(), |login| {
        let (input, signature) = BY_RSA.rsplit_once('.').unwrap();
        let other: String = signature.chars().rev().collect();
        login.id_token.made = Some(format!("{input}.{other}"));
    };
    id_token_with_a_wrong_hs256_signature: "id-token-signature", Login::by_secret(), |login| login.id_token.forged = true;
    id_token_without_access_token_hash: "hybrid-token-hash", Login::with_token(), |login| front(login).without("at_hash");
    id_token_beside_another_access_token: "id-token-access-hash", Login::with_token(), |login| front(login).claims["at_hash"] = half("another").into();
    posted_response_with_an_error: "authorization-error", Login::good(), |login| {
        login.ask("response_mode", "form_post");
        login.answered("code", None);
        login.response.push(("error", "access_denied".into()));
    };
    key_that_is_gone_after_its_rotation: "id-token-key-unknown", Login::good(), |login| {
        login.old_keys = Some(vec![public(3, Some("op-0"))]);
        login.keys = vec![public(3, Some("op-0"))];
    };
    logout_token_with_another_algorithm: "logout-token-claims", Login::logged_out(), |login| logout(login).header = json!({"alg": "HS256"});
    logout_token_with_a_wrong_signature: "logout-token-signature", Login::logged_out(), |login| logout(login).forged = true;
    request_object_with_a_wrong_signature: "request-object-signature", Login::by_object(), |login| {
        login.registered = WITH_KEYS;
        object(login).forged = true;
    };
    request_object_that_is_not_signed: "request-object-unsigned", Login::by_object(), |login| object(login).header = json!({"alg": "none"});
    request_object_for_another_provider: "request-object-audience", Login::by_object(), |login| object(login).claims["aud"] = "https://other.example".into();
    request_object_of_another_client: "request-object-client-mismatch", Login::by_object(), |login| object(login).claims["client_id"] = "store".into();
    request_behind_an_address_that_nobody_reads: "request-object-not-supported", Login::good(), |login| {
        login.describe("request_uri_parameter_supported", false.into());
        login.asked.retain(|(name, _)| ["client_id", "response_type", "scope"].contains(name));
        login.ask("request_uri", "https://shop.example/request.jwt");
    };
    certificate_at_the_endpoint_without_certificates: "mtls-endpoint-alias", Login::by_certificate(), |login| {
        login.token_endpoint = "https://op.example/token";
        login.refused = Some("invalid_client");
    };
    nonce_that_is_never_sent: "dpop-nonce-required", Login::bound(Some("nonce-made-up-1")), |login| login.proofs[1].without("nonce");
    proof_for_another_access_token: "dpop-token-hash", Login::bound(None), |login| login.proofs[1].claims["ath"] = half("another").into();
    proof_for_another_address: "dpop-url", Login::bound(None), |login| login.proofs[1].claims["htu"] = "https://op.example/other".into();
    proof_for_another_method: "dpop-method", Login::bound(None), |login| login.proofs[1].claims["htm"] = "POST".into();
    proof_with_a_wrong_signature: "dpop-signature", Login::bound(None), |login| login.proofs[1].forged = true;
    proof_that_is_sent_twice: "dpop-jti-reused", Login::bound(None), |login| login.proofs[1].claims["jti"] = "p-1".into();
    proof_with_another_key: "dpop-key-changed", Login::bound(None), |login| {
        login.proofs[1].key = 6;
        let mut jwk = public(6, None);
        ["use", "alg"].iter().for_each(|member| drop(jwk.as_object_mut().unwrap().remove(*member)));
        login.proofs[1].header["jwk"] = jwk;
    };
}
