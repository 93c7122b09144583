//! The report as JUnit XML, as Jenkins and its like read it: a capture is a suite, a login a case. Knows the report only.

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::markdown::advice;
use crate::report::{FlowReport, Outcome, Report};

/// The document, with a line feed at its end. A login that failed is a failure, one that was not seen to its end is
/// skipped; errors found in a login that succeeded make it a failure too.
pub fn junit(report: &Report) -> String {
    let mut document = Document::new("loginscope");
    for capture in &report.captures {
        let own = report.flows.iter().filter(|flow| flow.files.first() == Some(&capture.file));
        let mut suite = TestSuite::new(capture.file.as_str());
        suite.add_test_cases(own.map(|flow| case(flow)));
        suite.set_system_out(capture.notes.join("\n"));
        document.add_test_suite(suite);
    }
    without_root_count(&document.to_string().unwrap_or_default())
}

/// The schemas by which Jenkins and others validate know no `skipped` at the root, which comes first.
fn without_root_count(xml: &str) -> String {
    match xml.split_once(" skipped=\"") {
        Some((head, tail)) => format!("{head}{}", tail.split_once('"').map_or("", |(_, rest)| rest)),
        None => xml.to_owned(),
    }
}

fn case(flow: &FlowReport) -> TestCase {
    let name = format!("{}: login of {}", flow.id, flow.party());
    let mut case = TestCase::new(name, status(flow));
    case.set_classname(format!("loginscope.{}", flow.kind));
    if let Some(milliseconds) = flow.duration_ms.filter(|time| time.is_finite() && *time >= 0.0) {
        case.set_time(std::time::Duration::from_secs_f64(milliseconds / 1000.0));
    }
    case
}

fn status(flow: &FlowReport) -> TestCaseStatus {
    let errors: Vec<String> = flow
        .findings
        .iter()
        .filter(|finding| finding.severity == "error")
        .map(|finding| format!("{}: {}", finding.rule, finding.says))
        .collect();
    match flow.outcome {
        Outcome::Failed => {
            let first = flow.diagnosis.first();
            let cause = first.map(|first| first.cause.clone()).unwrap_or_default();
            failure(&flow.summary, &cause, &first.map(|first| unmarked(&advice(first))).unwrap_or_default())
        }
        Outcome::Succeeded if !errors.is_empty() => failure(&flow.summary, "finding", &errors.join("\n")),
        Outcome::Succeeded => TestCaseStatus::success(),
        Outcome::Incomplete => {
            let mut skipped = TestCaseStatus::skipped();
            skipped.set_message(flow.summary.as_str());
            skipped
        }
    }
}

fn failure(message: &str, kind: &str, text: &str) -> TestCaseStatus {
    let mut failure = TestCaseStatus::non_success(NonSuccessKind::Failure);
    failure.set_message(message).set_type(kind).set_description(text);
    failure
}

/// Markdown as text: no signs that only a renderer takes away.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut in_code = false;
    while let Some(c) = rest.next() {
        in_code ^= c == '`';
        let is_sign = match rest.peek().filter(|_| !in_code) {
            Some(next) => (c == '\\' && next.is_ascii_punctuation()) || (c == '*' && *next == '*'),
            None => false,
        };
        match is_sign {
            true if c == '*' => drop(rest.next()),
            true => out.extend(rest.next()),
            false => out.push(c),
        }
    }
    out
}
