//! One report in every format, as it is printed: the sample of a failing login, and a failure that stays open.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use loginscope::print::{self, Palette};
use loginscope::report::Report;
use loginscope::{analyse, capture};

fn report(path: &str) -> Report {
    let bytes = std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    analyse(&[capture::read(path, &bytes).unwrap()], &[])
}

fn failed() -> Report {
    report("www/sample.har")
}

fn open() -> Report {
    report("tests/cases/out-of-sight-403-unknown-provider/capture.har")
}

#[test]
fn text() {
    insta::assert_snapshot!("text_failed", print::text(&failed(), Palette::Plain));
    insta::assert_snapshot!("text_open", print::text(&open(), Palette::Plain));
}

#[test]
fn json() {
    insta::assert_snapshot!("json_failed", print::json(&failed()));
}

#[test]
fn markdown() {
    insta::assert_snapshot!("markdown_failed", print::markdown(&failed()));
}

#[test]
fn html_holds_the_cause_first_and_no_script() {
    for report in [failed(), open()] {
        let html = print::html(&report);
        let at = |text: &str| html.find(text).unwrap_or(usize::MAX);
        assert!(
            at("id=\"cause\"").min(at("cause\"")) < at("Sequence"),
            "the cause comes before everything else"
        );
        assert!(!html.contains("<script") && !html.contains("javascript:"));
        assert!(html.contains("Content-Security-Policy"));
    }
}
