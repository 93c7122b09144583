//! The report as annotations of GitHub Actions: one workflow command a line
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>). Knows the report only.

use crate::report::{FlowReport, Outcome, Place, Report};

/// One command for each failed login, and one for each finding that is no more than a part of it.
pub fn github(report: &Report) -> String {
    report.flows.iter().flat_map(|flow| annotations(flow)).collect()
}

fn annotations(flow: &FlowReport) -> Vec<String> {
    let failed = flow.diagnosis.first().filter(|_| flow.outcome == Outcome::Failed).map(|first| {
        let fix: String =
            first.fix.iter().enumerate().map(|(number, step)| format!("\n{}. {step}", number + 1)).collect();
        let text = format!("{}\nWho must act: {}{fix}", first.story, first.who_says);
        let place = first.evidence.iter().find_map(|evidence| evidence.place.as_ref());
        command("error", &at(flow, place), &format!("{} ({})", first.summary, first.cause), &text)
    });
    // Of a failed login the cause is the answer; what broke it is not told a second time.
    let beside = flow.findings.iter().filter(|finding| failed.is_none() || finding.class != "failure");
    let findings = beside.map(|finding| {
        let level = if finding.severity == "info" { "notice" } else { finding.severity.as_ref() };
        command(
            level,
            &at(flow, finding.locations.first()),
            &format!("{} ({})", finding.title, finding.rule),
            &format!("{}\n{}", finding.says, finding.fix),
        )
    });
    failed.clone().into_iter().chain(findings).collect()
}

/// The file, and where in it the entry of this place begins, if lines were counted.
fn at(flow: &FlowReport, place: Option<&Place>) -> String {
    let file = place.and_then(|place| place.file.as_ref()).or(flow.files.first());
    let file = format!("file={}", property(file.map(String::as_str).unwrap_or_default()));
    let step = place.and_then(|place| flow.step_at(place)).filter(|step| step.within.is_empty());
    match step.and_then(|step| step.text) {
        Some(text) => format!("{file},line={},col={}", text.start.0, text.start.1),
        None => file,
    }
}

fn command(level: &str, at: &str, title: &str, text: &str) -> String {
    format!("::{level} {at},title={}::{}\n", property(title), data(text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
