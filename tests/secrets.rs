//! Secrets planted in every place of a capture: none is in any output.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use loginscope::print::{self, Palette};
use loginscope::{analyse, capture, compare, config};
use serde_json::json;
use support::{cases, planted, recorded, tests};

fn outputs(report: &loginscope::report::Report) -> Vec<(&'static str, String)> {
    vec![
        ("text", print::text(report, Palette::Plain)),
        ("json", print::json(report)),
        ("markdown", print::markdown(report)),
        ("html", print::html(report)),
        ("jsonl", print::json_lines([report])),
        ("sarif", print::sarif(report)),
        ("junit", print::junit(report)),
        ("github", print::github(report)),
    ]
}

/// A value that nobody else has, long enough not to be there by chance.
fn planted(place: &str) -> String {
    format!("Zq{}7xPLANTEDk{}", place.len(), URL_SAFE_NO_PAD.encode(place).replace(['-', '_'], "x"))
}

#[test]
fn no_planted_secret_is_in_any_output() {
    let places = [
        "state",
        "nonce",
        "code",
        "password",
        "verifier",
        "secret",
        "basic",
        "access",
        "refresh",
        "subject",
        "email",
        "cookie",
        "set-cookie",
        "bearer",
        "dpop",
        "session",
        "hint",
        "assertion",
        "unknown",
        "fragment",
        "referer",
        "path",
        "jwk",
    ];
    let of = |place: &str| {
        assert!(places.contains(&place));
        planted(place)
    };
    let token = |claims: serde_json::Value| {
        let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.{}", part(&json!({"alg": "RS256"})), part(&claims), "c2lnbmF0dXJl")
    };
    let id_token = token(
        json!({"iss": "https://op.example", "aud": "other", "sub": of("subject"), "email": of("email"), "nonce": of("nonce"), "exp": 1, "iat": 1}),
    );
    let basic = STANDARD.encode(format!("shop:{}", of("basic")));
    let har = json!({"log": {"entries": [
        {"request": {"method": "GET", "url": format!("https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state={}&nonce={}&login_hint={}&foo={}", of("state"), of("nonce"), of("hint"), of("unknown")),
            "headers": [{"name": "Cookie", "value": format!("sid={}", of("cookie"))}, {"name": "Referer", "value": format!("https://shop.example/?t={}", of("referer"))}]},
         "response": {"status": 302, "headers": [{"name": "Location", "value": format!("https://op.example/login/Aa1{}", of("path"))}, {"name": "Set-Cookie", "value": format!("op={}; Path=/", of("set-cookie"))}]}},
        {"request": {"method": "POST", "url": format!("https://op.example/login/Aa1{}", of("path")), "postData": {"text": format!("username=ada&password={}", of("password"))}},
         "response": {"status": 302, "headers": [{"name": "Location", "value": format!("https://shop.example/cb?code={}&state=x{}&session_state={}#a={}", of("code"), of("state"), of("session"), of("fragment"))}]}},
        {"request": {"method": "GET", "url": format!("https://shop.example/cb?code={}&state=x{}&session_state={}", of("code"), of("state"), of("session"))}, "response": {"status": 200}},
        {"request": {"method": "POST", "url": "https://op.example/token", "headers": [{"name": "Authorization", "value": format!("Basic {basic}")}, {"name": "DPoP", "value": of("dpop")}],
            "postData": {"text": format!("grant_type=authorization_code&code={}&code_verifier={}&client_id=shop&client_secret={}&client_assertion={}&redirect_uri=https%3A%2F%2Fshop.example%2Fcb%2F", of("code"), of("verifier"), of("secret"), of("assertion"))}},
         "response": {"status": 400, "content": {"mimeType": "application/json", "text": json!({"error": "invalid_grant", "error_description": format!("code {} with verifier {} refused for {}", of("code"), of("verifier"), id_token), "access_token_seen": of("access")}).to_string()}}},
        {"request": {"method": "POST", "url": "https://op.example/token", "postData": {"text": format!("grant_type=authorization_code&client_id=shop&code={}", of("code"))}},
         "response": {"status": 200, "content": {"mimeType": "application/json", "text": json!({"access_token": of("access"), "refresh_token": of("refresh"), "token_type": "Bearer", "id_token": id_token}).to_string()}}},
        {"request": {"method": "GET", "url": "https://op.example/keys"},
         "response": {"status": 200, "content": {"mimeType": "application/json", "text": json!({"keys": [{"kty": "RSA", "kid": "k1", "n": "AQAB", "e": "AQAB", "d": of("jwk")}]}).to_string()}}},
        {"request": {"method": "GET", "url": "https://op.example/userinfo", "headers": [{"name": "Authorization", "value": format!("Bearer {}", of("bearer"))}]},
         "response": {"status": 401, "headers": [{"name": "WWW-Authenticate", "value": format!("Bearer error=\"invalid_token\", error_description=\"{} is unknown\"", of("bearer"))}]}},
    ]}});
    let capture = capture::read("planted.har", har.to_string().as_bytes()).unwrap();
    let report = analyse(&[capture], &[]);
    assert!(!report.flows.is_empty());
    let mut leaks = Vec::new();
    for (format, text) in outputs(&report) {
        leaks.extend(
            places
                .iter()
                .filter(|place| text.contains(&planted(place)))
                .map(|place| format!("{place} in {format}")),
        );
        assert!(!text.contains(&basic) && !text.contains(&id_token), "credentials in {format}");
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn two_hundred_secrets_are_in_no_output_no_comparison_and_no_stored_client() {
    let (har, count) = planted::planted();
    let config = format!(r#"{{"client_id": "shop", "client_secret": "{}"}}"#, planted::secret(1));
    let (clients, notes) = config::read(&config).unwrap();
    let report = analyse(&[capture::read("planted.har", har.to_string().as_bytes()).unwrap()], &clients);
    assert!(report.flows.len() > 1 && count >= 200);
    let mut all = outputs(&report);
    let first = &report.flows[0];
    for other in &report.flows {
        for (good, bad) in [(first, other), (other, first)] {
            let comparison = compare::flows(good, bad);
            all.push(("compare, text", print::comparison_text(&comparison, Palette::Plain)));
            all.push(("compare, json", print::comparison_json(&comparison)));
            all.push(("compare, markdown", print::comparison_markdown(&comparison)));
        }
    }
    all.push(("stored client", serde_json::to_string(&clients).unwrap()));
    all.push(("notes", notes.join("\n")));
    let leaks = |(format, text): &(&str, String)| {
        let leaks = planted::leaks(text, count);
        (!leaks.is_empty()).then(|| format!("{format}: {leaks:?}"))
    };
    let leaks: Vec<String> = all.iter().filter_map(leaks).collect();
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// `tests/browser/secrets.test.mjs` looks for them in what a browser stores.
#[test]
fn the_file_for_the_browser_holds_the_same_secrets() {
    let (path, text) = (tests().join("planted.har"), format!("{:#}\n", planted::planted().0));
    if std::fs::read_to_string(&path).unwrap_or_default() != text {
        std::fs::write(&path, text).unwrap();
        panic!("tests/planted.har was stale and is written anew: commit it");
    }
}

#[test]
fn no_code_token_verifier_or_password_of_the_recorded_logins_is_in_any_output() {
    let names = [
        "code",
        "access_token",
        "refresh_token",
        "id_token",
        "code_verifier",
        "client_secret",
        "client_assertion",
        "state",
        "nonce",
        "device_code",
    ];
    for known in recorded().into_iter().chain(cases()) {
        let capture = known.capture();
        let mut secrets: Vec<String> = vec!["correct horse".into(), "correct+horse".into()];
        for exchange in &capture.exchanges {
            let bodies = [exchange.request.body.text(), exchange.response.body.text()];
            let mut all = vec![exchange.query()];
            all.extend(bodies.iter().flatten().map(|text| loginscope::http::Params::parse(text)));
            for name in names {
                secrets.extend(all.iter().filter_map(|params| params.given(name)).map(str::to_owned));
                let json = bodies
                    .iter()
                    .flatten()
                    .filter_map(|text| serde_json::from_str::<serde_json::Value>(text).ok());
                secrets.extend(json.filter_map(|json| Some(json.get(name)?.as_str()?.to_owned())));
            }
        }
        // `INVALID_OAUTH_CONFIGURATION` is the name of an error.
        let is_name = |secret: &str| secret.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        secrets.retain(|secret| {
            secret.len() >= 12
                && !is_name(secret)
                && secret.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        });
        let report = analyse(&[capture], &known.clients);
        // A made-up code may be a piece of a made-up client id.
        let ids: Vec<&String> = report.flows.iter().filter_map(|flow| flow.client_id.as_ref()).collect();
        secrets.retain(|secret| !ids.iter().any(|id| id.contains(secret)));
        for (format, text) in outputs(&report) {
            if let Some(leak) = secrets.iter().find(|secret| text.contains(secret.as_str())) {
                panic!(
                    "{}: a secret of {} characters ({}…) in {format}",
                    known.name,
                    leak.len(),
                    &leak.chars().take(6).collect::<String>()
                );
            }
        }
    }
}
