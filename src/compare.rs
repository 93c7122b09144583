//! What differs, by meaning, between a login that works and one that does not. Two reports come in; differences go out, the
//! one that explains the failure best first. Random values of the same shape are no difference. Knows reports only, so no
//! secret can be in what it says.

mod align;
mod configured;
mod environment;
mod fields;
mod rank;
mod time;

use std::sync::Arc;

use serde::Serialize;

use crate::config::ClientConfig;
use crate::report::{FlowReport, Outcome, Report, Value};
use environment::Environments;

/// Two logins side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    pub good: Side,
    pub bad: Side,
    /// What the differences come to, where they come to something.
    pub says: Option<String>,
    /// The likeliest explanation first.
    pub differences: Vec<Difference>,
    /// Values that were compared and are the same, or differ only as random values do.
    pub same: usize,
}

/// One of the two logins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    pub file: String,
    pub flow: String,
    pub title: String,
    pub provider: String,
    pub outcome: Outcome,
    pub summary: String,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// How much it explains, from 0 to 100.
    pub rank: u8,
    pub kind: Kind,
    /// The message in words: "Token request".
    pub message: String,
    /// Parameter, header, cookie, claim, rule: what differs.
    pub name: String,
    /// In one sentence, with both values.
    pub says: String,
    pub good: Option<Value>,
    pub bad: Option<Value>,
    /// Numbers of the steps.
    pub good_step: Option<usize>,
    pub bad_step: Option<usize>,
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A check that passes in one and fails in the other.
    Check,
    /// A step that only one has.
    Step,
    /// Where a request goes.
    Address,
    Parameter,
    Header,
    Cookie,
    Claim,
    /// What was answered.
    Answer,
    /// Who answered: servers, firewalls and proxies.
    Network,
    Time,
    /// What is stored of the two clients.
    Configuration,
    /// The two logins take place elsewhere: at another provider's address, as another client.
    Environment,
}

/// Compares the login that works of one report with the one that does not of the other, and their configurations where each
/// has its own; none where one holds no login.
pub fn compare(good: (&Report, &[ClientConfig]), bad: (&Report, &[ClientConfig])) -> Option<Comparison> {
    let (good_flow, bad_flow) = chosen(good.0, bad.0)?;
    Some(compared((good_flow, own(good_flow, good.1)), (bad_flow, own(bad_flow, bad.1))))
}

/// Compares two logins.
pub fn flows(good: &FlowReport, bad: &FlowReport) -> Comparison {
    compared((good, None), (bad, None))
}

fn own<'a>(flow: &FlowReport, clients: &'a [ClientConfig]) -> Option<&'a ClientConfig> {
    clients.iter().find(|client| client.client_id.is_some() && client.client_id == flow.client_id)
}

/// The login that works and the one that does not.
fn chosen<'a>(good: &'a Report, bad: &'a Report) -> Option<(&'a FlowReport, &'a FlowReport)> {
    let works = |flow: &&Arc<FlowReport>| flow.outcome == Outcome::Succeeded;
    let fails = |flow: &&Arc<FlowReport>| flow.outcome == Outcome::Failed;
    let bad_flow = bad.flows.iter().rfind(fails).or(bad.flows.last())?;
    // Several that work: the one most like the one that does not.
    let alike = |flow: &&Arc<FlowReport>| {
        let same = [
            flow.client_id == bad_flow.client_id,
            flow.kind == bad_flow.kind,
            flow.kind_says == bad_flow.kind_says,
            flow.provider == bad_flow.provider,
        ];
        same.iter().filter(|same| **same).count()
    };
    let good_flow = good.flows.iter().filter(works).max_by_key(alike).or(good.flows.last())?;
    Some((good_flow, bad_flow))
}

/// A login and the configuration of its client.
type Known<'a> = (&'a FlowReport, Option<&'a ClientConfig>);

fn compared((good, ours): Known<'_>, (bad, theirs): Known<'_>) -> Comparison {
    let environments = Environments::of(good, bad);
    let steps = align::steps(good, bad);
    let mut differences = align::missing(&steps);
    differences.extend(rank::checks(good, bad));
    differences.extend(environments.differences());
    differences.extend(time::differences(&steps));
    if let Some((ours, theirs)) = ours.zip(theirs) {
        differences.extend(configured::differences(ours, theirs, &environments));
    }
    let mut same = 0;
    for pair in steps.iter().filter_map(|pair| Some((pair.0?, pair.1?))) {
        differences.extend(fields::differences(pair, &environments, &mut same));
    }
    rank::order(&mut differences, bad);
    let says = rank::comes_to(&differences, bad);
    Comparison { good: side(good), bad: side(bad), says, differences, same }
}

fn side(flow: &FlowReport) -> Side {
    Side {
        file: flow.files.first().cloned().unwrap_or_default(),
        flow: flow.id.clone(),
        title: flow.title.clone(),
        provider: flow.provider_name.clone(),
        outcome: flow.outcome,
        summary: flow.summary.clone(),
    }
}
