//! The report as Markdown, to be pasted into a ticket: the short block first, details folded.

use std::fmt::Write as _;

use super::mermaid::mermaid;
use crate::report::{
    CheckReport, ChecklistReport, DiagnosisReport, FindingReport, FlowReport, Outcome, Report, Value,
};

/// The whole report.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    for flow in &report.flows {
        one(&mut out, flow);
    }
    report.checklist.iter().for_each(|list| checklist(&mut out, list));
    if report.flows.is_empty() {
        out.push_str("No login was found in the capture.\n");
    }
    out
}

fn one(out: &mut String, flow: &FlowReport) {
    let outcome = match flow.outcome {
        Outcome::Failed => "Failed",
        Outcome::Succeeded => "Succeeded",
        Outcome::Incomplete => "Incomplete",
    };
    let _ = writeln!(out, "## {outcome}: {}\n", plain(&flow.summary));
    let when = flow.started.as_deref().map(|started| format!(", {started}")).unwrap_or_default();
    let _ = writeln!(out, "{}, {}{when}\n", plain(&flow.party()), flow.kind_says);
    if let Some(first) = flow.diagnosis.first() {
        let _ = writeln!(out, "{}", explained(first));
    }
    if let Some(next) = &flow.record_next {
        let _ = writeln!(out, "Record next: {}\n\n```sh\n{}\n```\n", plain(&next.why), next.command);
        for (answer, then) in &next.answers {
            let _ = writeln!(out, "- if it answers {}: {}", plain(answer), plain(then));
        }
        out.push('\n');
    }
    let line = |finding: &FindingReport| {
        format!("**{}** `{}`: {}", finding.severity, finding.rule, plain(&finding.says))
    };
    folded(out, "Findings", flow.findings.iter().map(line));
    if let Some(first) = flow.findings.first() {
        let _ = writeln!(out, "Of a rule more is told by `loginscope explain {}`.\n", first.rule);
    }
    folded(out, "Could not be seen", flow.not_checkable.iter().map(check));
    folded(out, "Right", flow.passed.iter().map(check));
    let _ = writeln!(
        out,
        "<details><summary>Sequence</summary>\n\n```mermaid\n{}```\n\n</details>\n",
        mermaid(flow)
    );
}

fn check(check: &CheckReport) -> String {
    format!("`{}`: {}", check.rule, plain(&check.says))
}

/// A list that the reader opens; nothing where it is empty.
fn folded(out: &mut String, title: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() == 0 {
        return;
    }
    let _ = writeln!(out, "<details><summary>{title}: {}</summary>\n", lines.len());
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
    let _ = writeln!(out, "\n</details>\n");
}

/// The checklist of a client, folded, as a list of tasks.
fn checklist(out: &mut String, list: &ChecklistReport) {
    let counts = list.counts;
    let _ = writeln!(
        out,
        "<details><summary>Checklist: {} failed, {} cannot be told, {} passed, {} by hand</summary>\n",
        counts.failed, counts.cannot_tell, counts.passed, counts.by_hand
    );
    let _ = writeln!(out, "{} at {}\n", plain(&list.client), plain(&list.provider_name));
    for item in &list.items {
        let tick = if item.state == "passed" { "x" } else { " " };
        let state = match item.state.as_ref() {
            "failed" => "**failed**: ",
            "cannot_tell" => "cannot be told: ",
            _ => "",
        };
        let _ = writeln!(out, "- [{tick}] {}: {state}{}", plain(&item.title), plain(&item.says));
        let place = item.at_provider.as_deref().unwrap_or_default();
        let _ = place.lines().try_for_each(|line| writeln!(out, "  - {}", plain(line)));
    }
    let _ = writeln!(out, "\n</details>\n");
}

/// Cause, proof, actor and fix of one diagnosis; holds no secret.
pub fn advice(diagnosis: &DiagnosisReport) -> String {
    format!("**{}**\n\n{}", plain(&diagnosis.summary), explained(diagnosis))
}

/// What comes below the cause: its proof, who must act, the fix.
fn explained(diagnosis: &DiagnosisReport) -> String {
    let mut out = format!("{}\n\n", plain(&diagnosis.story));
    let _ = writeln!(out, "**Proof** ({:.0} %: {})\n", diagnosis.probability * 100.0, diagnosis.weight_says);
    for evidence in &diagnosis.evidence {
        let says = match &evidence.value {
            Some(Value::Shown { text, .. }) => format!("`{}`", text.replace('`', "'")),
            Some(Value::Secret { shape, .. }) => format!("not shown ({shape})"),
            Some(Value::Absent) => "not sent".to_owned(),
            None => plain(&evidence.says),
        };
        let entry = evidence.place.as_ref().map(|place| format!(" (entry {}, {})", place.entry, place.part));
        let _ = writeln!(out, "- {}: {says}{}", evidence.label, entry.unwrap_or_default());
    }
    let _ = writeln!(out, "\n**Who must act:** {}\n\n**Fix**\n", plain(&diagnosis.who_says));
    for (number, step) in diagnosis.fix.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, step.replace('\n', "  \n   "));
    }
    if let Some(text) = &diagnosis.message_to_operator {
        let _ = writeln!(out, "\nTo send to the operator:\n\n```text\n{}\n```", text.replace('`', "'"));
    }
    out
}

/// Text of a capture as Markdown text: no markup of its own survives, but for the backticks that we set.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for (index, piece) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        if index % 2 == 1 {
            out.push_str(piece);
            continue;
        }
        for c in piece.chars() {
            if matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '\\' | '#' | '|') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
