//! The one result: what was read, which logins were found, why they failed and what to change.
//! Comes from `flow`, `rule` and `cause`; goes to every printer and to the view. Owned, redacted, versioned: no
//! secret is in it. Secrets are named by [`Place`], so that the person looking may ask the capture for one.

#[cfg(feature = "engine")]
mod build;
#[cfg(feature = "engine")]
mod captions;
mod checklist;
#[cfg(feature = "engine")]
mod checks;
#[cfg(feature = "engine")]
mod clean;
#[cfg(feature = "engine")]
mod fix;
#[cfg(feature = "engine")]
mod operator;
#[cfg(feature = "engine")]
mod steps;
#[cfg(feature = "engine")]
mod words;

use std::borrow::Cow;
use std::sync::Arc;

#[cfg(feature = "engine")]
pub use build::{Detail, Files, Judged, captures, class, frame, of_flow, references, severity};
pub use checklist::{ChecklistCounts, ChecklistItem, ChecklistReport};
#[cfg(feature = "engine")]
pub use checks::checklists;
#[cfg(feature = "engine")]
pub use clean::{is_code, is_constant, is_harmless, is_harmless_header, is_noise, is_random};
use serde::{Deserialize, Serialize};

/// Version of the JSON form. Members may be added within a version; none is removed or changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Text that mostly is one of ours, and the same in every report.
pub type Words = Cow<'static, str>;

/// Everything there is to say about one or several captures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    #[cfg_attr(test, schemars(extend("const" = SCHEMA_VERSION)))]
    pub schema_version: u32,
    pub captures: Vec<CaptureReport>,
    /// In order of time.
    pub flows: Vec<Arc<FlowReport>>,
    pub summary: Summary,
    /// One per stored client and per client that only a login shows.
    pub checklist: Vec<ChecklistReport>,
}

impl Default for Report {
    /// The report on nothing.
    fn default() -> Report {
        Report {
            schema_version: SCHEMA_VERSION,
            captures: Vec::new(),
            flows: Vec::new(),
            summary: Summary::default(),
            checklist: Vec::new(),
        }
    }
}

impl FlowReport {
    /// What the login of this number is called, from 0.
    pub fn id_at(index: usize) -> String {
        format!("flow-{}", index + 1)
    }

    /// Whose login it is and where: "shop-web at Keycloak". A client that is not known has its provider's name already.
    pub fn party(&self) -> String {
        if self.title == self.provider_name {
            self.title.clone()
        } else {
            format!("{} at {}", self.title, self.provider_name)
        }
    }

    /// The step whose entry holds this place.
    pub fn step_at(&self, place: &Place) -> Option<&StepReport> {
        let holds = |step: &&StepReport| {
            step.entry == place.entry && step.file == place.file && step.state != "out_of_sight"
        };
        self.steps.iter().find(holds)
    }

    /// The value of a parameter that was sent, as it stands in the first step that has it.
    pub fn sent(&self, name: &str) -> Option<String> {
        self.all_sent(name).next()
    }

    /// The values of a parameter in all steps that have it.
    pub fn all_sent<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let parameters = self.steps.iter().flat_map(|step| &step.sheets).flat_map(|sheet| &sheet.parameters);
        parameters.filter(move |parameter| parameter.name == name).filter_map(|parameter| {
            match &parameter.value {
                Value::Shown { text, .. } => Some(text.clone()),
                Value::Secret { .. } | Value::Absent => None,
            }
        })
    }
}

/// From which probability a cause outweighs all others; a half of them, rounded, is none.
pub const OUTWEIGHS: f64 = 0.52;

impl DiagnosisReport {
    /// Whether the capture only fits it. A general error code stands for many causes: the likeliest of them is a guess unless
    /// it outweighs all others.
    pub fn is_guess(&self) -> bool {
        match self.weight.as_ref() {
            "fits" | "status" => true,
            "server_error" => self.probability < OUTWEIGHS,
            _ => false,
        }
    }
}

impl Summary {
    /// Counts these flows.
    pub fn of(flows: &[Arc<FlowReport>]) -> Summary {
        let count = |outcome: Outcome| flows.iter().filter(|flow| flow.outcome == outcome).count();
        Summary {
            failed: count(Outcome::Failed),
            succeeded: count(Outcome::Succeeded),
            incomplete: count(Outcome::Incomplete),
        }
    }
}

/// One capture file as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CaptureReport {
    pub file: String,
    /// What wrote the file, in words: "Chrome DevTools", "Firefox", "Playwright 1.65.1"; empty if it does not say.
    pub exporter: String,
    /// Entries in the file, readable or not.
    pub entries: usize,
    /// Entries that belong to a login.
    pub exchanges: usize,
    pub notes: Vec<String>,
}

/// How many flows ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    pub failed: usize,
    pub succeeded: usize,
    pub incomplete: usize,
}

/// How a login ended, as far as the capture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Failed,
    Succeeded,
    Incomplete,
}

/// One login attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FlowReport {
    /// `flow-1`, `flow-2`, … in order of time.
    pub id: String,
    /// `authorization_code`, `hybrid`, `implicit`, `device_code`, `client_credentials`, `refresh_token`, ….
    pub kind: Words,
    /// The kind in words for a list: "code, PKCE, DPoP".
    pub kind_says: String,
    /// Provider id; `unknown` if it was not recognised.
    pub provider: Words,
    /// Provider name for people; the host where it was not recognised.
    pub provider_name: String,
    pub issuer: Option<String>,
    pub client_id: Option<String>,
    /// The capture files that its exchanges come from.
    pub files: Vec<String>,
    /// Name of the stored client configuration that was used, if any.
    pub client_name: Option<String>,
    /// What the login is called in a list: the stored name, the client id or the host.
    pub title: String,
    pub outcome: Outcome,
    /// The outcome in one line: the first cause's summary, or what was reached.
    pub summary: String,
    /// Start of the first exchange, RFC 3339 in UTC; none if the capture has no times.
    pub started: Option<String>,
    /// From the first exchange's start to the last one's end, in milliseconds.
    pub duration_ms: Option<f64>,
    /// Ranked, most likely first. Empty only where nothing failed.
    pub diagnosis: Vec<DiagnosisReport>,
    /// What to record to decide between the causes, where the capture cannot.
    pub record_next: Option<RecordNext>,
    pub findings: Vec<FindingReport>,
    pub verdicts: VerdictCounts,
    /// What was checked and is right.
    pub passed: Vec<CheckReport>,
    /// What could not be checked, and what the capture lacks for it.
    pub not_checkable: Vec<CheckReport>,
    pub steps: Vec<StepReport>,
    /// What it shows of the points of a checklist; not printed.
    #[cfg(feature = "engine")]
    #[serde(skip)]
    pub shown: Vec<crate::checklist::Shown>,
}

/// The one observation that would decide between causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordNext {
    pub why: String,
    /// A command to run where the client runs; it redeems nothing.
    pub command: String,
    /// What each answer would mean: (if it answers, then the cause is).
    pub answers: Vec<(String, String)>,
    /// Other ways to record, each a sentence.
    pub ways: Vec<String>,
}

/// How many rules came to which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VerdictCounts {
    pub pass: usize,
    pub fail: usize,
    pub not_applicable: usize,
    pub not_checkable: usize,
}

/// One possible cause with what speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiagnosisReport {
    pub cause: Words,
    /// The same for the same cause at the same client, capture after capture: 16 hexadecimal digits.
    pub fingerprint: String,
    /// 0 to 1; all of a flow's diagnoses together are at most 1.
    pub probability: f64,
    /// `contradiction`, `server_code`, `server_error`, `fits`, `status` or `alike`: see [`crate::cause::Strength`].
    pub weight: Words,
    /// The weight in words: "two values in the capture contradict each other".
    pub weight_says: Words,
    /// The cause's title: a noun phrase that does not change from login to login.
    pub title: String,
    /// The cause in this login, in one sentence. Backticks mark what came over the wire.
    pub summary: String,
    /// One sentence more for newcomers: how this comes about.
    pub story: String,
    /// `configuration`, `permission` or `network`: which of the three kinds of trouble it is.
    pub kind: Words,
    /// `client`, `administrator`, `provider`, `network`, `browser` or `user`.
    pub who: Words,
    /// Who must act, in words; begins with the party.
    pub who_says: String,
    /// Steps, each beginning with a verb. A line of its own in backticks is a value to copy; a line of its own with
    /// ` › ` is a place in a console.
    pub fix: Vec<String>,
    pub evidence: Vec<EvidenceReport>,
    /// What would refute the cause.
    pub refuted_by: Vec<String>,
    /// A text to send to whoever must act, where that is not the client: what was refused, when, under which ids, and what
    /// is asked. No secrets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_to_operator: Option<String>,
}

/// A fact that speaks for a cause, at its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EvidenceReport {
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Number of the step in `steps`, from 1; none if the fact has no place.
    pub step: Option<usize>,
    /// What the value is, for the head of its row: "Authorization request", "Registered", "Difference", "Answer".
    pub label: String,
    pub says: String,
    /// The value itself where two are compared below each other.
    pub value: Option<Value>,
}

/// A finding of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingReport {
    pub rule: Words,
    /// The same for the same finding at the same client, capture after capture: 16 hexadecimal digits.
    pub fingerprint: String,
    pub title: Words,
    /// `error`, `warning` or `info`.
    pub severity: Words,
    /// `failure` (why it failed), `conformance` (against a specification) or `hardening` (could be safer).
    pub class: Words,
    /// `proven` or `likely`.
    pub certainty: Words,
    pub says: String,
    pub why: Words,
    pub fix: Words,
    /// Documents, as "RFC 6749, section 4.1.3".
    pub references: Vec<Reference>,
    pub locations: Vec<Place>,
}

/// A section of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reference {
    pub title: String,
    pub url: String,
}

/// A rule that passed, or could not be checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CheckReport {
    pub rule: Words,
    pub title: Words,
    /// What was seen, or what the capture lacks.
    pub says: String,
}

/// A place in a capture. It names bytes; it does not hold them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// Index of the entry in its file.
    pub entry: usize,
    /// Which file, where several are merged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// `request.line`, `request.url`, `request.query`, `request.header`, `request.cookie`, `request.body`,
    /// `response.status`, `response.header`, `response.location`, `response.fragment`, `response.body`, ….
    pub part: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which characters of the decoded value differ, `[start, end)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
}

/// One exchange of the flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepReport {
    /// From 1.
    pub number: usize,
    pub entry: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// `authorization_request`, `authorization_response`, `token_request`, `discovery`, ….
    pub message: Words,
    /// The message in words: "Token request".
    pub label: Words,
    /// Why the exchange is taken for this message.
    pub because: Words,
    /// `browser`, `client`, `provider` or `api`.
    pub from: String,
    pub to: String,
    /// `ok`, `broken`, or `out_of_sight` (an exchange that the capture does not hold but something in it speaks of).
    pub state: Words,
    pub method: String,
    /// Without query and fragment.
    pub url: String,
    pub status: Option<u16>,
    /// "400 Bad Request", "no answer (net::ERR_FAILED)", "not seen".
    pub status_says: String,
    /// Since the flow's first exchange, in milliseconds.
    pub at_ms: Option<f64>,
    /// Start, RFC 3339 in UTC.
    pub started: Option<String>,
    pub duration_ms: Option<f64>,
    /// Where its entry stands in the file, in bytes, `[start, end)`; with `within`, in the innermost file of those. Only of a
    /// HAR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<(u64, u64)>,
    /// The paths of the packed files that hold it, from the outermost: inside of the file the first, inside of that the next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// Where it stands in the text, where somebody has counted; not printed.
    #[serde(skip)]
    pub text: Option<TextPlace>,
    pub sheets: Vec<Sheet>,
}

/// A part of a text: where it begins, and where what follows it does; line and column, from 1, a column being a code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextPlace {
    pub start: (usize, usize),
    pub end: (usize, usize),
    /// As IANA names it: `UTF-8`, `UTF-16LE`, `UTF-16BE`.
    pub encoding: &'static str,
}

/// A part of an exchange: its query, body, answer, headers, a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sheet {
    /// "Query", "Body", "Answer", "ID token", "Request headers", ….
    pub title: String,
    /// "5 parameters, 1 wrong".
    pub count: String,
    /// Whether it is worth being seen at once.
    pub open: bool,
    pub parameters: Vec<Parameter>,
    /// Text of an answer that is no list of parameters, redacted and cut.
    pub text: Option<String>,
    pub note: Option<String>,
}

/// A parameter, header or claim, decoded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Parameter {
    pub name: String,
    /// At most four words: "where the code went".
    pub caption: Words,
    pub value: Value,
    /// `pass`, `fail` or `note`; empty if no rule has looked at it.
    pub mark: Words,
    /// What the rules say about it.
    pub says: String,
}

/// A value as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Value {
    /// In clear. `marks` are the differing characters, `[start, end)`; a mark of no length is a missing byte.
    Shown { text: String, marks: Vec<(usize, usize)> },
    /// Hidden. `length` in characters; `shape` tells what can be told: "a GUID", "43 characters of base64url".
    Secret { length: usize, shape: String, place: Place },
    /// Not sent.
    Absent,
}
