//! The report for a terminal: the cause first, then its proof, who must act and the fix.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::report::{
    ChecklistReport, DiagnosisReport, EvidenceReport, FlowReport, Outcome, RecordNext, Report, Value,
};

/// Colours, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    Plain,
    Ansi,
}

impl Palette {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Palette::Plain => text.to_owned(),
            Palette::Ansi => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }

    /// Bold.
    pub fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Less loud than the rest.
    pub fn quiet(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn outcome(self, outcome: Outcome, text: &str) -> String {
        let code = match outcome {
            Outcome::Failed => "1;31",
            Outcome::Succeeded => "1;32",
            Outcome::Incomplete => "1;33",
        };
        self.paint(code, text)
    }
}

/// The whole report.
pub fn text(report: &Report, palette: Palette) -> String {
    let mut out = String::new();
    for capture in &report.captures {
        let of = if capture.exporter.is_empty() { String::new() } else { format!(" ({})", capture.exporter) };
        let entries = if capture.entries == 1 { "entry" } else { "entries" };
        let line =
            format!("{}{of}: {} {entries}, {} of a login", capture.file, capture.entries, capture.exchanges);
        let _ = writeln!(out, "{}", palette.quiet(&line));
        for note in &capture.notes {
            let _ = writeln!(out, "{}", palette.quiet(&format!("  note: {note}")));
        }
    }
    if report.flows.is_empty() && !report.captures.is_empty() {
        let _ = writeln!(
            out,
            "\nNo login was found. Record from before the login begins, with the network log kept across navigations."
        );
    }
    for flow in &report.flows {
        let _ = write!(out, "\n{}", one(flow, palette));
    }
    for list in &report.checklist {
        let _ = write!(out, "\n{}", checklist(list, report.flows.is_empty(), palette));
    }
    // Last, where the eye is when all has run through.
    if report.captures.len() > 1 {
        table(&mut out, report, palette);
    }
    let summary = report.summary;
    let line = format!(
        "{} failed, {} succeeded, {} incomplete",
        summary.failed, summary.succeeded, summary.incomplete
    );
    let _ = writeln!(out, "\n{}", palette.quiet(&line));
    out
}

/// Every login of several files in a line: outcome, cause or what was reached, file.
fn table(out: &mut String, report: &Report, palette: Palette) {
    let files: Vec<&str> = report.captures.iter().map(|capture| capture.file.as_str()).collect();
    let _ = writeln!(out, "\n{}", palette.bold("All files"));
    for file in files {
        let own: Vec<&Arc<FlowReport>> = report
            .flows
            .iter()
            .filter(|flow| flow.files.first().is_some_and(|first| first == file))
            .collect();
        if own.is_empty() {
            let _ = writeln!(out, "  - {:<36} {file}", "no login");
        }
        for flow in own {
            let cause = flow.diagnosis.first().map_or("", |first| first.cause.as_ref());
            let mark = palette.outcome(flow.outcome, mark(flow.outcome));
            let _ = writeln!(out, "  {mark} {cause:<36} {file} {}", palette.quiet(&flow.id));
        }
    }
}

fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "×",
        Outcome::Succeeded => "✓",
        Outcome::Incomplete => "…",
    }
}

fn one(flow: &FlowReport, palette: Palette) -> String {
    let mut out = String::new();
    let mark = palette.outcome(flow.outcome, mark(flow.outcome));
    let _ = writeln!(out, "{mark} {}", palette.bold(&flow.summary));
    let when = flow.started.as_deref().unwrap_or("no times in the capture");
    let context = format!("  {}: {}, {} · {when}", flow.id, flow.party(), flow.kind_says);
    let _ = writeln!(out, "{}", palette.quiet(&context));
    if let Some(first) = flow.diagnosis.first() {
        cause(&mut out, first, palette);
        if !first.is_guess() || flow.record_next.is_none() {
            fix(&mut out, first, palette);
        }
        to_operator(&mut out, first, palette);
    }
    others(&mut out, flow, palette);
    if let Some(next) = &flow.record_next {
        record_next(&mut out, next, palette);
    }
    findings(&mut out, flow, palette);
    let counts = flow.verdicts;
    let line = format!(
        "  Checks: {} right, {} failed, {} could not be seen, {} not applicable",
        counts.pass, counts.fail, counts.not_checkable, counts.not_applicable
    );
    let _ = writeln!(out, "\n{}", palette.quiet(&line));
    out
}

/// What failed, cannot be told or is left to do; what passed is a figure. What is to be done by hand is told in full only
/// where it is the answer.
fn checklist(list: &ChecklistReport, whole: bool, palette: Palette) -> String {
    let counts = list.counts;
    let figures = format!(
        "{} failed, {} cannot be told, {} passed, {} by hand",
        counts.failed, counts.cannot_tell, counts.passed, counts.by_hand
    );
    let title = palette.bold(&format!("Checklist of {} at {}", list.client, list.provider_name));
    let mut out = format!("{title} {}\n", palette.quiet(&figures));
    let told = |state: &str| state == "failed" || state == "cannot_tell" || whole && state == "by_hand";
    for item in list.items.iter().filter(|item| told(&item.state)) {
        let mark = match item.state.as_ref() {
            "failed" => "×",
            "cannot_tell" => "?",
            _ => "□",
        };
        let _ = writeln!(out, "  {mark} {}: {}", item.title, item.says);
        for line in item.at_provider.iter().flat_map(|text| text.lines()) {
            let _ = writeln!(out, "      {}", palette.quiet(line));
        }
    }
    let by_hand = list.items.iter().filter(|item| item.state == "by_hand" && !whole);
    let titles: Vec<&str> = by_hand.map(|item| item.title.as_ref()).collect();
    if !titles.is_empty() {
        let _ = writeln!(out, "  □ By hand, before launch: {}", titles.join(" · "));
    }
    out
}

fn cause(out: &mut String, first: &DiagnosisReport, palette: Palette) {
    let _ = writeln!(out, "  {}", first.story);
    let certainty = format!("({:.0} %: {}; {})", first.probability * 100.0, first.weight_says, first.cause);
    let (title, certainty) =
        if first.is_guess() { ("What is known", String::new()) } else { ("Proof", certainty) };
    let _ = writeln!(out, "\n  {} {}", palette.bold(title), palette.quiet(&certainty));
    for evidence in &first.evidence {
        let place = match (&evidence.place, evidence.step) {
            (Some(place), Some(step)) => format!("  [step {step}, entry {}, {}]", place.entry, place.part),
            (Some(place), None) => format!("  [entry {}, {}]", place.entry, place.part),
            (None, _) => String::new(),
        };
        let _ = writeln!(out, "    {}: {}{}", evidence.label, says(evidence), palette.quiet(&place));
    }
}

fn says(evidence: &EvidenceReport) -> String {
    match &evidence.value {
        Some(Value::Shown { text, .. }) => text.clone(),
        Some(Value::Secret { shape, .. }) if shape.contains("characters") => format!("[not shown: {shape}]"),
        Some(Value::Secret { length, shape, .. }) => format!("[not shown: {length} characters, {shape}]"),
        Some(Value::Absent) => "not sent".to_owned(),
        None => evidence.says.clone(),
    }
}

fn fix(out: &mut String, first: &DiagnosisReport, palette: Palette) {
    let _ = writeln!(out, "\n  {}\n    {}", palette.bold("Who must act"), first.who_says);
    let _ = writeln!(out, "\n  {}", palette.bold("Fix"));
    for (number, step) in first.fix.iter().enumerate() {
        let _ = writeln!(out, "    {}. {}", number + 1, step.replace('\n', "\n       "));
    }
}

fn to_operator(out: &mut String, first: &DiagnosisReport, palette: Palette) {
    let Some(text) = &first.message_to_operator else { return };
    let _ = writeln!(out, "\n  {}", palette.bold("To send to the operator"));
    for line in text.lines() {
        let _ = writeln!(out, "{}", format!("    {line}").trim_end());
    }
}

fn others(out: &mut String, flow: &FlowReport, palette: Palette) {
    let open = flow.diagnosis.first().is_some_and(DiagnosisReport::is_guess);
    let title = if open { "What it may be (none is proven)" } else { "It may also be" };
    let others: Vec<&DiagnosisReport> = flow.diagnosis.iter().skip(usize::from(!open)).take(5).collect();
    if others.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  {}", palette.bold(title));
    for other in others {
        let share = match other.probability * 100.0 {
            share if share < 0.5 => " <1".to_owned(),
            share => format!("{share:>3.0}"),
        };
        let _ = writeln!(out, "    {share} % {} {}", other.title, palette.quiet(&other.cause));
    }
}

fn record_next(out: &mut String, next: &RecordNext, palette: Palette) {
    let _ = writeln!(out, "\n  {} {}", palette.bold("Record next"), next.why);
    let _ = writeln!(out, "    {}", next.command.replace('\n', "\n    "));
    for (answer, then) in &next.answers {
        let _ = writeln!(out, "    if it answers {answer}: {then}");
    }
    for way in &next.ways {
        let _ = writeln!(out, "    - {way}");
    }
}

fn findings(out: &mut String, flow: &FlowReport, palette: Palette) {
    for (class, title) in
        [("failure", "Why it failed"), ("conformance", "Not conformant"), ("hardening", "Could be safer")]
    {
        let own: Vec<_> = flow.findings.iter().filter(|finding| finding.class == class).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n  {}", palette.bold(title));
        for finding in own {
            let entry =
                finding.locations.first().map(|place| format!(" [entry {}, {}]", place.entry, place.part));
            let line = format!("    {} {}: {}", finding.severity, finding.rule, finding.says);
            let _ = writeln!(out, "{line}{}", palette.quiet(&entry.unwrap_or_default()));
        }
    }
}
