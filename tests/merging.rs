//! Several captures of one login: split in two with shifted clocks, or seen twice, the report is that of the whole.
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

use loginscope::analyse;
use loginscope::capture::{self, Capture};
use loginscope::http::{Exchange, Lack};
use loginscope::report::Report;
use serde_json::{Value, json};
use support::{Known, recorded};

/// Says how many entries were there twice: the one thing that must differ.
const COUNTS: &str = "capture-merged";

/// What must not change: outcome, causes, findings with their words, verdicts, steps.
fn told(report: &Report) -> Vec<String> {
    let mut flows = Vec::new();
    for flow in &report.flows {
        let causes: Vec<String> =
            flow.diagnosis.iter().map(|cause| format!("{} {:.2}", cause.cause, cause.probability)).collect();
        let mut findings: Vec<String> = flow
            .findings
            .iter()
            .filter(|finding| finding.rule != COUNTS)
            .map(|finding| format!("{} {}", finding.rule, finding.severity))
            .collect();
        findings.sort();
        let passed = flow.passed.iter().filter(|check| check.rule != COUNTS).count();
        // What does not depend on each other and happened in the same second has no order across files.
        let mut steps: Vec<&str> = flow.steps.iter().map(|step| step.message.as_ref()).collect();
        steps.sort_unstable();
        flows.push(format!("{:?} {causes:?} {findings:?} {passed} {steps:?}", flow.outcome));
    }
    flows
}

/// The exchanges that fit and the others, as two captures, the first with its clock shifted by so many seconds.
fn split(known: &Known, server: fn(&Exchange) -> bool, seconds: f64) -> [Capture; 2] {
    let whole = known.capture();
    let (mut theirs, mut browsers) = (whole.clone(), whole);
    theirs.file = "server.har".into();
    theirs.exchanges.retain(server);
    browsers.exchanges.retain(|exchange| !server(exchange));
    shift(&mut theirs, seconds);
    [browsers, theirs]
}

fn shift(capture: &mut Capture, seconds: f64) {
    for exchange in &mut capture.exchanges {
        if let Some(at) = &mut exchange.started {
            at.0 += seconds * 1000.0;
        }
    }
}

fn at_token_endpoint(exchange: &Exchange) -> bool {
    exchange.path().ends_with("/token") && exchange.request.method == "POST"
}

#[test]
fn a_login_in_two_files_with_two_clocks_gives_the_report_of_the_whole() {
    let mut wrong = Vec::new();
    let mut split_ones = 0;
    for known in recorded() {
        let whole = told(&known.report());
        for seconds in [37.0, -3600.0, 0.0] {
            let captures = split(&known, at_token_endpoint, seconds);
            if captures[1].exchanges.is_empty() {
                continue;
            }
            split_ones += 1;
            for order in [[0, 1], [1, 0]] {
                let report = analyse(&order.map(|index| captures[index].clone()), &known.clients);
                if told(&report) != whole {
                    wrong.push(format!(
                        "{} {seconds} {order:?}\n  {:?}\n  {whole:?}",
                        known.name,
                        told(&report)
                    ));
                }
                let notes: Vec<String> =
                    report.captures.iter().map(|capture| capture.notes.join(" ")).collect();
                if notes.iter().any(|notes| notes.contains("Its clock is")) != (seconds != 0.0) {
                    wrong.push(format!("{} {seconds} {order:?}: {notes:?}", known.name));
                }
            }
        }
    }
    assert!(split_ones > 20, "{split_ones}");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_two_files_saw_counts_once() {
    for known in recorded() {
        let whole = known.capture();
        let mut again = whole.clone();
        again.file = "proxy.har".into();
        shift(&mut again, 12.5);
        let report = analyse(&[whole.clone(), again], &known.clients);
        assert_eq!(told(&report), told(&known.report()), "{}", known.name);
        let notes = report.captures[1].notes.join(" ");
        assert!(notes.contains("in another file, too"), "{}: {notes}", known.name);
    }
}

fn har(entries: &[Value]) -> Capture {
    let har = json!({"log": {"creator": {"name": "x"}, "entries": entries}});
    let mut reader = capture::Reader::new("x");
    reader.keep_all();
    reader.push(har.to_string().as_bytes());
    reader.finish().unwrap()
}

fn redeems(at: &str, agent: &str) -> Value {
    json!({"startedDateTime": format!("2026-11-23T22:12:{at}Z"), "time": 50,
        "request": {"method": "POST", "url": "https://op.example/token",
            "headers": [{"name": "User-Agent", "value": agent}],
            "postData": {"mimeType": "application/x-www-form-urlencoded",
                "text": "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client_id=shop"}},
        "response": {"status": 400, "headers": [], "content": {"text": "{\"error\":\"invalid_grant\"}"}}})
}

#[test]
fn a_code_that_two_parties_redeem_is_not_taken_for_one_request() {
    let browser = har(&[redeems("10.000", "Mozilla/5.0")]);
    let server = har(&[redeems("10.100", "okhttp/4.9")]);
    assert_eq!(capture::merge(&[browser.clone(), server]).exchanges.len(), 2);
    let proxy = har(&[redeems("10.010", "Mozilla/5.0"), redeems("11.000", "Mozilla/5.0")]);
    // The retry that only the proxy saw stays.
    assert_eq!(capture::merge(&[browser, proxy]).exchanges.len(), 2);
}

#[test]
fn what_one_file_lacks_the_other_completes() {
    let mut browser = har(&[redeems("10.000", "Mozilla/5.0")]);
    browser.exchanges[0].response.body = loginscope::http::Body::NotRecorded;
    browser.exchanges[0].lacks.add(Lack::Credentials);
    let mut entry = redeems("10.010", "Mozilla/5.0");
    entry["request"]["headers"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "Authorization", "value": "Basic c2hvcDp4"}));
    let proxy = har(&[entry]);
    let merged = capture::merge(&[browser, proxy]).exchanges;
    assert_eq!(merged.len(), 1);
    assert!(merged[0].request.headers.has("authorization") && !merged[0].lacks.has(Lack::Credentials));
    assert_eq!(merged[0].response.body.text(), Some("{\"error\":\"invalid_grant\"}"));
}

#[test]
fn two_tabs_keep_their_times() {
    let visit = |at: &str| {
        json!({"startedDateTime": format!("2026-11-23T22:{at}Z"), "time": 50,
            "request": {"method": "GET", "url": "https://shop.example/", "headers": []},
            "response": {"status": 200, "headers": [], "content": {}}})
    };
    let (first, second) = (har(&[visit("10:00.000")]), har(&[visit("19:00.000")]));
    let merged = capture::merge(&[first, second]);
    assert_eq!(merged.exchanges.len(), 2);
    assert!(merged.notes.iter().all(Vec::is_empty), "{:?}", merged.notes);
}
