//! Flows, verdicts and diagnoses become the report.

use std::sync::Arc;

use super::checks;
use super::clean::Cleaner;
use super::fix;
use super::operator;
use super::steps;
use super::words::{in_doubt, kind, kind_says, provider_name, reached, right_before};
use super::*;
use crate::capture::Capture;
use crate::cause::{self, Diagnosed};
use crate::config::ClientConfig;
use crate::flow::{Flow, What};
use crate::oauth::Message;
use crate::order;
use crate::rule::{Certainty, Class, Location, Row, Rule, Severity, Shown, Verdict, Verdicts};

/// One flow with all that was found out about it.
pub struct Judged<'a> {
    pub flow: &'a Flow<'a>,
    pub config: &'a ClientConfig,
    pub verdicts: Verdicts,
    pub diagnosed: Vec<Diagnosed>,
    pub record_next: Option<RecordNext>,
}

/// The report of captures whose logins are there already.
pub fn frame(captures: &[Capture], flows: &[Flow<'_>], reports: Vec<Arc<FlowReport>>) -> Report {
    Report {
        schema_version: SCHEMA_VERSION,
        captures: self::captures(captures, flows),
        summary: Summary::of(&reports),
        flows: reports,
        checklist: Vec::new(),
    }
}

/// What was read.
pub fn captures(captures: &[Capture], flows: &[Flow<'_>]) -> Vec<CaptureReport> {
    let mut of_logins: Vec<(usize, usize)> = flows
        .iter()
        .flat_map(|flow| &flow.messages)
        .map(|message| (message.exchange.file, message.exchange.entry))
        .collect();
    order::sort(&mut of_logins);
    of_logins.dedup();
    let read = |(file, capture): (usize, &Capture)| CaptureReport {
        file: capture.file.clone(),
        exporter: capture.exporter.clone(),
        entries: capture.entries,
        exchanges: of_logins.iter().filter(|(of, _)| *of == file).count(),
        notes: capture.notes.clone(),
    };
    captures.iter().enumerate().map(read).collect()
}

impl Report {
    /// Reports of captures that were looked at one by one, as one report; flows are numbered anew.
    pub fn join(reports: Vec<Report>) -> Report {
        let mut all = Report::default();
        for report in reports {
            let offset = all.flows.len();
            checks::join(&mut all, report.checklist, offset);
            all.captures.extend(report.captures);
            all.flows.extend(report.flows);
            all.summary.failed += report.summary.failed;
            all.summary.succeeded += report.summary.succeeded;
            all.summary.incomplete += report.summary.incomplete;
        }
        for (index, flow) in all.flows.iter_mut().enumerate() {
            Arc::make_mut(flow).id = FlowReport::id_at(index);
        }
        all
    }
}

/// The files' names; a place names its file only where there are several.
pub struct Files<'a>(pub Vec<&'a str>);

impl Files<'_> {
    /// The files of a flow's exchanges.
    fn of_flow(&self, flow: &Flow<'_>) -> Vec<String> {
        let mut own: Vec<usize> = flow.messages.iter().map(|message| message.exchange.file).collect();
        order::sort(&mut own);
        own.dedup();
        own.iter().filter_map(|file| self.0.get(*file)).map(|name| (*name).to_owned()).collect()
    }

    /// The names of these captures.
    pub fn of(captures: &[Capture]) -> Files<'_> {
        Files(captures.iter().map(|capture| capture.file.as_str()).collect())
    }

    /// The name to be written for a file.
    pub fn name(&self, file: usize) -> Option<String> {
        if self.0.len() < 2 { None } else { self.0.get(file).map(|name| (*name).to_owned()) }
    }

    /// A location as a place of the report.
    pub fn place(&self, location: &Location) -> Place {
        Place {
            entry: location.entry,
            file: self.name(location.file),
            part: location.part.id().to_owned(),
            name: location.name.clone(),
            span: location.span,
        }
    }
}

/// How much is told of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    All,
    /// Without the sheets of its steps, the rules that found nothing, and the documents that findings rest on.
    Brief,
}

/// The report on one login, the one at this place among the others.
pub fn of_flow(judged: &Judged<'_>, index: usize, files: &Files<'_>, detail: Detail) -> FlowReport {
    let flow = judged.flow;
    let cleaner = Cleaner::of(flow);
    let steps = steps::steps(judged, files, &cleaner, detail);
    let outcome = outcome(judged);
    let mut diagnosis: Vec<DiagnosisReport> = judged
        .diagnosed
        .iter()
        .map(|diagnosed| diagnosis(judged, diagnosed, files, &steps, &cleaner))
        .collect();
    for (own, found) in diagnosis.iter_mut().zip(&judged.diagnosed) {
        own.message_to_operator = operator::message(judged, found, &cleaner);
        own.fingerprint = fingerprint(flow, &own.cause, None);
    }
    if let Some(first) = diagnosis.first_mut().filter(|_| in_doubt(judged).is_some()) {
        first.evidence.extend(right_before(judged, &steps));
    }
    let client_id = flow.client_id();
    let provider_name = provider_name(flow);
    let client_name = judged.config.name.clone();
    let title = client_name.clone().or_else(|| client_id.clone()).unwrap_or_else(|| provider_name.clone());
    let first = flow.messages.iter().find_map(|message| message.exchange.started);
    let end = |message: &Message<'_>| {
        Some(message.exchange.started?.0 + message.exchange.duration_ms.unwrap_or(0.0))
    };
    let last = flow.messages.iter().filter_map(end).max_by(f64::total_cmp);
    let mut shown = crate::checklist::shown(&judged.verdicts, &judged.diagnosed);
    shown.iter_mut().for_each(|shown| shown.says = cleaner.clean(&shown.says));
    FlowReport {
        id: FlowReport::id_at(index),
        kind: kind(flow).into(),
        kind_says: kind_says(flow),
        provider: flow.provider.id.into(),
        provider_name,
        issuer: flow.issuer(),
        files: files.of_flow(flow),
        client_id,
        client_name,
        title,
        outcome,
        summary: in_doubt(judged)
            .or_else(|| diagnosis.first().map(|first| first.summary.clone()))
            .unwrap_or_else(|| reached(judged, outcome)),
        started: first.map(|first| first.to_string()),
        duration_ms: first.zip(last).map(|(first, last)| (last - first.0).max(0.0)),
        diagnosis,
        record_next: judged.record_next.clone(),
        findings: findings(judged, files, &cleaner, detail),
        verdicts: counts(&judged.verdicts),
        passed: checks(judged, &cleaner, detail, |verdict| match verdict {
            Verdict::Pass(says) => Some(says),
            Verdict::Fail(_) | Verdict::NotApplicable | Verdict::NotCheckable(_) => None,
        }),
        not_checkable: checks(judged, &cleaner, detail, |verdict| match verdict {
            Verdict::NotCheckable(lacks) => Some(lacks),
            Verdict::Fail(_) | Verdict::NotApplicable | Verdict::Pass(_) => None,
        }),
        steps,
        shown,
    }
}

/// Failed where a cause is weighed; succeeded where tokens or the client's own answer show it; else incomplete.
fn outcome(judged: &Judged<'_>) -> Outcome {
    if !judged.diagnosed.is_empty() {
        Outcome::Failed
    } else if judged.flow.has_succeeded() {
        Outcome::Succeeded
    } else {
        Outcome::Incomplete
    }
}

fn diagnosis(
    judged: &Judged<'_>,
    diagnosed: &Diagnosed,
    files: &Files<'_>,
    steps: &[StepReport],
    cleaner: &Cleaner,
) -> DiagnosisReport {
    let (cause, weight) = (diagnosed.cause, &diagnosed.weight);
    let who = weight.who.unwrap_or(cause.who);
    DiagnosisReport {
        cause: cause.id.into(),
        fingerprint: String::new(),
        // Whatever a capture proves, it may be incomplete: nothing is told as certain.
        probability: ((diagnosed.probability * 100.0).round() / 100.0).min(0.99),
        weight: weight.strength.id().into(),
        weight_says: weight_says(
            weight.strength,
            judged.flow.failure().is_some_and(|failure| failure.what == What::ClientFailed),
        )
        .into(),
        title: cause.title.to_owned(),
        summary: weight.summary.as_deref().map_or_else(|| cause.says.to_owned(), |says| cleaner.clean(says)),
        story: weight.story.as_deref().map_or_else(|| cause.story.to_owned(), |story| cleaner.clean(story)),
        kind: cause.trouble.id().into(),
        who: who.id().into(),
        who_says: if who == cause.who {
            format!("{}, {}.", who.says(), cause.place)
        } else {
            format!("{}.", who.says())
        },
        fix: fix::steps(judged, cause, weight, cleaner),
        evidence: weight
            .evidence
            .iter()
            .map(|evidence| evidence_of(evidence, files, steps, cleaner))
            .collect(),
        refuted_by: cause.refuted_by.iter().map(|says| (*says).to_owned()).collect(),
        message_to_operator: None,
    }
}

fn weight_says(strength: cause::Strength, by_client: bool) -> &'static str {
    match (strength, by_client) {
        (cause::Strength::Alike, _) => "nothing points there, but it is easily taken for the first",
        (cause::Strength::Status, _) => "only the status points there",
        (cause::Strength::Fits, _) => "fits the symptoms",
        (cause::Strength::ServerError, false) => "the server says so in a general error code",
        (cause::Strength::ServerError, true) => "the client says so in general words",
        (cause::Strength::ServerCode, false) => "the server says so in words of its own",
        (cause::Strength::ServerCode, true) => "the client says so in words of its own",
        (cause::Strength::Contradiction, _) => "two facts in the capture contradict each other",
    }
}

fn evidence_of(
    evidence: &cause::Evidence,
    files: &Files<'_>,
    steps: &[StepReport],
    cleaner: &Cleaner,
) -> EvidenceReport {
    let place = evidence.place.as_ref().map(|place| files.place(place));
    let step = place.as_ref().and_then(|place| {
        steps
            .iter()
            .find(|step| step.entry == place.entry && step.file == place.file && step.state != "out_of_sight")
    });
    EvidenceReport {
        step: step.map(|step| step.number),
        label: evidence.label.clone(),
        says: cleaner.clean(&evidence.says),
        value: evidence.row.as_ref().map(|row| value_of(row, files, cleaner)),
        place,
    }
}

fn value_of(row: &Row, files: &Files<'_>, cleaner: &Cleaner) -> Value {
    match &row.value {
        Shown::Clear { text, marks } if !cleaner.holds_secret(text) => {
            Value::Shown { text: text.clone(), marks: marks.clone() }
        }
        Shown::Clear { text, .. } => Value::Shown { text: cleaner.clean(text), marks: Vec::new() },
        Shown::Secret { length, shape } => match &row.place {
            Some(place) => Value::Secret { length: *length, shape: shape.clone(), place: files.place(place) },
            None => Value::Shown { text: shape.clone(), marks: Vec::new() },
        },
        Shown::Absent => Value::Absent,
    }
}

/// What tells a cause or finding of this client from all others, whatever the login's own values are.
fn fingerprint(flow: &Flow<'_>, id: &str, place: Option<&Location>) -> String {
    use sha2::{Digest as _, Sha256};
    let client = flow.client_id().unwrap_or_default();
    let part = place.map(|place| place.part.id()).unwrap_or_default();
    let name = place.and_then(|place| place.name.as_deref()).unwrap_or_default();
    let hash = Sha256::digest([id, flow.provider.id, &client, part, name].join("\0"));
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn findings(judged: &Judged<'_>, files: &Files<'_>, cleaner: &Cleaner, detail: Detail) -> Vec<FindingReport> {
    let all = judged.verdicts.all();
    all.iter()
        .map(|(rule, finding)| FindingReport {
            rule: rule.id.into(),
            fingerprint: fingerprint(judged.flow, rule.id, finding.places.first()),
            title: rule.title.into(),
            severity: severity(finding.severity.unwrap_or(rule.severity)).into(),
            class: class(finding.class.unwrap_or(rule.class)).into(),
            certainty: match finding.certainty {
                Certainty::Proven => "proven".into(),
                Certainty::Likely => "likely".into(),
            },
            says: cleaner.clean(&finding.says),
            why: rule.why.into(),
            fix: rule.fix.into(),
            references: if detail == Detail::Brief { Vec::new() } else { references(rule) },
            locations: finding.places.iter().map(|place| files.place(place)).collect(),
        })
        .collect()
}

/// The sections that a rule rests on.
pub fn references(rule: &Rule) -> Vec<Reference> {
    rule.specs.iter().map(|section| Reference { title: section.title(), url: section.url() }).collect()
}

/// The name of a severity in reports.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The name of a class in reports.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Failure => "failure",
        Class::Conformance => "conformance",
        Class::Hardening => "hardening",
    }
}

fn counts(verdicts: &Verdicts) -> VerdictCounts {
    let mut counts = VerdictCounts::default();
    for (_, verdict) in &verdicts.0 {
        match verdict {
            Verdict::Pass(_) => counts.pass += 1,
            Verdict::Fail(_) => counts.fail += 1,
            Verdict::NotApplicable => counts.not_applicable += 1,
            Verdict::NotCheckable(_) => counts.not_checkable += 1,
        }
    }
    counts
}

fn checks(
    judged: &Judged<'_>,
    cleaner: &Cleaner,
    detail: Detail,
    says: fn(&Verdict) -> Option<&String>,
) -> Vec<CheckReport> {
    if detail == Detail::Brief {
        return Vec::new();
    }
    let verdicts = judged.verdicts.0.iter();
    verdicts
        .filter_map(|(rule, verdict)| {
            let says = cleaner.clean(says(verdict)?);
            Some(CheckReport { rule: rule.id.into(), title: rule.title.into(), says })
        })
        .collect()
}
