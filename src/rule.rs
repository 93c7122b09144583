//! A rule looks at one flow and answers with one of four verdicts. It points at bytes and never calls another rule.
//! Flow and configuration come in, verdicts go out; what they mean for the login is `cause`'s to say.

pub mod access_token;
pub mod altered;
pub mod api;
pub mod asked;
pub mod authorize;
pub mod browser;
pub mod client_auth;
pub mod clock;
pub mod compare;
pub mod configured;
pub mod cookie;
pub mod dpop;
pub mod evidence;
pub mod examples;
pub mod guessable;
pub mod host;
pub mod id_token;
pub mod jarm;
pub mod jwt_check;
pub mod jwt_hash;
pub mod known;
pub mod logout;
pub mod metadata;
pub mod nearest;
pub mod others;
pub mod pages;
pub mod par;
pub mod parties;
pub mod placeholder;
pub mod polling;
pub mod preflight;
pub mod quote;
pub mod request_object;
pub mod resource;
pub mod scopes;
pub mod sent;
pub mod shut_out;
pub mod signed;
pub mod silent;
pub mod strength;
pub mod token;
pub mod token_answer;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::order;
use crate::spec::Section;

pub use evidence::{Evidence, Reading, Subject};

/// One rule: its words, the text it rests on, its examples and its check.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case; names what is found, and is the file's name.
    pub id: &'static str,
    /// A noun phrase.
    pub title: &'static str,
    pub severity: Severity,
    pub class: Class,
    pub specs: &'static [Section],
    /// The harm, in words a newcomer understands.
    pub why: &'static str,
    /// Begins with a verb; names who must change what.
    pub fix: &'static str,
    /// A stored configuration (JSON) that both examples are judged with; empty if none is needed.
    pub config: &'static str,
    /// A capture, in the notation of `curl -v`, that fails.
    pub bad: &'static str,
    /// A capture that passes.
    pub good: &'static str,
    /// What it reads, and what is to be said where a capture lacks that.
    pub evidence: Evidence,
    pub check: fn(&Flow<'_>, &ClientConfig) -> Verdict,
}

/// An example of a rule. The wasm goes without: examples are for `explain` and for the tests.
pub const fn example(capture: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { capture }
}

/// What a rule answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// What was seen and is right.
    Pass(String),
    Fail(Vec<Finding>),
    /// The rule's subject is not in this login.
    NotApplicable,
    /// What the capture lacks. "Not seen" is never "fine".
    NotCheckable(String),
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Works by luck, or against a MUST or SHOULD.
    Warning,
    /// A login breaks or a secret leaks.
    Error,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Why it failed.
    Failure,
    /// Against a specification, and it works.
    Conformance,
    /// Could be safer.
    Hardening,
}

/// Whether the bytes prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    Likely,
    Proven,
}

/// What a rule has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was seen, with both values where two are compared. Backticks mark what came over the wire. Never a secret.
    pub says: String,
    /// Where it differs from the rule's.
    pub severity: Option<Severity>,
    /// Where it differs from the rule's.
    pub class: Option<Class>,
    pub certainty: Certainty,
    /// The first is the place to look at.
    pub places: Vec<Location>,
    /// Values to be set below each other.
    pub rows: Vec<Row>,
    /// What differs between them, in words.
    pub difference: Option<String>,
}

/// A value in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// "Authorization request", "Registered".
    pub label: String,
    pub place: Option<Location>,
    pub value: Shown,
}

/// A value as a report may show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// In clear, with the differing characters, `[start, end)`; one of no length is a missing character.
    Clear {
        text: String,
        marks: Vec<(usize, usize)>,
    },
    /// Length and shape only.
    Secret {
        length: usize,
        shape: String,
    },
    Absent,
}

/// A place in the capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub file: usize,
    pub entry: usize,
    pub part: Part,
    pub name: Option<String>,
    /// Characters of the decoded value, `[start, end)`.
    pub span: Option<(usize, usize)>,
}

impl Location {
    /// A parameter of a message, in the part where the message has its parameters.
    pub fn param(message: &Message<'_>, name: &str) -> Location {
        // What a request object holds stands there.
        let carried = message.given("request").is_some()
            && message.param(name).is_some_and(crate::http::Param::is_carried);
        match carried {
            true => Location::of(message, message.part, Some(&format!("request.{name}"))),
            false => Location::of(message, message.part, Some(name)),
        }
    }

    /// A part of a message's exchange, and what in it.
    pub fn of(message: &Message<'_>, part: Part, name: Option<&str>) -> Location {
        let exchange = message.exchange;
        Location {
            file: exchange.file,
            entry: exchange.entry,
            part,
            name: name.map(str::to_owned),
            span: None,
        }
    }

    /// The error in a message's answer: its member, or the whole answer.
    pub fn answer(message: &Message<'_>) -> Location {
        match &message.answer.error {
            Some(error) if error.names.0 == "www-authenticate" => {
                Location::of(message, Part::ResponseHeader, Some("www-authenticate"))
            }
            Some(error) => Location::of(
                message,
                Part::ResponseBody,
                Some(if error.names.1.is_empty() { &error.names.0 } else { &error.names.1 }),
            ),
            None if message.answer.page.is_some() => Location::of(message, Part::ResponseBody, None),
            None => Location::of(message, Part::ResponseStatus, None),
        }
    }
}

impl Finding {
    /// Whether it can have stopped a login: what only departs from a specification, or could be safer, has not.
    pub fn stops(&self, rule: &Rule) -> bool {
        self.class.unwrap_or(rule.class) == Class::Failure
    }

    /// A proven finding at a place.
    pub fn at(place: Location, says: impl Into<String>) -> Finding {
        Finding {
            says: says.into(),
            severity: None,
            class: None,
            certainty: Certainty::Proven,
            places: vec![place],
            rows: Vec::new(),
            difference: None,
        }
    }

    /// The same, with a second place.
    #[must_use]
    pub fn and_at(mut self, place: Location) -> Finding {
        self.places.push(place);
        self
    }

    /// The same, with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Finding {
        self.severity = Some(severity);
        self
    }

    /// The same, of another class.
    #[must_use]
    pub fn class(mut self, class: Class) -> Finding {
        self.class = Some(class);
        self
    }

    /// The same, but only likely.
    #[must_use]
    pub fn likely(mut self) -> Finding {
        self.certainty = Certainty::Likely;
        self
    }

    /// The same, with two values below each other and the difference marked.
    #[must_use]
    pub fn compared(
        mut self,
        first: (&str, Option<Location>, &str),
        second: (&str, Option<Location>, &str),
    ) -> Finding {
        let difference = compare::difference(first.2, second.2).named(first.0, second.0);
        self.rows = vec![
            Row::clear(first.0, first.1, first.2, difference.in_first),
            Row::clear(second.0, second.1, second.2, difference.in_second),
        ];
        self.difference = Some(difference.says);
        self
    }

    /// The same, with further rows.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Row>) -> Finding {
        self.rows = rows;
        self
    }

    /// As a failing verdict.
    pub fn verdict(self) -> Verdict {
        Verdict::Fail(vec![self])
    }
}

impl Row {
    /// A value in clear.
    pub fn clear(label: &str, place: Option<Location>, text: &str, mark: Option<(usize, usize)>) -> Row {
        Row {
            label: label.into(),
            place,
            value: Shown::Clear { text: text.into(), marks: mark.into_iter().collect() },
        }
    }

    /// A secret, of which only length and shape are told.
    pub fn secret(label: &str, place: Location, secret: &str) -> Row {
        let value = Shown::Secret { length: secret.chars().count(), shape: crate::config::shape(secret) };
        Row { label: label.into(), place: Some(place), value }
    }

    /// A value that was not sent.
    pub fn absent(label: &str, place: Location) -> Row {
        Row { label: label.into(), place: Some(place), value: Shown::Absent }
    }
}

impl Verdict {
    /// A pass, with what was seen.
    pub fn pass(says: impl Into<String>) -> Verdict {
        Verdict::Pass(says.into())
    }

    /// Not checkable, with what the capture lacks.
    pub fn lacks(what: impl Into<String>) -> Verdict {
        Verdict::NotCheckable(what.into())
    }

    /// Failing with these findings, or passing if there are none.
    pub fn of(findings: Vec<Finding>, pass: impl Into<String>) -> Verdict {
        if findings.is_empty() { Verdict::Pass(pass.into()) } else { Verdict::Fail(findings) }
    }
}

/// The verdicts of all rules on one flow, in the order of the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Verdicts(pub Vec<(&'static Rule, Verdict)>);

impl Verdicts {
    /// The findings of a rule.
    pub fn findings(&self, rule: &'static Rule) -> &[Finding] {
        let own = self.0.iter().find(|(judged, _)| judged.id == rule.id);
        match own {
            Some((_, Verdict::Fail(findings))) => findings,
            _ => &[],
        }
    }

    /// Whether a rule passed.
    pub fn passed(&self, rule: &'static Rule) -> bool {
        self.0.iter().any(|(judged, verdict)| judged.id == rule.id && matches!(verdict, Verdict::Pass(_)))
    }

    /// All findings with their rules, the gravest first.
    pub fn all(&self) -> Vec<(&'static Rule, &Finding)> {
        let mut all: Vec<(&'static Rule, &Finding)> = self
            .0
            .iter()
            .filter_map(|(rule, verdict)| match verdict {
                Verdict::Fail(findings) => Some((*rule, findings)),
                Verdict::Pass(_) | Verdict::NotApplicable | Verdict::NotCheckable(_) => None,
            })
            .flat_map(|(rule, findings)| findings.iter().map(move |finding| (rule, finding)))
            .collect();
        order::sort_by_key(&mut all, |(rule, finding)| {
            (
                finding.class.unwrap_or(rule.class),
                std::cmp::Reverse(finding.severity.unwrap_or(rule.severity)),
            )
        });
        all
    }
}

/// Judges a flow by every rule. In a login that worked nothing is "why it failed": such findings become remarks on
/// conformance, at most warnings.
pub fn run(flow: &Flow<'_>, config: &ClientConfig) -> Verdicts {
    let mut verdicts: Vec<(&'static Rule, Verdict)> =
        crate::rules::ALL.iter().map(|rule| (*rule, judge(rule, flow, config))).collect();
    for (rule, verdict) in &mut verdicts {
        let Verdict::Fail(findings) = verdict else { continue };
        for finding in findings {
            soften(flow, rule, finding);
        }
    }
    Verdicts(verdicts)
}

fn judge(rule: &Rule, flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    rule.evidence.weigh((rule.check)(flow, config), flow)
}

fn soften(flow: &Flow<'_>, rule: &Rule, finding: &mut Finding) {
    let failure = finding.stops(rule);
    let place = finding.places.first();
    let message = place.and_then(|place| {
        flow.messages
            .iter()
            .find(|message| (message.exchange.file, message.exchange.entry) == (place.file, place.entry))
    });
    let went_on = message.is_some_and(|message| flow.goes_on_after(message));
    if failure && flow.failures.is_empty() && (went_on || !is_decisive(rule)) && flow.has_succeeded() {
        finding.class = Some(Class::Conformance);
        finding.severity = Some(finding.severity.unwrap_or(rule.severity).min(Severity::Warning));
    }
}

/// Rules whose failure a client notices by itself: no server refuses anything, the client must reject the response.
pub fn is_decisive(rule: &Rule) -> bool {
    [
        "state-differs",
        "state-not-returned",
        "logout-redirect-not-registered",
        "id-token-nonce",
        "id-token-audience",
        "id-token-issuer",
        "id-token-expired",
        "id-token-not-yet-valid",
        "id-token-issued-in-future",
        "id-token-signature",
        "id-token-key-unknown",
        "id-token-critical-header",
        "id-token-state-hash",
        "id-token-refreshed",
        "id-token-organization",
        "id-token-authorized-party",
        "jarm-signature",
        "jarm-issuer",
        "jarm-audience",
        "jarm-expired",
        "id-token-access-hash",
        "id-token-code-hash",
        "id-token-subject",
        "id-token-malformed",
        "id-token-algorithm-unexpected",
        "issuer-parameter-differs",
        "callback-lost-parameters",
        "refresh-token-not-issued",
        "id-token-not-issued",
        "userinfo-subject-differs",
        "userinfo-signature",
        "userinfo-jwt",
        "session-refused-after-login",
        "session-cookie-rejected",
        "popup-opener-severed",
    ]
    .contains(&rule.id)
}
