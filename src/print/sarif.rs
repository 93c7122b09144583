//! The report as SARIF 2.1.0 (OASIS, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>): causes and
//! findings as results, the captures as artifacts. Knows the report only.

use serde_json::{Value, json};

use crate::report::{DiagnosisReport, FindingReport, FlowReport, Outcome, Place, Report};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report as one SARIF log with one run, indented, with a line feed at its end.
pub fn sarif(report: &Report) -> String {
    let mut run =
        Run { files: report.captures.iter().map(|capture| capture.file.clone()).collect(), ..Run::default() };
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
    let artifact = |file: &String| json!({ "location": { "uri": uri(file) }, "roles": ["analysisTarget"] });
    let artifacts: Vec<Value> = run.files.iter().map(artifact).collect();
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
    files: Vec<String>,
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
            "level": if finding.severity == "info" { "note" } else { finding.severity.as_str() },
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
        let index = file.and_then(|file| self.files.iter().position(|known| known == file));
        let name = place.name.as_deref().map(|name| format!("/{name}")).unwrap_or_default();
        let logical = json!([{
            "fullyQualifiedName": format!("log/entries/{}/{}{name}", place.entry, place.part.replace('.', "/")),
            "kind": "member",
        }]);
        match (file, index) {
            (Some(file), Some(index)) => {
                let mut physical = json!({ "artifactLocation": { "uri": uri(file), "index": index } });
                if let (Some(members), Some(region)) = (physical.as_object_mut(), region(flow, place)) {
                    members.insert("region".into(), region);
                }
                json!({ "physicalLocation": physical, "logicalLocations": logical })
            }
            _ => json!({ "logicalLocations": logical }),
        }
    }
}

/// Where the entry stands in the file: its bytes, and its lines where they were counted. Each tells it by itself (SARIF
/// 2.1.0, section 3.30.4).
fn region(flow: &FlowReport, place: &Place) -> Option<Value> {
    let step = flow.step_at(place)?;
    let (start, end) = step.bytes?;
    let mut region = json!({ "byteOffset": start, "byteLength": end.saturating_sub(start) });
    if let (Some(members), Some((first, last))) = (region.as_object_mut(), step.lines) {
        members.insert("startLine".into(), first.into());
        members.insert("endLine".into(), last.into());
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
