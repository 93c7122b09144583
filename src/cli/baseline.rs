//! Findings and causes that are known and accepted: a JSON file of fingerprints, to be kept beside the tests of a client.

use std::path::Path;

use loginscope::report::{FindingReport, FlowReport, Report};
use serde::{Deserialize, Serialize};

/// What is accepted.
#[derive(Default, Deserialize, Serialize)]
pub struct Baseline {
    accepted: Vec<Accepted>,
}

#[derive(Deserialize, Serialize)]
struct Accepted {
    fingerprint: String,
    /// The rule or cause, for whoever reads the file.
    #[serde(default)]
    id: String,
    /// What was seen when it was accepted, or why it is.
    #[serde(default)]
    note: String,
}

impl Baseline {
    /// Reads a baseline file.
    pub fn read(path: &Path) -> Result<Baseline, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: cannot be read: {error}.", path.display()))?;
        serde_json::from_str(&text).map_err(|error| {
            format!("{}: is no baseline: {error}. Expected what `--write-baseline` writes.", path.display())
        })
    }

    /// All that these reports hold: the first cause of each failed login, and every finding.
    pub fn of(reports: &[Report]) -> Baseline {
        let mut accepted: Vec<Accepted> = Vec::new();
        let mut add = |fingerprint: &str, id: &str, note: &str| {
            if !accepted.iter().any(|known| known.fingerprint == fingerprint) {
                accepted.push(Accepted { fingerprint: fingerprint.into(), id: id.into(), note: note.into() });
            }
        };
        for flow in reports.iter().flat_map(|report| &report.flows) {
            if let Some(first) = flow.diagnosis.first() {
                add(&first.fingerprint, &first.cause, &first.summary);
            }
            for finding in &flow.findings {
                add(&finding.fingerprint, &finding.rule, &finding.says);
            }
        }
        Baseline { accepted }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Whether a flow's first cause is accepted.
    pub fn cause(&self, flow: &FlowReport) -> bool {
        flow.diagnosis.first().is_some_and(|first| self.holds(&first.fingerprint))
    }

    /// Whether a finding is accepted.
    pub fn finding(&self, finding: &FindingReport) -> bool {
        self.holds(&finding.fingerprint)
    }

    fn holds(&self, fingerprint: &str) -> bool {
        self.accepted.iter().any(|accepted| accepted.fingerprint == fingerprint)
    }
}
