//! Every kind of message of OAuth 2.0 and OpenID Connect, written by hand: taken for what it is, and what is right is no error.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loginscope::capture;
use loginscope::report::{Outcome, Report};
use serde_json::{Value, json};
use support::causes;

const OP: &str = "https://op.example";
const JSON: &str = "Content-Type: application/json";
/// Of answers with tokens.
const ANSWER: [&str; 2] = [JSON, "Cache-Control: no-store"];
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const BASIC: &str = "Authorization: Basic c2hvcDpzM2NyM3QtczNjcjN0LXMzY3IzdC0wMDAx";

/// One exchange: method and address, request headers and body, status, answer headers and body.
fn exchange(
    line: &str,
    (sent, body): (&[&str], &str),
    status: u16,
    (received, answer): (&[&str], &str),
) -> String {
    let listed = |mark: &str, headers: &[&str]| -> String {
        headers.iter().map(|header| format!("{mark} {header}\n")).collect()
    };
    format!(
        "> {line} HTTP/1.1\n{}>\n{body}\n< HTTP/1.1 {status} -\n{}<\n{answer}",
        listed(">", sent),
        listed("<", received)
    )
}

/// A form to one of the provider's endpoints, by a client that authenticates; answered with JSON.
fn form(path: &str, body: &str, status: u16, answer: &Value) -> String {
    exchange(&format!("POST {OP}{path}"), (&[FORM, BASIC], body), status, (&ANSWER, &answer.to_string()))
}

fn get(address: &str, status: u16, answer: &Value) -> String {
    exchange(&format!("GET {address}"), (&[], ""), status, (&ANSWER, &answer.to_string()))
}

fn sends_to(from: &str, to: &str) -> String {
    exchange(&format!("GET {from}"), (&[], ""), 302, (&[&format!("Location: {to}")], ""))
}

fn register(method: &str, path: &str, body: &Value, status: u16, answer: &Value) -> String {
    let token = "Authorization: Bearer reg-23410913-abewfq.123483";
    let sent: &[&str] = if method == "POST" { &[JSON] } else { &[JSON, token] };
    exchange(
        &format!("{method} {OP}{path}"),
        (sent, &body.to_string()),
        status,
        (&ANSWER, &answer.to_string()),
    )
}

fn jwt(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(header), part(claims), "c2lnbmF0dXJlLW1hZGUtdXA")
}

fn id_token(more: Value) -> String {
    let mut claims =
        json!({"iss": OP, "sub": "u1", "aud": "shop", "iat": 1_772_442_000, "exp": 1_772_445_600});
    claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    jwt(&json!({"alg": "RS256", "kid": "k1"}), &claims)
}

fn tokens() -> Value {
    json!({"access_token": "2YotnFZFEjr1zCsicMWpAA-2YotnFZF", "token_type": "Bearer", "expires_in": 3600})
}

/// A login with PKCE; `more` is in its request, `scope` is what it asks for.
fn login(state: &str, code: &str, more: &str) -> Vec<String> {
    let back = format!("https://shop.example/cb?code={code}&state={state}");
    vec![
        sends_to(
            &format!(
                "{OP}/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state={state}&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256{more}"
            ),
            &back,
        ),
        sends_to(&back, "https://shop.example/home"),
        form(
            "/token",
            &format!(
                "grant_type=authorization_code&code={code}&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            ),
            200,
            &json!({"access_token": format!("at-{code}-at-{code}"), "token_type": "Bearer", "expires_in": 3600}),
        ),
    ]
}

fn report(steps: &[String]) -> Report {
    loginscope::analyse(&[capture::read("messages", steps.join("\n").as_bytes()).unwrap()], &[])
}

/// What every flow is: its kind, and the messages in it.
fn told(report: &Report) -> Vec<String> {
    let steps = |flow: &loginscope::report::FlowReport| -> Vec<String> {
        flow.steps.iter().map(|step| step.message.to_string()).collect()
    };
    report.flows.iter().map(|flow| format!("{}: {}", flow.kind, steps(flow).join(" "))).collect()
}

/// Asserts what flows are told, that all went well, and that nothing in them is called wrong.
#[track_caller]
fn goes_well(steps: &[String], expected: &[&str]) {
    let report = report(steps);
    assert_eq!(told(&report), expected);
    for flow in &report.flows {
        let grave: Vec<&str> = flow
            .findings
            .iter()
            .filter(|finding| finding.class != "hardening")
            .map(|finding| finding.says.as_str())
            .collect();
        assert_eq!((flow.outcome, grave), (Outcome::Succeeded, vec![]), "{}", flow.kind);
    }
}

/// Asserts which cause a refusal comes to.
#[track_caller]
fn fails_for(steps: &[String], expected: &[&str], cause: &str) {
    let report = report(steps);
    assert_eq!(told(&report), expected);
    assert_eq!(causes(&report).first().map(String::as_str), Some(cause), "{:?}", causes(&report));
}

#[test]
fn a_registration_is_read_changed_and_deleted_by_its_own_token() {
    let client = json!({"client_id": "dyn-1", "redirect_uris": ["https://shop.example/cb"], "token_endpoint_auth_method": "none",
        "registration_access_token": "reg-23410913-abewfq.123483", "registration_client_uri": format!("{OP}/clients/dyn-1")});
    let asked = json!({"redirect_uris": ["https://shop.example/cb"], "token_endpoint_auth_method": "none"});
    let steps = [
        register("POST", "/register", &asked, 201, &client),
        register("GET", "/clients/dyn-1", &json!({}), 200, &client),
        register("PUT", "/clients/dyn-1", &client, 200, &client),
        register("DELETE", "/clients/dyn-1", &json!({}), 204, &json!({})),
    ];
    goes_well(&steps[..1], &["registration: registration"]);
    goes_well(&steps[..3], &["registration: registration registration registration"]);
    let refused = register("GET", "/clients/dyn-1", &json!({}), 401, &json!({"error": "invalid_token"}));
    fails_for(
        &[steps[0].clone(), refused],
        &["registration: registration registration"],
        "access_token_invalid",
    );
    assert_eq!(told(&report(&steps)), ["registration: registration registration registration registration"]);
}

#[test]
fn what_only_a_person_or_a_code_can_cause_is_no_cause_at_an_endpoint_that_knows_neither() {
    let asked = json!({"redirect_uris": ["https://shop.example/cb"]});
    let of = |code: &str| [register("POST", "/register", &asked, 400, &json!({"error": code}))];
    fails_for(&of("access_denied"), &["registration: registration"], "access_policy_blocked");
    fails_for(&of("unapproved_software_statement"), &["registration: registration"], "access_policy_blocked");
    fails_for(&of("something_else"), &["registration: registration"], "malformed_parameter");
    let revoked = form(
        "/revoke",
        "token=2YotnFZFEjr1zCsicMWpAA&token_type_hint=access_token",
        400,
        &json!({"error": "unsupported_token_type"}),
    );
    fails_for(&[revoked], &["unknown: revocation"], "wrong_token_type");
    let details = "response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&authorization_details=%5B%7B%22type%22%3A%22x%22%7D%5D";
    let pushed = form("/par", details, 400, &json!({"error": "invalid_authorization_details"}));
    fails_for(&[pushed], &["authorization_code: pushed_authorization_request"], "malformed_parameter");
}

const CIBA: &str =
    "grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1";

fn asks_device() -> String {
    form(
        "/bc-authorize",
        "scope=openid&login_hint=ada&client_notification_token=8d67dc78-7faa-4d41-aabd-67707b374255",
        200,
        &json!({"auth_req_id": "1c266114-a1be-4252-8ad1-04986c5b9ac1", "expires_in": 120}),
    )
}

fn notifies(body: &Value) -> String {
    let sent = [JSON, "Authorization: Bearer 8d67dc78-7faa-4d41-aabd-67707b374255"];
    exchange("POST https://shop.example/ciba", (&sent, &body.to_string()), 204, (&[], ""))
}

#[test]
fn a_login_on_another_device_ends_by_poll_ping_or_push() {
    let id = "1c266114-a1be-4252-8ad1-04986c5b9ac1";
    let mut granted = tokens();
    granted["id_token"] = id_token(json!({})).into();
    let polls = [
        form("/token", CIBA, 400, &json!({"error": "authorization_pending"})),
        form("/token", CIBA, 200, &granted),
    ];
    let poll = [asks_device(), polls[0].clone(), polls[1].clone()];
    goes_well(
        &poll,
        &["backchannel_authentication: backchannel_authentication_request token_request token_request"],
    );
    let metadata = json!({"issuer": OP, "authorization_endpoint": format!("{OP}/authorize"), "token_endpoint": format!("{OP}/token"),
        "jwks_uri": format!("{OP}/keys"), "authorization_response_iss_parameter_supported": true, "grant_types_supported": ["urn:openid:params:grant-type:ciba"],
        "response_types_supported": ["code"], "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]});
    let known = get(&format!("{OP}/.well-known/openid-configuration"), 200, &metadata);
    let ping = [known, asks_device(), notifies(&json!({"auth_req_id": id})), polls[1].clone()];
    goes_well(
        &ping,
        &["backchannel_authentication: discovery backchannel_authentication_request callback token_request"],
    );
    granted["auth_req_id"] = id.into();
    // CIBA, section 10.3.1.
    granted["id_token"] = id_token(json!({"at_hash": "2TmsozjZpb3hZ3VWslnj4w"})).into();
    goes_well(
        &[asks_device(), notifies(&granted)],
        &["backchannel_authentication: backchannel_authentication_request callback"],
    );
    let denied = [asks_device(), notifies(&json!({"auth_req_id": id, "error": "access_denied"}))];
    fails_for(
        &denied,
        &["backchannel_authentication: backchannel_authentication_request callback"],
        "access_denied_by_user",
    );
    let nobody =
        form("/bc-authorize", "scope=openid&login_hint=nobody", 400, &json!({"error": "unknown_user_id"}));
    fails_for(
        &[nobody],
        &["backchannel_authentication: backchannel_authentication_request"],
        "malformed_parameter",
    );
}

#[test]
fn every_grant_has_its_name() {
    let saml = "PHNhbWw6QXNzZXJ0aW9uIHhtbG5zOnNhbWw9InVybjpvYXNpczpuYW1lczp0YzpTQU1MOjIuMDphc3NlcnRpb24iLz4";
    let exchanged = json!({"access_token": "2YotnFZFEjr1zCsicMWpAA-2YotnFZF", "token_type": "N_A", "expires_in": 60, "issued_token_type": "urn:ietf:params:oauth:token-type:saml2"});
    for (kind, body, answer) in [
        ("client_credentials", "grant_type=client_credentials&scope=orders".to_owned(), tokens()),
        ("saml_bearer", format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion={saml}"), tokens()),
        ("pre_authorized_code", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code=SplxlOBeZQQYbYS6WxSbIA&tx_code=493536".to_owned(), tokens()),
        ("token_exchange", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&requested_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Asaml2".to_owned(), exchanged),
    ] {
        goes_well(&[form("/token", &body, 200, &answer)], &[&format!("{kind}: token_request")]);
    }
    // A SAML assertion authenticates the client, too (RFC 7522, section 2.2).
    let by_saml = format!(
        "grant_type=client_credentials&client_id=shop&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Asaml2-bearer&client_assertion={saml}"
    );
    let sent =
        exchange(&format!("POST {OP}/token"), (&[FORM], &by_saml), 200, (&ANSWER, &tokens().to_string()));
    goes_well(&[sent], &["client_credentials: token_request"]);
}

#[test]
fn an_api_that_wants_a_stronger_login_gets_it() {
    let challenge =
        r#"WWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="urn:mfa""#;
    let call = |code: &str, status: u16, challenge: &[&str]| {
        let token = format!("Authorization: Bearer at-{code}-at-{code}");
        exchange("GET https://api.example/pay", (&[&token], ""), status, (challenge, "{}"))
    };
    let mut steps = login("state-1-state-1-state-1", "SplxlOBeZQQYbYS6WxSbIA1", "");
    steps.push(call("SplxlOBeZQQYbYS6WxSbIA1", 401, &[challenge]));
    let first = "authorization_code: authorization_request callback token_request api_call";
    fails_for(&steps, &[first], "interaction_required");
    steps.extend(login("state-2-state-2-state-2", "SplxlOBeZQQYbYS6WxSbIA2", "&acr_values=urn%3Amfa"));
    steps.push(call("SplxlOBeZQQYbYS6WxSbIA2", 200, &[JSON]));
    goes_well(&steps, &[first, first]);
}

#[test]
fn apple_s_own_ways_are_no_faults() {
    let asked = "GET https://appleid.apple.com/auth/authorize?response_type=code%20id_token&response_mode=form_post&client_id=com.example.shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=name%20email&state=Zm9vYmFyYmF6cXV4Zm9v";
    let page =
        exchange(asked, (&[], ""), 200, (&["Content-Type: text/html"], "<title>Sign in with Apple</title>"));
    let claims = json!({"iss": "https://appleid.apple.com", "aud": "com.example.shop", "sub": "000123.0123", "iat": 1_772_442_000, "exp": 1_772_528_400, "c_hash": "wiyLgRlbiKpugxOCqprBJw", "email_verified": "true", "nonce_supported": true});
    let token = jwt(&json!({"alg": "RS256", "kid": "k1"}), &claims);
    let body = format!(
        "state=Zm9vYmFyYmF6cXV4Zm9v&code=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y&id_token={token}&user=%7B%22name%22%3A%7B%22firstName%22%3A%22Ada%22%7D%7D"
    );
    let posted = exchange(
        "POST https://shop.example/cb",
        (&[FORM, "Origin: https://appleid.apple.com"], &body),
        303,
        (&["Location: https://shop.example/home"], ""),
    );
    goes_well(&[page, posted], &["hybrid: authorization_request callback"]);
}

#[test]
fn protocols_beside_this_one_are_named_and_not_judged() {
    let notes = |steps: &[String]| -> Vec<String> {
        let report = report(steps);
        assert!(report.flows.iter().all(|flow| flow.outcome != Outcome::Failed
            && flow.findings.iter().all(|finding| finding.class == "hardening")));
        report.captures.into_iter().flat_map(|capture| capture.notes).collect()
    };
    let dialog = exchange(
        &format!("GET {OP}/accounts"),
        (&["Sec-Fetch-Dest: webidentity"], ""),
        200,
        (&[JSON], r#"{"accounts":[]}"#),
    );
    assert!(notes(&[dialog])[0].contains("FedCM"));
    let issues = form(
        "/token",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code=SplxlOBeZQQYbYS6WxSbIA",
        200,
        &tokens(),
    );
    assert!(notes(&[issues])[0].contains("OpenID4VCI"));
    let asks = get(
        "https://verifier.example/authorize?client_id=x509_san_dns%3Averifier.example&request_uri=https%3A%2F%2Fverifier.example%2Fr%2F1&request_uri_method=post",
        200,
        &json!({}),
    );
    assert!(notes(&[asks])[0].contains("OpenID4VP"));
    assert_eq!(notes(&login("state-1-state-1-state-1", "SplxlOBeZQQYbYS6WxSbIA", "")), Vec::<String>::new());
}
