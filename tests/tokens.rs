//! What is said of tokens and keys: verified, wrong, or what lacks; causes that rest on it; logins that begin at a
//! protected resource.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use loginscope::analyse;
use loginscope::capture::{self, Capture};
use loginscope::config::{self, ClientConfig};
use loginscope::report::{FlowReport, Outcome, Report};
use loginscope::rule::{Rule, Verdict};
use loginscope::rules::{authorization_request, discovery, id_token, token_request};
use loginscope::session::Session;

macro_rules! vector {
    ($name:literal) => {
        capture::read($name, include_str!(concat!("vectors/", $name, ".txt")).as_bytes()).unwrap()
    };
}

fn clients(json: &str) -> Vec<ClientConfig> {
    config::read(json).unwrap().0
}

/// What the sheet of the ID token says of its signature.
fn note(report: &Report) -> String {
    let sheets = report.flows.iter().flat_map(|flow| &flow.steps).flat_map(|step| &step.sheets);
    let own = sheets.into_iter().find(|sheet| sheet.title == "ID token").expect("an ID token");
    own.note.clone().unwrap_or_default()
}

fn verdict(capture: Capture, clients: &[ClientConfig], rule: &Rule) -> Verdict {
    let verdicts = loginscope::judge(&[capture], clients);
    let own = verdicts.into_iter().flat_map(|verdicts| verdicts.0).find(|(judged, _)| judged.id == rule.id);
    own.expect("the rule is judged").1
}

fn errors(flow: &FlowReport) -> Vec<&str> {
    let grave = flow.findings.iter().filter(|finding| finding.severity == "error");
    grave.map(|finding| finding.rule.as_ref()).collect()
}

#[test]
fn a_token_s_sheet_says_who_signed_it() {
    let note = |capture| note(&analyse(&[capture], &[]));
    assert_eq!(note(vector!("signed")), "Signature verified with key `op-1` of step 4.");
    assert_eq!(
        note(vector!("signed-by-another")),
        "Signature wrong: it was not made with key `op-1` of step 4."
    );
    assert_eq!(
        note(vector!("signed-without-keys")),
        "Signature not checkable: no keys of the provider are in the capture."
    );
    assert_eq!(
        note(vector!("signature-removed")),
        "Signature not checkable: the token's signature is not in the capture."
    );
}

#[test]
fn keys_of_the_configuration_and_of_the_moment_verify() {
    let rule = &id_token::id_token_signature::RULE;
    let bare = || vector!("signed-without-keys");
    assert!(matches!(verdict(bare(), &[], rule), Verdict::NotCheckable(_)));
    let keys = vector!("signed").exchanges.pop().unwrap().response.body.text().unwrap().to_owned();
    let stored = clients(&format!(r#"{{"client_id":"shop","metadata":{{"jwks":{keys}}}}}"#));
    assert!(matches!(verdict(bare(), &stored, rule), Verdict::Pass(_)));
    let mut given = clients(r#"{"client_id":"shop"}"#);
    given[0].for_now.keys = serde_json::from_str(&keys).ok();
    assert!(matches!(verdict(bare(), &given, rule), Verdict::Pass(_)));
}

#[test]
fn a_pasted_key_set_verifies_what_its_provider_signed() {
    let keys = vector!("signed").exchanges.pop().unwrap().response.body.text().unwrap().to_owned();
    let pasted = |text: &str| capture::read("Pasted text", text.as_bytes()).unwrap();
    let report = analyse(&[vector!("signed-without-keys"), pasted(&keys)], &[]);
    assert_eq!(report.flows.len(), 1);
    assert_eq!(note(&report), "Signature verified with key `op-1` of the pasted key set.");
    // Of another provider's keys nothing is said for certain.
    let other = analyse(&[vector!("signed-without-keys"), pasted(&keys.replace("op-1", "op-2"))], &[]);
    assert!(errors(&other.flows[0]).is_empty(), "{:?}", errors(&other.flows[0]));
    assert!(analyse(&[pasted(&keys)], &[]).flows.is_empty());
}

#[test]
fn a_secret_of_the_moment_verifies_and_is_never_written() {
    let rule = &id_token::id_token_signature::RULE;
    let mut clients = clients(r#"{"client_id":"shop"}"#);
    assert!(matches!(verdict(vector!("signed-by-secret"), &clients, rule), Verdict::NotCheckable(_)));
    let secret = "a-made-up-secret-of-the-shop-0123456789";
    clients[0].for_now.secret = Some(secret.into());
    assert!(matches!(verdict(vector!("signed-by-secret"), &clients, rule), Verdict::Pass(_)));
    let report = analyse(&[vector!("signed-by-secret")], &clients);
    assert!(!loginscope::print::json(&report).contains(secret));
    assert!(!serde_json::to_string(&clients[0]).unwrap().contains(secret));
    clients[0].for_now.secret = Some("another-made-up-secret-0123456789".into());
    assert!(matches!(verdict(vector!("signed-by-secret"), &clients, rule), Verdict::Fail(_)));
}

#[test]
fn a_secret_of_the_configuration_verifies_until_it_is_stored() {
    let rule = &id_token::id_token_signature::RULE;
    let text = r#"{"client_id":"shop","client_secret":"a-made-up-secret-of-the-shop-0123456789"}"#;
    let read = clients(text);
    assert!(matches!(verdict(vector!("signed-by-secret"), &read, rule), Verdict::Pass(_)));
    let stored = clients(&serde_json::to_string(&read).unwrap());
    assert!(matches!(verdict(vector!("signed-by-secret"), &stored, rule), Verdict::NotCheckable(_)));
    let other = clients(r#"{"client_id":"shop","client_secret":"another-made-up-secret-0123456789"}"#);
    assert!(matches!(verdict(vector!("signed-by-secret"), &other, rule), Verdict::Fail(_)));

    // What was read once is known for as long as the session lasts, and is no other client's.
    let says = |session: &mut Session| {
        let report = session.judge().unwrap().apply(&Report::default());
        assert!(!loginscope::print::json(&report).contains("a-made-up-secret-of-the-shop"));
        note(&report)
    };
    let mut session = Session::new(false);
    session.add(vector!("signed-by-secret"));
    session.set_clients(stored.clone());
    let unknown =
        "Signature not checkable: it is signed with the client's secret, which is not in the capture.";
    assert_eq!(says(&mut session), unknown);
    session.remember_secrets(&read);
    session.set_clients(stored);
    assert!(says(&mut session).starts_with("Signature verified"));
    session.set_clients(clients(&serde_json::to_string(&other).unwrap()));
    assert_eq!(says(&mut session), unknown);
}

#[test]
fn one_key_set_serves_every_login_of_a_capture() {
    let report = analyse(&[vector!("two-logins")], &[]);
    let notes: Vec<&str> = report
        .flows
        .iter()
        .flat_map(|flow| &flow.steps)
        .flat_map(|step| &step.sheets)
        .filter(|sheet| sheet.title == "ID token")
        .filter_map(|sheet| sheet.note.as_deref())
        .collect();
    assert_eq!(report.flows.len(), 2);
    assert_eq!(notes.len(), 2);
    assert!(notes.iter().all(|note| note.starts_with("Signature verified with key `op-1`")), "{notes:?}");
}

#[test]
fn causes_rest_on_what_rules_prove() {
    let cases: [(&Rule, &str); 20] = [
        (&token_request::assertion_signature::RULE, "client_assertion_invalid"),
        (&token_request::assertion_key_unknown::RULE, "client_assertion_invalid"),
        (&token_request::assertion_algorithm::RULE, "client_assertion_invalid"),
        (&token_request::assertion_type_wrong::RULE, "client_assertion_invalid"),
        (&token_request::assertion_malformed::RULE, "client_assertion_invalid"),
        (&token_request::assertion_jti_reused::RULE, "client_assertion_invalid"),
        (&token_request::assertion_not_yet_valid::RULE, "client_assertion_expired"),
        (&token_request::dpop_signature::RULE, "dpop_invalid"),
        (&token_request::dpop_method::RULE, "dpop_invalid"),
        (&token_request::dpop_stale::RULE, "dpop_invalid"),
        (&token_request::dpop_jti_reused::RULE, "dpop_invalid"),
        (&token_request::dpop_key_changed::RULE, "dpop_invalid"),
        (&token_request::dpop_token_hash::RULE, "dpop_invalid"),
        (&token_request::dpop_private_key::RULE, "dpop_invalid"),
        (&authorization_request::dpop_jkt_mismatch::RULE, "dpop_invalid"),
        (&token_request::mtls_endpoint_alias::RULE, "mtls_required"),
        (&id_token::access_token_expired::RULE, "access_token_expired"),
        (&id_token::access_token_scope::RULE, "insufficient_scope"),
        (&id_token::id_token_signature::RULE, "id_token_signature"),
        (&id_token::id_token_key_unknown::RULE, "id_token_signature"),
    ];
    let mut wrong = Vec::new();
    for (rule, cause) in cases {
        let clients = if rule.config.is_empty() { Vec::new() } else { clients(rule.config) };
        let capture = capture::read(rule.id, rule.bad.as_bytes()).unwrap();
        let report = analyse(&[capture], &clients);
        let failed = report.flows.iter().rfind(|flow| flow.outcome == Outcome::Failed);
        let first = failed.and_then(|flow| flow.diagnosis.first());
        if first.is_none_or(|first| first.cause != cause || first.weight != "contradiction") {
            wrong.push(format!("{}: {:?}", rule.id, first.map(|first| (&first.cause, &first.weight))));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_client_s_page_that_blames_the_signature_is_proven_right() {
    let report = analyse(&[vector!("refused-for-its-signature")], &[]);
    let failed = report.flows.iter().find(|flow| flow.outcome == Outcome::Failed).expect("a failed login");
    let first = &failed.diagnosis[0];
    assert_eq!((first.cause.as_ref(), first.weight.as_ref()), ("id_token_signature", "contradiction"));
}

#[test]
fn a_login_that_begins_at_a_resource_is_one_good_login() {
    let report = analyse(&[vector!("mcp-login")], &[]);
    let [flow] = report.flows.as_slice() else { panic!("one login, not {}", report.flows.len()) };
    assert_eq!(flow.outcome, Outcome::Succeeded);
    assert_eq!(errors(flow), Vec::<&str>::new());
    let messages: Vec<&str> = flow.steps.iter().map(|step| step.message.as_ref()).collect();
    let expected = [
        "api_call",
        "resource_metadata",
        "discovery",
        "discovery",
        "registration",
        "authorization_request",
        "token_request",
        "api_call",
    ];
    assert_eq!(messages, expected);
    let placement = flow.findings.iter().find(|finding| finding.rule == "discovery-placement").unwrap();
    assert!(placement.says.contains("/.well-known/oauth-authorization-server/t1"), "{}", placement.says);
}

#[test]
fn a_resource_that_does_not_say_where_to_log_in_is_a_failure() {
    let report = analyse(&[vector!("mcp-without-metadata")], &[]);
    let failed: Vec<&std::sync::Arc<FlowReport>> =
        report.flows.iter().filter(|flow| flow.outcome == Outcome::Failed).collect();
    let [flow] = failed.as_slice() else { panic!("one failed login, not {}", failed.len()) };
    assert!(flow.findings.iter().any(|finding| {
        finding.rule == discovery::protected_resource_metadata_missing::RULE.id && finding.class == "failure"
    }));
    assert!(!flow.diagnosis.is_empty());
}

#[test]
fn known_deviations_of_providers_are_no_violations() {
    for capture in [vector!("entra-common"), vector!("google"), vector!("apple")] {
        let name = capture.exporter.clone();
        let report = analyse(&[capture], &[]);
        for flow in &report.flows {
            assert_eq!(errors(flow), Vec::<&str>::new(), "{name}");
            let noise: Vec<&str> = flow
                .findings
                .iter()
                .map(|finding| finding.rule.as_ref())
                .filter(|rule| rule.starts_with("id-token"))
                .collect();
            assert_eq!(noise, Vec::<&str>::new(), "{name}");
        }
    }
}

#[test]
fn a_capture_full_of_tokens_is_verified_to_a_limit() {
    let good = vector!("signed");
    let token = good.exchanges[2].response.body.text().unwrap().to_owned();
    let mut capture = good.clone();
    // Every login has a token of its own, by another claim; all carry a signature that has to be looked at.
    for index in 0..700 {
        let mut exchange = good.exchanges[2].clone();
        exchange.entry = 10 + index;
        let code = format!("code-number-{index:05}-made-up");
        let form = exchange.request.body.text().unwrap().replace("SplxlOBeZQQYbYS6WxSbIA", &code);
        exchange.request.body = loginscope::http::Body::Text(form.as_str().into());
        let claims = serde_json::json!({"iss":"https://op.example","aud":"shop","sub":index,"exp":1772445605,"iat":1772442004});
        use base64::Engine as _;
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims.to_string());
        let old = token.split("id_token\":\"").nth(1).unwrap().split('"').next().unwrap();
        let parts: Vec<&str> = old.split('.').collect();
        let body = token.replace(old, &format!("{}.{claims}.{}", parts[0], parts[2]));
        exchange.response.body = loginscope::http::Body::Text(body.as_str().into());
        capture.exchanges.push(exchange);
    }
    let verdicts = loginscope::judge(&[capture], &[]);
    let own = verdicts.iter().flat_map(|verdicts| &verdicts.0);
    let said: Vec<&Verdict> =
        own.filter(|(rule, _)| rule.id == "id-token-signature").map(|(_, verdict)| verdict).collect();
    let beyond = |verdict: &&&Verdict| matches!(verdict, Verdict::NotCheckable(why) if why.contains("more signed tokens"));
    assert!(said.iter().filter(|verdict| matches!(verdict, Verdict::Fail(_))).count() >= 500);
    assert!(said.iter().filter(beyond).count() >= 50);
}
