//! The view as a whole, over the made-up logins: order, escapes, secrets, what a document may not hold.

use super::{advice, document, sample};
use crate::print::html;
use crate::report::{Report, Value};

fn only(flow: crate::report::FlowReport) -> Report {
    Report { flows: vec![flow.into()], ..sample::report() }
}

fn at(text: &str, part: &str) -> usize {
    text.find(part).unwrap_or_else(|| panic!("{part:?} is not in the document"))
}

#[test]
fn the_cause_comes_before_everything_else() {
    let body = document::body(&only(sample::failed()));
    let order = [
        "class=\"context\"",
        "id=\"flow-3-cause\"",
        ">Proof<",
        ">Who must act<",
        ">Fix<",
        ">Sequence<",
        ">Right ",
    ];
    let places: Vec<usize> = order.iter().map(|part| at(&body, part)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(body.contains("callback<mark class=\"differs\">/</mark>"));
    assert!(body.contains("callback<span role=\"img\" aria-label=\"nothing here\" class=\"absent\">"));
    assert!(body.contains("<b>The client</b>, in the code of shop-web."));
    assert!(body.contains("97 %: two values in the capture contradict each other"));
}

#[test]
fn captured_text_is_never_markup() {
    let mut flow = sample::failed();
    let evil = "<script>alert(1)</script><img src=x onerror=\"alert(1)\">";
    flow.title = evil.into();
    flow.provider_name = evil.into();
    flow.diagnosis[0].summary = format!("`{evil}` differs");
    flow.steps[4].url = format!("https://a.example/{evil}");
    flow.steps[4].sheets[1].text = Some(evil.into());
    flow.steps[4].sheets[0].parameters[0].name = evil.into();
    flow.diagnosis[0].evidence[1].value = Some(Value::Shown { text: evil.into(), marks: vec![(0, 8)] });
    let page = html(&only(flow));
    assert!(!page.contains("<script"));
    assert!(!page.contains("<img"));
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn a_document_has_no_script_no_handlers_and_no_foreign_address() {
    let page = html(&sample::report());
    let (_, body) = page.split_at(at(&page, "<body>"));
    for part in body.split(['<', '>']).filter(|part| part.contains('=')) {
        for word in part.split_whitespace() {
            let name = word.split_once('=').map_or("", |(name, _)| name);
            assert!(!name.starts_with("on"), "{part}");
            assert!(!word.starts_with("style="), "{part}");
            assert!(!word.starts_with("src="), "{part}");
        }
    }
    assert!(!body.contains("<button"));
    assert!(!body.contains("<!--"));
    assert_eq!(page, html(&sample::report()));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_secret_is_its_length_and_shape() {
    let page = html(&only(sample::failed()));
    assert!(page.contains("taken out, 110 characters"));
    assert!(page.contains("taken out, 43 characters of base64url"));
}

#[test]
fn a_cause_that_is_not_proven_is_a_list_with_the_next_observation() {
    let body = document::body(&only(sample::unclear()));
    let order = [
        "where the browser cannot see it",
        ">What is known<",
        "13 % is left for others",
        ">ip_blocked<",
        "Record next: one command",
    ];
    let places: Vec<usize> = order.iter().map(|part| at(&body, part)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(body.contains("Cannot tell"));
    assert!(!body.contains(">Proof<"));
}

#[test]
fn advice_holds_cause_proof_actor_and_fix_and_no_secret() {
    let text = advice(&sample::failed());
    let order = [
        "## One slash too many",
        "### Proof",
        "97 %: two values",
        "- Token request (step 5): `https://shop.acme.example/auth/callback/`",
        "### Who must act",
        "### Fix",
        "1. Send this value",
        "   `https://shop.acme.example/auth/callback`",
        "   Realm acme › Clients",
    ];
    let places: Vec<usize> = order.iter().map(|part| at(&text, part)).collect();
    assert!(places.is_sorted(), "{places:?}");
    let text = advice(&sample::unclear());
    assert!(text.contains("- 48 % The program’s network address is not allowed (The network: give the program the browser’s proxy.)"));
    assert!(text.contains("curl -v https://auth.meridian.example/oauth/token"));
}
