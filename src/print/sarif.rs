//! The report as SARIF 2.1.0 (OASIS, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>): causes and
//! findings as results, the captures as artifacts. Knows the report only.

use serde_json::{Value, json};

use crate::report::{DiagnosisReport, FindingReport, FlowReport, Outcome, Place, Report, StepReport};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report as one SARIF log with one run, indented, with a line feed at its end.
pub fn sarif(report: &Report) -> String {
    let mut run = Run { artifacts: artifacts(report), ..Run::default() };
    for flow in &report.flows {
        run.flow(flow);
    }
    let notifications: Vec<Value> = report
        .captures
        .iter()
        .flat_map(|capture| {
            capture.notes.iter().map(
                |note| json!({ "level": "note", "message": { "text": format!("{}: {note}", capture.file) } }),
            )
        })
        .collect();
    let artifacts: Vec<Value> = run.artifacts.iter().map(Artifact::object).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Loginscope",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": run.rules,
            } },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "artifacts": artifacts,
            "columnKind": "unicodeCodePoints",
            "results": run.results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

#[derive(Default)]
struct Run {
    artifacts: Vec<Artifact>,
    /// The rules and causes that results name, in order of their first use: ids and descriptors.
    ids: Vec<String>,
    rules: Vec<Value>,
    results: Vec<Value>,
}

impl Run {
    fn flow(&mut self, flow: &FlowReport) {
        if let Some(first) = flow.diagnosis.first().filter(|_| flow.outcome == Outcome::Failed) {
            self.cause(flow, first);
        }
        for finding in &flow.findings {
            self.finding(flow, finding);
        }
    }

    fn cause(&mut self, flow: &FlowReport, first: &DiagnosisReport) {
        let places = first.evidence.iter().filter_map(|evidence| evidence.place.as_ref());
        let (place, related) = self.locations(flow, places);
        let index = self.rule(&first.cause, || cause_descriptor(first));
        let text = format!("{}: {}. {}", flow.title, first.summary, first.story);
        self.results.push(json!({
            "ruleId": first.cause,
            "ruleIndex": index,
            "level": "error",
            "message": { "text": plain(&text) },
            "locations": place,
            "relatedLocations": related,
            "partialFingerprints": { "loginscope/v1": first.fingerprint },
        }));
    }

    fn finding(&mut self, flow: &FlowReport, finding: &FindingReport) {
        let (place, related) = self.locations(flow, finding.locations.iter());
        let index = self.rule(&finding.rule, || rule_descriptor(finding));
        self.results.push(json!({
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": if finding.severity == "info" { "note" } else { finding.severity.as_ref() },
            "message": { "text": plain(&format!("{}: {}", flow.title, finding.says)) },
            "locations": place,
            "relatedLocations": related,
            "partialFingerprints": { "loginscope/v1": finding.fingerprint },
        }));
    }

    /// The index of a rule among those named; it is described when it is named first.
    fn rule(&mut self, id: &str, descriptor: impl FnOnce() -> Value) -> usize {
        self.ids.iter().position(|known| known == id).unwrap_or_else(|| {
            self.ids.push(id.to_owned());
            self.rules.push(descriptor());
            self.ids.len() - 1
        })
    }

    /// The place to look at, and the others, each once.
    fn locations<'a>(
        &self,
        flow: &FlowReport,
        places: impl Iterator<Item = &'a Place>,
    ) -> (Vec<Value>, Vec<Value>) {
        let mut all: Vec<Value> = Vec::new();
        for location in places.map(|place| self.location(flow, place)) {
            if !all.contains(&location) {
                all.push(location);
            }
        }
        let related = all.split_off(all.len().min(1));
        (all, related)
    }

    /// The file, where in it the entry stands, and the path of the member inside it.
    fn location(&self, flow: &FlowReport, place: &Place) -> Value {
        let file = place.file.as_ref().or(flow.files.first());
        let step = flow.step_at(place);
        let index = file.and_then(|file| innermost(&self.artifacts, file, step));
        let name = place.name.as_deref().map(|name| format!("/{name}")).unwrap_or_default();
        let logical = json!([{
            "fullyQualifiedName": format!("log/entries/{}/{}{name}", place.entry, place.part.replace('.', "/")),
            "kind": "member",
        }]);
        match index.and_then(|index| Some((index, self.artifacts.get(index)?))) {
            Some((index, artifact)) => {
                let mut physical = json!({ "artifactLocation": { "uri": artifact.uri, "index": index } });
                if let (Some(members), Some(region)) = (physical.as_object_mut(), step.and_then(region)) {
                    members.insert("region".into(), region);
                }
                json!({ "physicalLocation": physical, "logicalLocations": logical })
            }
            None => json!({ "logicalLocations": logical }),
        }
    }
}

/// A capture, or what it was packed in.
struct Artifact {
    uri: String,
    /// What holds it, if it is packed.
    parent: Option<usize>,
    encoding: Option<&'static str>,
}

impl Artifact {
    fn object(&self) -> Value {
        let role = if self.parent.is_some() { "resultFile" } else { "analysisTarget" };
        let mut object = json!({ "location": { "uri": self.uri }, "roles": [role] });
        if let Some(members) = object.as_object_mut() {
            members.extend(self.parent.map(|index| ("parentIndex".to_owned(), Value::from(index))));
            members.extend(self.encoding.map(|encoding| ("encoding".to_owned(), Value::from(encoding))));
        }
        object
    }
}

/// The captures, and of packed ones what is in them (SARIF 2.1.0, section 3.24.3).
fn artifacts(report: &Report) -> Vec<Artifact> {
    let mut artifacts: Vec<Artifact> = Vec::new();
    let mut add = |uri: String, parent: Option<usize>| {
        let known = artifacts.iter().position(|known| known.uri == uri && known.parent == parent);
        known.unwrap_or_else(|| {
            artifacts.push(Artifact { uri, parent, encoding: None });
            artifacts.len() - 1
        })
    };
    let steps = || {
        let flows = report.flows.iter();
        flows.flat_map(|flow| {
            flow.steps.iter().map(move |step| (step.file.as_ref().or(flow.files.first()), step))
        })
    };
    for capture in &report.captures {
        let packed = steps().find(|(file, step)| *file == Some(&capture.file) && !step.within.is_empty());
        add(uri(packed.map_or(capture.file.as_str(), |(_, step)| outermost(&capture.file, step))), None);
    }
    let mut encodings = Vec::new();
    for (file, step) in steps() {
        let Some(file) = file else { continue };
        let mut index = add(uri(outermost(file, step)), None);
        for path in &step.within {
            index = add(format!("/{}", uri(path)), Some(index));
        }
        encodings.extend(step.text.map(|text| (index, text.encoding)));
    }
    for (index, encoding) in encodings {
        if let Some(artifact) = artifacts.get_mut(index) {
            artifact.encoding = Some(encoding);
        }
    }
    artifacts
}

/// The file on the disk: one of several captures in an archive is named by both.
fn outermost<'a>(file: &'a str, step: &StepReport) -> &'a str {
    let archive = step.within.first().and_then(|path| file.strip_suffix(path.as_str())?.strip_suffix('/'));
    archive.unwrap_or(file)
}

/// The artifact in which the entry of a step stands.
fn innermost(artifacts: &[Artifact], file: &str, step: Option<&StepReport>) -> Option<usize> {
    let find = |wanted: &str, parent: Option<usize>| {
        artifacts.iter().position(|artifact| artifact.uri == wanted && artifact.parent == parent)
    };
    let Some(step) = step else { return find(&uri(file), None) };
    let outer = find(&uri(outermost(file, step)), None)?;
    step.within.iter().try_fold(outer, |index, path| find(&format!("/{}", uri(path)), Some(index)))
}

/// Where the entry stands in its artifact: its bytes, and its lines and columns where they were counted. Each tells it by
/// itself, and both the same (SARIF 2.1.0, sections 3.30.1 and 3.30.4).
fn region(step: &StepReport) -> Option<Value> {
    let (start, end) = step.bytes?;
    let mut region = json!({ "byteOffset": start, "byteLength": end.saturating_sub(start) });
    if let (Some(members), Some(text)) = (region.as_object_mut(), step.text) {
        let names = ["startLine", "startColumn", "endLine", "endColumn"];
        let numbers = [text.start.0, text.start.1, text.end.0, text.end.1];
        members.extend(names.into_iter().map(str::to_owned).zip(numbers.map(Value::from)));
    }
    Some(region)
}

fn rule_descriptor(finding: &FindingReport) -> Value {
    let list: String = finding
        .references
        .iter()
        .map(|reference| format!("\n- [{}]({})", reference.title, reference.url))
        .collect();
    let help = finding.references.first().map(|reference| json!({ "helpUri": reference.url }));
    let mut descriptor = json!({
        "id": finding.rule,
        "shortDescription": { "text": plain(&finding.title) },
        "fullDescription": { "text": plain(&finding.why) },
        "help": { "text": plain(&finding.fix), "markdown": format!("{}\n\n{}\n{list}", finding.why, finding.fix) },
        "properties": { "class": finding.class },
    });
    if let (Some(members), Some(Value::Object(help))) = (descriptor.as_object_mut(), help) {
        members.extend(help);
    }
    descriptor
}

fn cause_descriptor(first: &DiagnosisReport) -> Value {
    json!({
        "id": first.cause,
        "shortDescription": { "text": plain(&first.title) },
        "help": { "text": format!("Run `loginscope explain {}`.", first.cause) },
        "properties": { "class": "cause", "trouble": first.kind },
    })
}

/// A plain text message: SARIF reads `{0}` and `[text](link)` in it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            '[' | ']' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// A file name as a URI reference; what a URI cannot hold is percent-encoded (RFC 3986, section 2.1).
fn uri(file: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const LEFT: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'%')
        .add(b'#')
        .add(b'?')
        .add(b'[')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}')
        .add(b'\\');
    utf8_percent_encode(&file.replace('\\', "/"), LEFT).to_string()
}
