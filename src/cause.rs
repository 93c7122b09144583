//! Why a login failed. Flow and verdicts come in; ranked causes go out, each with its evidence, who must act and the
//! fix. A cause is what the person must change, not what the server said.

mod assertion;
mod carried;
mod case;
mod grants;
pub mod lost_session;
mod out_of_sight;
mod portal;
mod probe;
mod record_next;
mod said;
mod status;
mod words;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::order;
pub use crate::report::RecordNext;
use crate::rule::{Finding, Location, Row, Verdicts};

pub use carried::{OF_TIME, other_kind};
pub use case::Case;
pub use record_next::record_next;
pub use said::{Said, hear};
pub use words::Words;

/// One root cause: its words and how it is weighed.
#[derive(Debug)]
pub struct Cause {
    /// Stable; reports, tests and exports use it. The file's name.
    pub id: &'static str,
    /// A noun phrase: "Wrong client secret".
    pub title: &'static str,
    /// The cause in one sentence, where a login gives no better one.
    pub says: &'static str,
    /// How this comes about, in one or two sentences for newcomers.
    pub story: &'static str,
    pub trouble: Trouble,
    pub who: Who,
    /// Where that party must act: "in the code of the client, where it builds the token request".
    pub place: &'static str,
    /// Topics of a provider's console where it is put right, the best first; empty: not there.
    pub console: &'static [&'static str],
    /// Steps, each beginning with a verb.
    pub fix: &'static [&'static str],
    /// What would refute it.
    pub refuted_by: &'static [&'static str],
    /// What is easily taken for it, the likeliest first: where to look next if this one is refuted.
    pub alike: &'static [&'static Cause],
    pub weigh: fn(&Case<'_>) -> Option<Weight>,
}

/// Which of the three kinds of trouble it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Configuration,
    Permission,
    Network,
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever writes or sets up the client.
    Client,
    /// Whoever administers the client's registration, the tenant or the accounts at the provider.
    Administrator,
    /// Whoever runs the provider.
    Provider,
    /// Whoever runs the network, firewall or proxy between them.
    Network,
    /// The browser's owner or maker.
    Browser,
    /// The person who logs in.
    User,
}

impl Trouble {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Trouble::Configuration => "configuration",
            Trouble::Permission => "permission",
            Trouble::Network => "network",
        }
    }
}

impl Who {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Who::Client => "client",
            Who::Administrator => "administrator",
            Who::Provider => "provider",
            Who::Network => "network",
            Who::Browser => "browser",
            Who::User => "user",
        }
    }

    /// The party in words.
    pub fn says(self) -> &'static str {
        match self {
            Who::Client => "The client",
            Who::Administrator => "The provider's administrator",
            Who::Provider => "The provider",
            Who::Network => "The network's operator",
            Who::Browser => "The browser's owner",
            Who::User => "The user",
        }
    }
}

/// What a cause rests on; the higher, the better. What a server says is often misleading, so a contradiction inside the
/// capture outranks its words, its own sub-code outranks the general OAuth code, and a status alone comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Nothing in the capture points there; it is easily taken for the first cause.
    Alike,
    /// Only the status points there.
    Status,
    /// It fits the symptoms.
    Fits,
    /// The server said so in a general OAuth error code.
    ServerError,
    /// The server said so in a code or text of its own.
    ServerCode,
    /// Two values in the capture contradict each other.
    Contradiction,
}

impl Strength {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Strength::Alike => "alike",
            Strength::Status => "status",
            Strength::Fits => "fits",
            Strength::ServerError => "server_error",
            Strength::ServerCode => "server_code",
            Strength::Contradiction => "contradiction",
        }
    }

    fn mass(self) -> f64 {
        match self {
            Strength::Alike => 0.0,
            Strength::Status => 1.0,
            Strength::Fits => 2.5,
            Strength::ServerError => 6.0,
            Strength::ServerCode => 40.0,
            Strength::Contradiction => 600.0,
        }
    }
}

/// How heavy a cause weighs in one login, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    pub strength: Strength,
    /// 0 to 1: how likely among causes of the same strength.
    pub share: f64,
    /// The cause in this login, in one sentence; else the cause's own.
    pub summary: Option<String>,
    /// In this login; else the cause's own.
    pub story: Option<String>,
    /// Steps for this login, before the cause's own.
    pub fix: Vec<String>,
    /// Whether `fix` replaces the cause's own steps.
    pub fix_is_whole: bool,
    pub who: Option<Who>,
    pub evidence: Vec<Evidence>,
}

/// A fact that speaks for a cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub label: String,
    pub says: String,
    pub place: Option<Location>,
    pub row: Option<Row>,
}

/// A cause that weighs something in this login.
#[derive(Clone, Debug)]
pub struct Diagnosed {
    pub cause: &'static Cause,
    pub weight: Weight,
    /// 0 to 1; what is missing to 1 is left for causes that nothing points to.
    pub probability: f64,
}

/// Ranks the causes of a failed login, most likely first; empty for one that did not fail.
pub fn diagnose(flow: &Flow<'_>, verdicts: &Verdicts, config: &ClientConfig) -> Vec<Diagnosed> {
    let case = Case::of(flow, verdicts, config);
    if !case.has_failed() {
        return Vec::new();
    }
    let mut weighed: Vec<(&'static Cause, Weight)> =
        crate::causes::ALL.iter().filter_map(|cause| Some((*cause, (cause.weigh)(&case)?))).collect();
    weighed.retain(|(_, weight)| weight.share > 0.0);
    prefer_the_heard(&case, &mut weighed);
    // "The capture does not show it" stands only where nothing else does.
    if weighed.len() > 1 {
        weighed.retain(|(cause, _)| cause.id != crate::causes::unknown::CAUSE.id);
    }
    let total: f64 = weighed.iter().map(|(_, weight)| weight.strength.mass() * weight.share).sum();
    let mut ranked: Vec<Diagnosed> = weighed
        .into_iter()
        .map(|(cause, weight)| Diagnosed {
            probability: weight.strength.mass() * weight.share / (total + 1.0),
            cause,
            weight,
        })
        .collect();
    order::sort_by(&mut ranked, |a, b| {
        b.probability.total_cmp(&a.probability).then(a.cause.id.cmp(b.cause.id))
    });
    // The next two are told even beside a proof: the person may know better.
    let worth_telling = ranked.iter().filter(|diagnosed| diagnosed.probability >= 0.01).count();
    ranked.truncate(worth_telling.clamp(TOLD, 8));
    look_next(&mut ranked);
    ranked
}

/// Where the capture contradicts itself in two ways, what was said tells which of them stopped the login.
fn prefer_the_heard(case: &Case<'_>, weighed: &mut [(&'static Cause, Weight)]) {
    let is_proven = |weight: &Weight| weight.strength == Strength::Contradiction;
    if weighed.iter().any(|(cause, weight)| is_proven(weight) && case.hears_first(cause)) {
        let unheard = weighed.iter_mut().filter(|(cause, _)| case.said(cause).is_none());
        for (_, weight) in unheard.filter(|(_, weight)| is_proven(weight)) {
            weight.share *= 0.5;
        }
    }
}

/// So many causes are told at least.
const TOLD: usize = 3;

/// Where fewer are known, what is easily taken for the first.
fn look_next(ranked: &mut Vec<Diagnosed>) {
    let Some(first) = ranked.first().map(|first| first.cause) else { return };
    for cause in first.alike {
        if ranked.len() < TOLD && !ranked.iter().any(|known| known.cause.id == cause.id) {
            ranked.push(Diagnosed { cause, weight: Weight::new(Strength::Alike, 1.0), probability: 0.0 });
        }
    }
}

impl Weight {
    /// A weight without evidence yet.
    pub fn new(strength: Strength, share: f64) -> Weight {
        Weight {
            strength,
            share,
            summary: None,
            story: None,
            fix: Vec::new(),
            fix_is_whole: false,
            who: None,
            evidence: Vec::new(),
        }
    }

    /// From a finding of a rule.
    pub fn of_finding(finding: &Finding, strength: Strength) -> Weight {
        let mut weight = Weight::new(strength, 1.0);
        weight.summary = Some(finding.says.clone());
        weight.evidence = finding
            .rows
            .iter()
            .map(|row| Evidence {
                label: row.label.clone(),
                says: String::new(),
                place: row.place.clone(),
                row: Some(row.clone()),
            })
            .collect();
        if weight.evidence.is_empty() {
            weight.evidence.extend(finding.places.iter().take(1).map(|place| Evidence {
                label: "Seen".into(),
                says: finding.says.clone(),
                place: Some(place.clone()),
                row: None,
            }));
        }
        weight
            .evidence
            .extend(finding.difference.as_ref().map(|says| Evidence::says("Difference", says.clone())));
        weight
    }

    /// The same, more or less likely.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Weight {
        self.share *= factor;
        self
    }

    /// The same, resting on no less than this.
    #[must_use]
    pub fn stronger(mut self, least: Strength) -> Weight {
        self.strength = self.strength.max(least);
        self
    }

    /// The same, resting on no more than this.
    #[must_use]
    pub fn weaker(mut self, most: Strength) -> Weight {
        self.strength = self.strength.min(most);
        self
    }

    /// The same with another summary.
    #[must_use]
    pub fn summary(mut self, summary: impl Into<String>) -> Weight {
        self.summary = Some(summary.into());
        self
    }

    /// The same with a further step.
    #[must_use]
    pub fn fix(mut self, step: impl Into<String>) -> Weight {
        self.fix.push(step.into());
        self
    }

    /// The same with further evidence.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Weight {
        self.evidence.push(evidence);
        self
    }
}

impl Evidence {
    /// A fact without a place.
    pub fn says(label: &str, says: impl Into<String>) -> Evidence {
        Evidence { label: label.into(), says: says.into(), place: None, row: None }
    }

    /// A fact at a place.
    pub fn at(label: &str, place: Location, says: impl Into<String>) -> Evidence {
        Evidence { label: label.into(), says: says.into(), place: Some(place), row: None }
    }
}
