//! Bad input: a clear message or a note, never a panic; the same result twice.
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
use proptest::prelude::*;
use serde_json::json;
use support::{placeless, recorded};

fn error(bytes: &[u8]) -> String {
    capture::read("x.har", bytes).expect_err("nothing can be judged").to_string()
}

fn notes(bytes: &[u8]) -> Vec<String> {
    capture::read("x.har", bytes).expect("it can be read").notes
}

#[test]
fn what_is_not_json_is_named_with_what_was_found() {
    let says = error(b"<!doctype html><p>Sign in</p>");
    assert!(
        says.contains("not a HAR file") && says.contains("<!doctype html>") && says.contains("line 1"),
        "{says}"
    );
    assert!(says.starts_with("x.har: "));
}

#[test]
fn json_that_is_no_har_is_named_with_its_members() {
    let says = error(br#"{"openapi":"3.0","paths":{}}"#);
    assert!(says.contains("`log`") && says.contains("`openapi`"), "{says}");
    assert!(error(b"[1, 2, 3]").contains("not a HAR"));
}

#[test]
fn an_empty_file_is_named() {
    assert!(error(b"").contains("empty"));
    assert!(error(b" \n\t").contains("empty"));
}

#[test]
fn a_har_without_entries_is_read_with_a_note() {
    let capture = capture::read("x.har", br#"{"log":{"entries":[]}}"#).unwrap();
    assert_eq!(capture.entries, 0);
    assert!(capture.notes[0].contains("without entries"), "{:?}", capture.notes);
    assert!(loginscope::analyse(&[capture], &[]).flows.is_empty());
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(&recorded()[0].bytes);
    assert_eq!(
        placeless(&capture::read("x", &bytes).unwrap().exchanges),
        placeless(&capture::read("x", &recorded()[0].bytes).unwrap().exchanges)
    );
}

#[test]
fn a_file_cut_in_a_string_is_read_as_far_as_it_goes() {
    let whole = &recorded()[0].bytes;
    let at = whole.len() * 2 / 3;
    let in_value = br#""value":"#;
    let at = at
        + whole[at..].windows(in_value.len()).position(|window| window == in_value).unwrap()
        + in_value.len()
        + 3;
    let capture = capture::read("x.har", &whole[..at]).unwrap();
    assert!(capture.entries > 3);
    let note = &capture.notes[0];
    assert!(
        note.contains(&format!("in entry {}", capture.entries)) && note.contains(&format!("at byte {at}")),
        "{note}"
    );
}

#[test]
fn members_that_are_missing_or_null_are_not_fatal() {
    let har = json!({"log": {"creator": null, "pages": null, "entries": [
        null, 7, {}, {"request": null}, {"request": {"method": "GET"}},
        {"request": {"url": "https://op.example/authorize?client_id=a&response_type=code", "headers": null, "postData": null}, "response": null},
        {"request": {"method": "POST", "url": "https://op.example/token", "postData": {"text": null, "params": null}, "headers": [null, {}, ["a"]]},
         "response": {"status": "400", "headers": {}, "content": {"text": null, "size": null}}, "startedDateTime": 5, "time": "x"},
    ]}});
    let capture = capture::read("x.har", har.to_string().as_bytes()).unwrap();
    assert_eq!((capture.entries, capture.exchanges.len()), (7, 2));
    assert!(
        capture.notes.iter().any(|note| note.starts_with("Entry 3 ") && note.contains("`request`")),
        "{:?}",
        capture.notes
    );
    assert_eq!(capture.exchanges[1].response.status, Some(400));
    assert_eq!(loginscope::analyse(&[capture], &[]).flows.len(), 1);
}

#[test]
fn a_query_of_five_megabytes_is_judged() {
    let url = format!(
        "https://op.example/authorize?client_id=a&response_type=code&state={}",
        "x".repeat(5_000_000)
    );
    let har = json!({"log": {"entries": [{"request": {"method": "GET", "url": url}, "response": {"status": 414}}]}});
    let capture = capture::read("x.har", har.to_string().as_bytes()).unwrap();
    assert_eq!(loginscope::analyse(&[capture], &[]).flows.len(), 1);
}

#[test]
fn broken_percent_encoding_is_judged() {
    let url = "https://op.example/authorize?client_id=%zz&response_type=code&redirect_uri=%&state=%C3%28";
    let har = json!({"log": {"entries": [{"request": {"method": "GET", "url": url}, "response": {"status": 400}}]}});
    let capture = capture::read("x.har", har.to_string().as_bytes()).unwrap();
    assert_eq!(loginscope::analyse(&[capture], &[]).flows[0].client_id.as_deref(), Some("%zz"));
}

#[test]
fn bytes_that_are_not_utf8_are_read_with_a_note() {
    let mut bytes = br#"{"log":{"entries":[{"request":{"method":"GET","url":"https://op.example/token"},"response":{"content":{"text":""#.to_vec();
    bytes.extend(b"caf\xe9\xff");
    bytes.extend(br#""}}}]}}"#);
    assert!(notes(&bytes).iter().any(|note| note.contains("UTF-8")));
}

#[test]
fn a_configuration_is_refused_with_its_place() {
    let says = |text: &str| loginscope::config::read(text).expect_err("refused").to_string();
    assert!(says("just some words").contains("not JSON"));
    assert!(says(r#"{"redirect_uris": "https://a.example/cb"}"#).contains("`redirect_uris`"));
    assert!(says(r#"[{}, {"client_id": 7}]"#).contains("client 1"));
    assert!(says(r#"["x"]"#).contains("expected an object"));
}

#[test]
fn a_secret_in_a_configuration_does_not_survive_reading() {
    let (clients, notes) = loginscope::config::read(r#"{"client_id": "a", "client_secret": "s3cr3t-value-that-leaks", "custom": 1, "scopes": ["openid", "x"]}"#).unwrap();
    let stored = serde_json::to_string(&clients).unwrap();
    assert!(!stored.contains("s3cr3t"), "{stored}");
    assert!(clients[0].client_secret_fingerprint.as_ref().unwrap().matches("s3cr3t-value-that-leaks"));
    assert_eq!(clients[0].scope.as_deref(), Some("openid x"));
    assert!(stored.contains("custom") && notes.iter().any(|note| note.contains("`custom`")), "{notes:?}");
}

#[test]
fn the_same_bytes_give_the_same_report() {
    for known in recorded() {
        assert_eq!(known.report(), known.report(), "{}", known.name);
    }
}

#[test]
fn a_file_cut_anywhere_ends_in_a_report_or_a_message() {
    let whole = &recorded()[0].bytes;
    for at in (0..whole.len()).step_by(997) {
        if let Ok(capture) = capture::read("x.har", &whole[..at]) {
            loginscope::analyse(&[capture], &[]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_url_body_or_header_makes_it_panic(
        url in "\\PC{0,60}", query in "[a-z_=&%+#?0-9]{0,80}", body in "\\PC{0,120}", location in "\\PC{0,60}", status in 0u16..700,
        authorization in "(Basic|Bearer|DPoP)? ?[A-Za-z0-9+/=.:_-]{0,60}",
    ) {
        let har = json!({"log": {"entries": [
            {"request": {"method": "GET", "url": format!("https://op.example/authorize?response_type=code&client_id=a&{query}")},
             "response": {"status": 302, "headers": [{"name": "Location", "value": location}]}},
            {"request": {"method": "POST", "url": format!("https://op.example/{url}?{query}"),
                "headers": [{"name": "Authorization", "value": authorization}], "postData": {"text": format!("grant_type=authorization_code&{body}")}},
             "response": {"status": status, "content": {"text": body}}},
        ]}});
        let capture = capture::read("x.har", har.to_string().as_bytes()).unwrap();
        loginscope::analyse(&[capture], &[]);
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC{0,300}", curl in "([><*] ?(GET|HTTP/1.1|a: b|Host: x|200)?[ a-z:/]{0,20}\n){0,12}") {
        let _ = capture::read("x", text.as_bytes());
        let _ = capture::read("x", curl.as_bytes());
        let _ = loginscope::config::read(&text);
    }
}
