//! The diagnosis rests on what a login means and not on its words: a case with other hosts, ids, codes, names, times,
//! orders and prints gets the same first cause; and one that has lost a part of its evidence gets no wrong certainty.
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

use loginscope::report::{DiagnosisReport, Outcome, Report};
use serde_json::Value;
use support::{Known, cases, recorded, rewrite};

fn first(report: &Report) -> Option<&DiagnosisReport> {
    report.flows.iter().rfind(|flow| flow.outcome == Outcome::Failed)?.diagnosis.first()
}

/// The first cause; where nothing failed, how it ended.
fn told(known: &Known) -> String {
    let report = known.report();
    match first(&report) {
        Some(first) => format!("{} ({})", first.cause, first.weight),
        None => {
            let outcomes: Vec<Outcome> = report.flows.iter().map(|flow| flow.outcome).collect();
            let errors = report.flows.iter().flat_map(|flow| &flow.findings);
            let errors: Vec<&str> = errors
                .filter(|finding| finding.severity == "error")
                .map(|finding| finding.rule.as_ref())
                .collect();
            format!("{outcomes:?} {errors:?}")
        }
    }
}

#[test]
fn a_case_in_other_words_has_the_same_cause() {
    let mut wrong = Vec::new();
    let mut renamed = 0;
    for known in cases().iter().chain(&recorded()) {
        let before = told(known);
        for (number, style) in rewrite::STYLES.into_iter().enumerate() {
            let (bytes, config) = rewrite::rewrite(&known.bytes, &known.config, style);
            renamed += usize::from(config != known.config && !known.name.contains('/'));
            let other = known.with(bytes, config);
            let after = told(&other);
            if after != before {
                wrong.push(format!("{} in style {number}: {after}, before {before}", known.name));
                if let Ok(folder) = std::env::var("REWRITTEN") {
                    let name = format!("{folder}/{}-{number}", known.name.replace('/', "-"));
                    std::fs::write(format!("{name}.har"), &other.bytes).unwrap();
                    std::fs::write(format!("{name}.json"), &other.config).unwrap();
                }
            }
        }
    }
    assert!(renamed > 150, "the rewriting reaches the configurations: {renamed}");
    assert!(wrong.is_empty(), "{} told otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a capture may lack.
#[derive(Clone, Copy, Debug)]
struct Lacks {
    bodies: bool,
    headers: bool,
    config: bool,
}

const LESS: [Lacks; 6] = [
    Lacks { bodies: true, headers: false, config: false },
    Lacks { bodies: false, headers: true, config: false },
    Lacks { bodies: false, headers: false, config: true },
    Lacks { bodies: true, headers: true, config: false },
    Lacks { bodies: false, headers: true, config: true },
    Lacks { bodies: true, headers: true, config: true },
];

fn stripped(known: &Known, lacks: Lacks) -> Known {
    let mut har: Value = serde_json::from_slice(&known.bytes).unwrap();
    for entry in har["log"]["entries"].as_array_mut().unwrap() {
        if lacks.bodies {
            if entry["request"].get("postData").is_some() {
                entry["request"].as_object_mut().unwrap().remove("postData");
                entry["request"]["bodySize"] = Value::from(-1);
            }
            if let Some(content) = entry["response"]["content"].as_object_mut() {
                content.remove("text");
                content.remove("encoding");
            }
        }
        if lacks.headers {
            for side in ["request", "response"] {
                for list in ["headers", "cookies"] {
                    if entry[side].get(list).is_some() {
                        entry[side][list] = Value::Array(Vec::new());
                    }
                }
            }
        }
    }
    let config = if lacks.config { String::new() } else { known.config.clone() };
    known.with(serde_json::to_vec(&har).unwrap(), config)
}

fn rank(weight: &str) -> usize {
    ["status", "fits", "server_error", "server_code", "contradiction"]
        .iter()
        .position(|name| *name == weight)
        .unwrap()
}

#[test]
fn less_evidence_never_makes_a_wrong_cause_certain() {
    let mut wrong = Vec::new();
    // Of those from which something was taken: before and after.
    let mut sure = [(0, 0); LESS.len()];
    let all = cases();
    let recorded = recorded();
    for known in all.iter().chain(&recorded) {
        let whole = known.report();
        let before = first(&whole).map(|first| (first.cause.clone(), rank(&first.weight)));
        for (number, lacks) in LESS.into_iter().enumerate() {
            if lacks.config && known.config.is_empty() {
                continue;
            }
            sure[number].0 += before.as_ref().map_or(0, |(_, rank)| *rank);
            let report = stripped(known, lacks).report();
            for flow in &report.flows {
                let Some(first) = flow.diagnosis.first() else { continue };
                let certain = rank(&first.weight) >= rank("server_code") && first.probability > 0.5;
                if certain && !known.accepts(&first.cause) {
                    wrong.push(format!(
                        "{} without {lacks:?}: {} {} {}, was {before:?}",
                        known.name, first.cause, first.weight, first.probability
                    ));
                }
            }
            if let Some(after) = first(&report) {
                sure[number].1 += rank(&after.weight);
                let same = before.as_ref().filter(|(cause, _)| *cause == after.cause);
                if same.is_some_and(|(_, strength)| rank(&after.weight) > *strength) {
                    wrong.push(format!(
                        "{} without {lacks:?}: {} is now {}",
                        known.name, after.cause, after.weight
                    ));
                }
            }
        }
    }
    println!("certainty, whole and stripped: {sure:?}");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(sure.iter().all(|(whole, less)| less < whole), "{sure:?}");
}
