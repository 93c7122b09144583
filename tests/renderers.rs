//! One report in every format, as it is printed: the sample of a failing login, and a failure that stays open.
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

use loginscope::print::{self, Palette};
use loginscope::report::Report;
use loginscope::{analyse, capture};

fn report(path: &str) -> Report {
    let bytes = std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    analyse(&[capture::read(path, &bytes).unwrap()], &[])
}

fn read_json(path: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()).unwrap()
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

/// The published schema, in which nothing more is allowed than it names: a member that it does not know shows.
fn strict(mut schema: serde_json::Value) -> serde_json::Value {
    fn close(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                if members.contains_key("properties")
                    && members.get("type").is_some_and(|kind| kind == "object")
                {
                    members.insert("additionalProperties".into(), false.into());
                }
                members.values_mut().for_each(close);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn every_report_is_as_the_published_schema_says() {
    let schema = strict(read_json("src/print/report.schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let known = [support::cases(), support::recorded(), support::good(), support::bare()].concat();
    let reports = known.iter().map(support::Known::report);
    for (index, report) in [failed(), open(), Report::default()].into_iter().chain(reports).enumerate() {
        let report: serde_json::Value = serde_json::from_str(&print::json(&report)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        let stale = "`cargo test --lib schema` writes src/print/report.schema.json anew";
        assert!(errors.is_empty(), "report {index}: {errors:?}\n{stale}");
    }
    let mut other = serde_json::to_value(failed()).unwrap();
    other["flows"][0]["outcome"] = "perhaps".into();
    assert!(!validator.is_valid(&other));
}

#[test]
fn sarif_is_valid_and_points_into_the_capture() {
    for report in [failed(), open(), Report::join(vec![failed(), open()])] {
        let log: serde_json::Value = serde_json::from_str(&print::sarif(&report)).unwrap();
        support::assert_sarif(&log);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let first =
            results.iter().find(|result| result["ruleId"] == report.flows[0].diagnosis[0].cause.as_ref());
        assert_eq!(first.unwrap()["level"], "error");
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            let place = &result["locations"][0];
            assert!(
                place.is_null() || place["physicalLocation"]["artifactLocation"]["index"].is_u64(),
                "{result}"
            );
        }
    }
}

#[test]
fn junit_counts_a_failed_login_as_a_failure() {
    let document =
        quick_junit::Report::deserialize_from_str(&print::junit(&Report::join(vec![failed(), open()])))
            .unwrap();
    assert_eq!((document.test_suites.len(), document.tests, document.failures), (2, 2, 2));
    let xml = print::junit(&failed());
    let report = failed();
    assert!(xml.contains(&format!("type=\"{}\"", report.flows[0].diagnosis[0].cause)), "{xml}");
    assert!(xml.contains("Who must act") && !xml.contains("**") && !xml.contains("\\_"), "{xml}");
}

#[test]
fn annotations_are_one_command_a_line() {
    let report = failed();
    let text = print::github(&report);
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines.iter().all(|line| line.starts_with("::") && line.contains("file=www/sample.har,title=")),
        "{text}"
    );
    assert!(
        lines[0].starts_with("::error ") && lines[0].contains(report.flows[0].diagnosis[0].cause.as_ref()),
        "{text}"
    );
    assert!(lines[0].contains("%0A1. "), "the fix is in it: {text}");
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
