//! Flows, verdicts and diagnoses become the report.

use super::clean::Cleaner;
use super::steps;
use super::*;
use crate::capture::Capture;
use crate::cause::{self, Diagnosed};
use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Certainty, Class, Location, Row, Rule, Severity, Shown, Verdict, Verdicts};

/// One flow with all that was found out about it.
pub struct Judged<'a> {
    pub flow: &'a Flow<'a>,
    pub config: &'a ClientConfig,
    pub verdicts: Verdicts,
    pub diagnosed: Vec<Diagnosed>,
    pub record_next: Option<RecordNext>,
}

/// Builds the report of captures that were looked at together.
pub fn build(captures: &[Capture], judged: &[Judged<'_>]) -> Report {
    let files = Files(captures.iter().map(|capture| capture.file.as_str()).collect());
    let flows: Vec<FlowReport> =
        judged.iter().enumerate().map(|(index, judged)| flow(judged, index, &files)).collect();
    let count = |outcome: Outcome| flows.iter().filter(|flow| flow.outcome == outcome).count();
    let summary = Summary {
        failed: count(Outcome::Failed),
        succeeded: count(Outcome::Succeeded),
        incomplete: count(Outcome::Incomplete),
    };
    let of_login = |file: usize| {
        let mut entries: Vec<usize> = judged
            .iter()
            .flat_map(|judged| &judged.flow.messages)
            .filter(|message| message.exchange.file == file)
            .map(|message| message.exchange.entry)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        entries.len()
    };
    let captures = captures.iter().enumerate().map(|(file, capture)| CaptureReport {
        file: capture.file.clone(),
        exporter: capture.exporter.clone(),
        entries: capture.entries,
        exchanges: of_login(file),
        notes: capture.notes.clone(),
    });
    Report { schema_version: SCHEMA_VERSION, captures: captures.collect(), flows, summary }
}

impl Report {
    /// Reports of captures that were looked at one by one, as one report; flows are numbered anew.
    pub fn join(reports: Vec<Report>) -> Report {
        let mut all = Report {
            schema_version: SCHEMA_VERSION,
            captures: Vec::new(),
            flows: Vec::new(),
            summary: Summary::default(),
        };
        for report in reports {
            all.captures.extend(report.captures);
            all.flows.extend(report.flows);
            all.summary.failed += report.summary.failed;
            all.summary.succeeded += report.summary.succeeded;
            all.summary.incomplete += report.summary.incomplete;
        }
        for (index, flow) in all.flows.iter_mut().enumerate() {
            flow.id = format!("flow-{}", index + 1);
        }
        all
    }
}

/// The files' names; a place names its file only where there are several.
pub struct Files<'a>(pub Vec<&'a str>);

impl Files<'_> {
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

fn flow(judged: &Judged<'_>, index: usize, files: &Files<'_>) -> FlowReport {
    let flow = judged.flow;
    let cleaner = Cleaner::of(flow);
    let steps = steps::steps(judged, files, &cleaner);
    let outcome = outcome(judged);
    let mut diagnosis: Vec<DiagnosisReport> =
        judged.diagnosed.iter().map(|diagnosed| diagnosis(diagnosed, files, &steps, &cleaner)).collect();
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
    FlowReport {
        id: format!("flow-{}", index + 1),
        kind: kind(flow).to_owned(),
        kind_says: kind_says(flow),
        provider: flow.provider.id.to_owned(),
        provider_name,
        issuer: flow.issuer(),
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
        findings: findings(&judged.verdicts, files, &cleaner),
        verdicts: counts(&judged.verdicts),
        passed: checks(&judged.verdicts, &cleaner, |verdict| match verdict {
            Verdict::Pass(says) => Some(says),
            Verdict::Fail(_) | Verdict::NotApplicable | Verdict::NotCheckable(_) => None,
        }),
        not_checkable: checks(&judged.verdicts, &cleaner, |verdict| match verdict {
            Verdict::NotCheckable(lacks) => Some(lacks),
            Verdict::Fail(_) | Verdict::NotApplicable | Verdict::Pass(_) => None,
        }),
        steps,
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

fn kind(flow: &Flow<'_>) -> &'static str {
    let response_type =
        flow.authorization_request().and_then(|request| request.given("response_type")).unwrap_or_default();
    let has = |wanted: &str| response_type.split(' ').any(|kind| kind == wanted);
    let grant = flow.of(Kind::TokenRequest).find_map(Message::grant);
    match (has("code"), has("id_token") || has("token"), grant) {
        (true, true, _) => "hybrid",
        (false, true, _) => "implicit",
        (true, false, _) => "authorization_code",
        (false, false, Some(crate::oauth::DEVICE_GRANT)) => "device_code",
        (false, false, Some("authorization_code" | "client_credentials" | "password" | "refresh_token")) => {
            match grant {
                Some("client_credentials") => "client_credentials",
                Some("password") => "password",
                Some("refresh_token") => "refresh_token",
                _ => "authorization_code",
            }
        }
        (false, false, Some("urn:ietf:params:oauth:grant-type:jwt-bearer")) => "jwt_bearer",
        (false, false, Some("urn:ietf:params:oauth:grant-type:token-exchange")) => "token_exchange",
        (false, false, _) => of_messages(flow),
    }
}

fn of_messages(flow: &Flow<'_>) -> &'static str {
    let kinds = [
        (Kind::DeviceAuthorization, "device_code"),
        (Kind::AuthorizationRequest, "authorization_code"),
        (Kind::PushedAuthorization, "authorization_code"),
        (Kind::AuthorizationResponse, "authorization_code"),
        (Kind::Callback, "authorization_code"),
        (Kind::Registration, "registration"),
        (Kind::Logout, "logout"),
        (Kind::Discovery, "discovery"),
        (Kind::ResourceMetadata, "discovery"),
        (Kind::Keys, "discovery"),
        (Kind::ApiCall, "api_call"),
        (Kind::Userinfo, "api_call"),
    ];
    kinds.iter().find(|(kind, _)| flow.first(*kind).is_some()).map_or("unknown", |(_, name)| name)
}

fn kind_says(flow: &Flow<'_>) -> String {
    let words = match kind(flow) {
        "authorization_code" => "code",
        "device_code" => "device",
        "refresh_token" => "refresh",
        "client_credentials" => "client credentials",
        "api_call" => "API call",
        "jwt_bearer" => "JWT bearer",
        "token_exchange" => "token exchange",
        other => other,
    };
    let mut parts = vec![words];
    let asked = flow.authorization_request();
    if asked.is_some_and(|asked| asked.given("code_challenge").is_some()) {
        parts.push("PKCE");
    }
    if flow.first(Kind::PushedAuthorization).is_some() {
        parts.push("PAR");
    }
    if flow.of(Kind::TokenRequest).any(|request| request.exchange.request.headers.has("dpop")) {
        parts.push("DPoP");
    }
    if asked.is_some_and(|asked| asked.given("prompt") == Some("none")) {
        parts.push("silent");
    }
    parts.join(", ")
}

fn provider_name(flow: &Flow<'_>) -> String {
    if flow.provider.id != "unknown" {
        return flow.provider.name.to_owned();
    }
    let preferred = [
        Kind::AuthorizationRequest,
        Kind::PushedAuthorization,
        Kind::TokenRequest,
        Kind::DeviceAuthorization,
        Kind::Discovery,
    ];
    let of_provider = preferred.iter().find_map(|kind| flow.first(*kind)).or(flow.messages.first());
    let host = of_provider.and_then(|message| message.exchange.url()?.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "unknown provider".to_owned())
}

/// What was checked and right before a failure that the capture does not explain.
fn right_before(judged: &Judged<'_>, steps: &[StepReport]) -> Option<EvidenceReport> {
    let passed: Vec<&str> = judged
        .verdicts
        .0
        .iter()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Pass(_)))
        .map(|(rule, _)| rule.id)
        .collect();
    let subjects = [
        ("redirect-uri-not-registered", "`redirect_uri` is registered"),
        ("callback-not-redirect-uri", "the code went to `redirect_uri`"),
        ("state-differs", "`state` came back unchanged"),
        ("pkce-challenge-malformed", "the PKCE challenge is well-formed"),
    ];
    let told: Vec<&str> =
        subjects.iter().filter(|(id, _)| passed.contains(id)).map(|(_, says)| *says).collect();
    let seen = steps.iter().filter(|step| step.state != "out_of_sight").count();
    let more = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    (!passed.is_empty()).then(|| EvidenceReport {
        place: None,
        step: None,
        label: format!("Steps 1 to {seen}"),
        says: format!("{} checks passed{more}", passed.len()),
        value: None,
    })
}

/// What failed, for a login whose first cause only fits: a guess is not dressed as a fact.
fn in_doubt(judged: &Judged<'_>) -> Option<String> {
    let first = judged.diagnosed.first().filter(|first| first.weight.strength <= cause::Strength::Fits)?;
    let message = judged.flow.failed_message()?;
    if let Some(relayed) = &message.relayed {
        let what = if relayed.token_endpoint { "The token request" } else { "A request of the client" };
        return Some(match relayed.status {
            Some(status) => format!("{what} failed with {status} where the browser cannot see it"),
            None => format!("{what} failed where the browser cannot see it"),
        });
    }
    let what = message.kind.label();
    match (message.answer.status, first.cause.id) {
        (_, "callback_failed") => None,
        (Some(status), _) => Some(format!("{what} answered {status}, and the capture does not show why")),
        (None, _) => Some(format!("{what} got no answer, and the capture does not show why")),
    }
}

/// What a login that did not fail has reached, in one line.
fn reached(judged: &Judged<'_>, outcome: Outcome) -> String {
    let flow = judged.flow;
    let api = flow
        .of(Kind::ApiCall)
        .chain(flow.of(Kind::Userinfo))
        .filter_map(|message| message.answer.status)
        .find(|status| *status < 400);
    let tokens = flow.of(Kind::TokenRequest).any(|request| request.answer.brings("access_token"));
    match (outcome, api) {
        (Outcome::Succeeded, Some(status)) if flow.first(Kind::Userinfo).is_some() => {
            format!("Signed in; userinfo answered {status}")
        }
        (Outcome::Succeeded, Some(status)) => format!("Signed in; the API answered {status}"),
        (Outcome::Succeeded, None) if tokens => "Tokens were issued".into(),
        (Outcome::Succeeded, None) if flow.first(Kind::Callback).is_some() => {
            "Signed in; the client took the response".into()
        }
        (Outcome::Succeeded, None) => "It worked as far as the capture shows".into(),
        (Outcome::Incomplete | Outcome::Failed, _) if flow.first(Kind::Callback).is_some() => {
            "The response was delivered; what the client did with it is not in the capture".into()
        }
        (Outcome::Incomplete | Outcome::Failed, _) if flow.authorization_request().is_some() => {
            "Waiting for the callback".into()
        }
        (Outcome::Incomplete | Outcome::Failed, _) => "The capture holds only a part of it".into(),
    }
}

fn diagnosis(
    diagnosed: &Diagnosed,
    files: &Files<'_>,
    steps: &[StepReport],
    cleaner: &Cleaner,
) -> DiagnosisReport {
    let (cause, weight) = (diagnosed.cause, &diagnosed.weight);
    let who = weight.who.unwrap_or(cause.who);
    let mut fix: Vec<String> = weight.fix.iter().map(|step| cleaner.clean(step)).collect();
    if !weight.fix_is_whole {
        fix.extend(cause.fix.iter().map(|step| (*step).to_owned()));
    }
    fix.dedup();
    DiagnosisReport {
        cause: cause.id.to_owned(),
        probability: (diagnosed.probability * 100.0).round() / 100.0,
        weight: weight.strength.id().to_owned(),
        weight_says: weight_says(weight.strength),
        title: cause.title.to_owned(),
        summary: weight.summary.as_deref().map_or_else(|| cause.says.to_owned(), |says| cleaner.clean(says)),
        story: weight.story.as_deref().map_or_else(|| cause.story.to_owned(), |story| cleaner.clean(story)),
        kind: cause.trouble.id().to_owned(),
        who: who.id().to_owned(),
        who_says: if who == cause.who {
            format!("{}, {}.", who.says(), cause.place)
        } else {
            format!("{}.", who.says())
        },
        fix,
        evidence: weight
            .evidence
            .iter()
            .map(|evidence| evidence_of(evidence, files, steps, cleaner))
            .collect(),
        refuted_by: cause.refuted_by.iter().map(|says| (*says).to_owned()).collect(),
    }
}

fn weight_says(strength: cause::Strength) -> String {
    match strength {
        cause::Strength::Status => "only the status points there",
        cause::Strength::Fits => "fits the symptoms",
        cause::Strength::ServerError => "the server says so in a general error code",
        cause::Strength::ServerCode => "the server says so in words of its own",
        cause::Strength::Contradiction => "two facts in the capture contradict each other",
    }
    .to_owned()
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

fn findings(verdicts: &Verdicts, files: &Files<'_>, cleaner: &Cleaner) -> Vec<FindingReport> {
    let all = verdicts.all();
    all.iter()
        .map(|(rule, finding)| FindingReport {
            rule: rule.id.to_owned(),
            title: rule.title.to_owned(),
            severity: severity(finding.severity.unwrap_or(rule.severity)).to_owned(),
            class: class(finding.class.unwrap_or(rule.class)).to_owned(),
            certainty: match finding.certainty {
                Certainty::Proven => "proven".to_owned(),
                Certainty::Likely => "likely".to_owned(),
            },
            says: cleaner.clean(&finding.says),
            why: rule.why.to_owned(),
            fix: rule.fix.to_owned(),
            references: references(rule),
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

fn checks(verdicts: &Verdicts, cleaner: &Cleaner, says: fn(&Verdict) -> Option<&String>) -> Vec<CheckReport> {
    verdicts
        .0
        .iter()
        .filter_map(|(rule, verdict)| {
            let says = cleaner.clean(says(verdict)?);
            Some(CheckReport { rule: rule.id.to_owned(), title: rule.title.to_owned(), says })
        })
        .collect()
}
