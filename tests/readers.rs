//! What each exporter writes of the same login, as it is read.
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

use loginscope::http::{Body, Exchange, Initiator};
use loginscope::{analyse, capture};
use serde_json::json;
use support::{Known, recorded};

fn of(name: &str) -> Known {
    recorded().into_iter().find(|known| known.name == name).unwrap()
}

fn exchange(name: &str, wanted: impl Fn(&Exchange) -> bool) -> Exchange {
    of(name).capture().exchanges.into_iter().find(|exchange| wanted(exchange)).unwrap()
}

#[test]
fn the_exporter_is_named() {
    let named = |name: &str| of(name).capture().exporter;
    assert_eq!(named("chrome-devtools/pub-pkce-ok.har"), "Chrome DevTools");
    assert_eq!(named("firefox-devtools/pub-pkce-ok.har"), "Firefox 153.7.0");
    assert_eq!(named("playwright/pub-pkce-ok.har"), "Playwright 1.65.1");
}

#[test]
fn chrome_and_playwright_lose_the_fragment_of_the_request_and_firefox_keeps_it() {
    for name in
        ["chrome-devtools/hybrid-ok.har", "playwright/hybrid-ok.har", "firefox-devtools/hybrid-ok.har"]
    {
        let issued = exchange(name, |exchange| {
            exchange.redirect_target().is_some_and(|target| target.contains("#code="))
        });
        assert!(issued.response.status.is_some_and(|status| status == 303), "{name}");
        let delivered = exchange(name, |exchange| exchange.path() == "/cb");
        assert_eq!(delivered.fragment().has("code"), name.starts_with("firefox"), "{name}");
        // Either way the response is seen, with its ID token.
        let report = of(name).report();
        assert!(report.flows[0].steps.iter().any(|step| step.message == "authorization_response"), "{name}");
    }
}

#[test]
fn a_status_of_0_or_less_is_no_status() {
    let blocked = exchange("playwright/pub-cors-blocked-token.har", |exchange| exchange.path() == "/token");
    assert_eq!((blocked.response.status, blocked.error.as_deref()), (None, Some("net::ERR_FAILED")));
    let kept = exchange("chrome-devtools/pub-cors-blocked-token.har", |exchange| exchange.path() == "/token");
    assert_eq!((kept.response.status, kept.error.as_deref()), (Some(400), Some("net::ERR_FAILED")));
    assert_eq!(kept.response.body, Body::NotRecorded, "withheld is not empty");
}

#[test]
fn a_body_that_the_exporter_left_out_is_not_called_empty() {
    let entry = |content: serde_json::Value| {
        let har = json!({"log": {"entries": [{"request": {"method": "POST", "url": "https://op.example/token", "bodySize": 12}, "response": {"status": 200, "content": content}}]}});
        capture::read("x", har.to_string().as_bytes()).unwrap().exchanges.remove(0)
    };
    assert_eq!(entry(json!({"size": 412, "mimeType": "application/json"})).response.body, Body::NotRecorded);
    assert_eq!(entry(json!({"size": 412, "text": ""})).response.body, Body::NotRecorded);
    assert_eq!(entry(json!({"size": 0, "text": ""})).response.body, Body::Empty);
    assert_eq!(
        entry(json!({"size": 2, "text": "e30=", "encoding": "base64"})).response.body.text(),
        Some("{}")
    );
    assert_eq!(entry(json!({"text": "{}", "encoding": "utf-8"})).response.body.text(), Some("{}"));
    assert_eq!(entry(json!({})).request.body, Body::NotRecorded);
}

#[test]
fn parameters_without_text_are_put_together_again() {
    let body = |params: serde_json::Value| {
        let har = json!({"log": {"entries": [{"request": {"method": "POST", "url": "https://op.example/token", "postData": {"mimeType": "application/x-www-form-urlencoded", "params": params}}}]}});
        capture::read("x", har.to_string().as_bytes())
            .unwrap()
            .exchanges
            .remove(0)
            .request
            .body
            .text()
            .unwrap()
            .to_owned()
    };
    let decoded = body(
        json!([{"name": "grant_type", "value": "authorization_code"}, {"name": "redirect_uri", "value": "https://a.example/cb"}]),
    );
    assert_eq!(decoded, "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fa.example%2Fcb");
    let raw = body(json!([{"name": "redirect_uri", "value": "https%3A%2F%2Fa.example%2Fcb"}]));
    assert_eq!(raw, "redirect_uri=https%3A%2F%2Fa.example%2Fcb");
}

#[test]
fn preflights_and_assets_are_known_without_a_resource_type() {
    let mut reader = capture::Reader::new("firefox.har");
    reader.keep_all();
    reader.push(&of("firefox-devtools/pub-pkce-ok.har").bytes);
    let firefox = reader.finish().unwrap();
    let kinds = |initiator: Initiator| {
        firefox.exchanges.iter().filter(|exchange| exchange.initiator == initiator).count()
    };
    assert_eq!(kinds(Initiator::Preflight), 1);
    assert!(
        kinds(Initiator::Asset) >= 4 && kinds(Initiator::Navigation) >= 5 && kinds(Initiator::Script) >= 4
    );
}

#[test]
fn the_order_of_entries_does_not_matter() {
    for name in [
        "chrome-devtools/pub-pkce-ok.har",
        "chrome-devtools/pub-pkce-verifier-mismatch.har",
        "firefox-devtools/hybrid-ok.har",
    ] {
        let known = of(name);
        let straight = known.capture();
        let mut reversed = straight.clone();
        reversed.exchanges.reverse();
        let outcome = |capture| {
            let report = analyse(&[capture], &known.clients);
            report.flows.iter().map(|flow| (flow.outcome, flow.summary.clone())).collect::<Vec<_>>()
        };
        assert_eq!(outcome(straight), outcome(reversed), "{name}");
    }
}

#[test]
fn live_entries_are_taken_once_and_completed() {
    let har: serde_json::Value =
        serde_json::from_slice(&of("chrome-devtools/pub-pkce-ok.har").bytes).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let mut live = loginscope::capture::Capture::live();
    for entry in entries {
        let mut bare = entry.clone();
        bare["response"]["content"].as_object_mut().unwrap().remove("text");
        assert!(live.add_live(&bare).is_some());
        let has_body = entry["response"]["content"]["text"].as_str().is_some_and(|text| !text.is_empty());
        assert_eq!(live.add_live(entry).is_some(), has_body, "completed by its body");
        assert!(live.add_live(entry).is_none(), "known already");
    }
    assert_eq!(live.entries, entries.len());
    let report = analyse(&[live], &of("chrome-devtools/pub-pkce-ok.har").clients);
    assert_eq!(report.summary.succeeded, 1);
}

#[test]
fn a_live_entry_without_an_answer_is_completed_by_the_answer() {
    let har: serde_json::Value =
        serde_json::from_slice(&of("chrome-devtools/pub-pkce-verifier-mismatch.har").bytes).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let answered = |entry: &&serde_json::Value| entry["response"]["status"] != 0;
    let entries: Vec<_> = entries.iter().filter(answered).collect();
    let mut live = loginscope::capture::Capture::live();
    for &entry in &entries {
        let mut unanswered = entry.clone();
        unanswered["response"] =
            json!({"status": 0, "headers": [], "content": {}, "_error": "net::ERR_ABORTED"});
        assert!(live.add_live(&unanswered).is_some());
        assert!(live.add_live(&unanswered).is_none(), "nothing new");
    }
    for &entry in &entries {
        assert!(live.add_live(entry).is_some(), "the answer came");
        assert!(live.add_live(entry).is_none(), "known already");
    }
    let mut whole = loginscope::capture::Capture::live();
    for entry in entries {
        whole.add_live(entry);
    }
    assert_eq!(live, whole, "as if the answers had been there at once");
}

#[test]
fn a_value_can_be_shown_to_the_person_who_asks_for_it() {
    let capture = of("chrome-devtools/pub-pkce-ok.har").capture();
    let place = |part: &str, name: &str| loginscope::report::Place {
        entry: 20,
        file: None,
        part: part.into(),
        name: Some(name.into()),
        span: None,
    };
    assert_eq!(capture.reveal(&place("request.body", "grant_type")).as_deref(), Some("authorization_code"));
    assert!(capture.reveal(&place("response.body", "access_token")).is_some_and(|token| token.len() > 20));
    assert_eq!(capture.reveal(&place("request.body", "nothing")), None);
}

#[test]
fn behind_a_service_worker_the_body_is_that_of_the_pages_copy() {
    let entry = |by_worker: bool, text: &str, started: &str| {
        let size = if by_worker { json!({"size": 72}) } else { json!({"size": 0, "compression": -72}) };
        let mut entry = json!({
            "startedDateTime": started,
            "request": {"method": "POST", "url": "https://op.example/token", "headers": [], "postData": {"mimeType": "application/x-www-form-urlencoded", "text": "grant_type=authorization_code&code=c"}},
            "response": {"status": 400, "headers": [], "content": size, "_fetchedViaServiceWorker": by_worker},
        });
        entry["response"]["content"]["text"] = text.into();
        entry
    };
    let said = r#"{"error":"invalid_grant"}"#;
    let own = entry(false, "", "2026-01-01T00:00:00.100Z");
    let copy = entry(true, said, "2026-01-01T00:00:00.090Z");
    let bodies = |capture: loginscope::capture::Capture| -> Vec<Option<String>> {
        capture.exchanges.iter().map(|one| one.response.body.text().map(str::to_owned)).collect()
    };
    let both = vec![Some(said.to_owned()); 2];
    for order in [[&own, &copy], [&copy, &own]] {
        let mut live = loginscope::capture::Capture::live();
        for entry in order {
            live.add_live(entry);
        }
        assert_eq!(bodies(live), both);
        let har = json!({"log": {"entries": order}}).to_string();
        assert_eq!(bodies(loginscope::capture::read("sw.har", har.as_bytes()).unwrap()), both);
    }
    let alone =
        loginscope::capture::read("sw.har", json!({"log": {"entries": [own]}}).to_string().as_bytes());
    assert_eq!(bodies(alone.unwrap()), [None], "not recorded, not empty");
}
