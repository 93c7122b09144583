//! A redacted capture leads to the same diagnosis as the original, and holds none of its secrets.
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

use loginscope::capture;
use loginscope::http::decode;
use loginscope::oauth;
use loginscope::redact::{Keep, redact};
use loginscope::report::Report;
use loginscope::rule::client_auth;
use serde_json::{Value, json};
use support::planted::{leaks, planted};
use support::{Known, bare, cases, good, recorded};

const KEY: [u8; 32] = [42; 32];

fn told(report: &Report) -> Vec<String> {
    let of = |flow: &loginscope::report::FlowReport| {
        let causes: Vec<String> = flow
            .diagnosis
            .iter()
            .map(|diagnosis| format!("{} {}", diagnosis.cause, diagnosis.weight))
            .collect();
        format!("{:?} {} {causes:?}", flow.outcome, flow.kind)
    };
    report.flows.iter().map(|flow| of(flow)).collect()
}

/// The redacted capture, and the report on it.
fn redacted(known: &Known) -> (String, Report) {
    let redacted = redact(&known.capture(), &known.clients, KEY, Keep::Logins).unwrap();
    let again = Known { bytes: redacted.har.clone().into_bytes(), ..known.clone() };
    (redacted.har, again.report())
}

/// Of real values, whose pseudonyms are no pieces of each other. How weak a value is nobody can tell by its pseudonym.
fn told_with_rules(report: &Report) -> Vec<String> {
    let graves = report.flows.iter().map(|flow| {
        let grave = flow.findings.iter().filter(|finding| finding.class != "hardening");
        let rules: std::collections::BTreeSet<&str> = grave.map(|finding| finding.rule.as_ref()).collect();
        format!("{rules:?}")
    });
    told(report).into_iter().chain(graves).collect()
}

fn differs(known: &Known, told: fn(&Report) -> Vec<String>) -> Option<String> {
    let (before, after) = (told(&known.report()), told(&redacted(known).1));
    (before != after).then(|| format!("{}:\n  {}\n  {}", known.name, before.join("\n  "), after.join("\n  ")))
}

#[test]
fn the_diagnosis_of_the_redacted_file_is_that_of_the_original() {
    let wrong: Vec<String> = cases().iter().filter_map(|known| differs(known, told)).collect();
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn of_a_recorded_login_every_finding_stays() {
    let good = good().into_iter().filter(|known| known.group == "oidc-provider");
    let all: Vec<Known> = recorded().into_iter().chain(good).collect();
    let wrong: Vec<String> = all.iter().filter_map(|known| differs(known, told_with_rules)).collect();
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_signature_stays_whatever_the_key() {
    let known = recorded().into_iter().find(|known| known.name == "chrome-devtools/pub-pkce-ok.har").unwrap();
    let text = String::from_utf8(known.bytes.clone()).unwrap();
    let tokens = text.split("eyJ").filter_map(|rest| rest.split(['"', '\\', '&']).next());
    let mut signatures = tokens.filter_map(|token| token.rsplit('.').next());
    let signature = signatures.find(|signature| signature.len() == 342).unwrap();
    for key in 0..64 {
        let redacted = redact(&known.capture(), &known.clients, [key; 32], Keep::Logins).unwrap();
        assert!(!redacted.har.contains(signature), "key {key}");
        let again = capture::read(&known.name, redacted.har.as_bytes()).unwrap();
        let report = loginscope::analyse(&[again], &known.clients);
        assert_eq!(told_with_rules(&report), told_with_rules(&known.report()), "key {key}");
    }
}

/// What the rules say that compare a secret with the stored one.
fn of_secrets(report: &Report) -> Vec<String> {
    const RULES: [&str; 3] =
        ["secret-differs-from-config", "secret-double-encoded", "client-auth-basic-not-form-encoded"];
    let is_one = |rule: &str| RULES.contains(&rule);
    let of = |flow: &loginscope::report::FlowReport| {
        let failed = flow.findings.iter().filter(|finding| is_one(&finding.rule));
        let failed = failed.map(|finding| format!("{} fails: {}", finding.rule, finding.says));
        let passed = flow.passed.iter().filter(|check| is_one(&check.rule));
        let passed = passed.map(|check| format!("{} passes: {}", check.rule, check.says));
        failed.chain(passed).collect::<Vec<String>>()
    };
    report.flows.iter().flat_map(|flow| of(flow)).collect()
}

#[test]
fn what_is_known_of_a_stored_secret_stays_known() {
    let (mut right, mut wrong) = (0, 0);
    for known in cases().iter().chain(&recorded()).chain(&bare()) {
        let capture = known.capture();
        let messages = oauth::recognise(&capture.exchanges, &[]);
        let mut sent: Vec<(String, String)> = Vec::new();
        for message in &messages {
            let own = client_auth::secrets(message).into_iter().map(|secret| secret.value);
            sent.extend(own.filter_map(|secret| Some((message.client_id()?, secret))));
        }
        for (client_id, secret) in sent.into_iter().take(1) {
            let mut all = vec![secret.clone(), format!("{secret}x"), decode(&secret)];
            all.dedup();
            for stored in all {
                let config = json!({"client_id": client_id, "client_secret": stored}).to_string();
                let known = known.with(known.bytes.clone(), config);
                let before = of_secrets(&known.report());
                let (har, report) = redacted(&known);
                // A made-up code may be a piece of a made-up client id.
                if !har.contains(&client_id) {
                    continue;
                }
                assert_eq!(before, of_secrets(&report), "{}", known.name);
                right += usize::from(har.contains("_storedSecret"));
                wrong +=
                    before.iter().filter(|says| says.starts_with("secret-differs-from-config fails")).count();
            }
        }
    }
    assert!(right >= 10 && wrong >= 10, "{right} right, {wrong} wrong");
}

#[test]
fn a_redacted_file_is_a_har() {
    let schema = include_str!("schemas/har-1.2.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let without_times = "> GET https://op.example/authorize?response_type=code&client_id=shop&state=af0ifjsldkj\n>\n< HTTP/1.1 400 Bad Request\n<\n";
    let pasted = Known { name: "pasted".into(), ..cases()[0].with(without_times.into(), String::new()) };
    for known in cases().iter().chain(&recorded()).chain([&pasted]) {
        let (har, report) = redacted(known);
        assert_eq!(report.flows.len(), known.report().flows.len(), "{}", known.name);
        assert!(
            report.flows.iter().all(|flow| !flow.started.as_ref().is_some_and(|at| at.starts_with("1970")))
        );
        let har: Value = serde_json::from_str(&har).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&har).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", known.name);
    }
}

#[test]
fn two_hundred_secrets_are_in_no_redacted_file_and_no_receipt() {
    let (har, count) = planted();
    assert!(count >= 200, "{count}");
    let text = har.to_string();
    let capture = capture::read("planted.har", text.as_bytes()).unwrap();
    let redacted = redact(&capture, &[], KEY, Keep::All).unwrap();
    let leaks = leaks(&format!("{}\n{}", redacted.har, redacted.receipt), count);
    assert!(leaks.is_empty(), "{} leak\n{}\n{}", leaks.len(), leaks.join("\n"), redacted.har);
    assert!(
        redacted.har.contains("client_id=shop") && redacted.har.contains("invalid_grant"),
        "{}",
        redacted.har
    );
}

#[test]
fn what_an_api_calls_its_error_is_no_secret() {
    let answers = [
        r#"{"error":{"code":401,"message":"Invalid Credentials","errors":[{"message":"Invalid Credentials","domain":"global","reason":"authError","location":"Authorization","locationType":"header"}]}}"#,
        r#"{"serviceErrorCode":65601,"code":"REVOKED_ACCESS_TOKEN","message":"The token used in the request has been revoked by the user","status":401}"#,
    ];
    for answer in answers {
        let text = format!(
            "> GET https://api.op.example/me HTTP/1.1\n> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA\n>\n\
             < HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n{answer}\n"
        );
        let capture = capture::read("pasted", text.as_bytes()).unwrap();
        let redacted = redact(&capture, &[], KEY, Keep::All).unwrap();
        let escaped = serde_json::to_string(answer).unwrap();
        assert!(redacted.har.contains(escaped.trim_matches('"')), "{}", redacted.har);
        assert!(!redacted.har.contains("2YotnFZFEjr1zCsicMWpAA"), "{}", redacted.har);
    }
}

#[test]
fn a_scheme_without_a_token_stays_as_it_is() {
    let bare = "> GET https://api.example/me HTTP/1.1\n> Authorization: Bearer\n>\n< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer realm=\"api\"\n<\n";
    let known = Known { name: "pasted".into(), ..cases()[0].with(bare.into(), String::new()) };
    let (har, _) = redacted(&known);
    assert!(har.contains("\"value\": \"Bearer\"") && har.contains("Bearer realm="), "{har}");
}
