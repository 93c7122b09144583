//! How long two logins took, message by message: what was slow, or waited, in the one that does not work.

use super::align::Pair;
use super::{Difference, Kind};
use crate::report::StepReport;

/// Nobody minds less, in milliseconds.
const LONG: f64 = 10_000.0;
/// A code lives about so long at most providers, in milliseconds.
const LIFE_OF_A_CODE: f64 = 60_000.0;

/// Waits before a message, and answers that took long, each more than five times as long as where it works.
pub fn differences(pairs: &[Pair<'_>]) -> Vec<Difference> {
    let both: Vec<(&StepReport, &StepReport)> =
        pairs.iter().filter_map(|pair| Some((pair.0?, pair.1?))).collect();
    let mut found = Vec::new();
    for (good, bad) in &both {
        let before =
            both.iter().filter(|(_, other)| other.number < bad.number).max_by_key(|(_, other)| other.number);
        let waited = before.and_then(|(ours, theirs)| Some((since(ours, good)?, since(theirs, bad)?)));
        if let Some((ours, theirs)) = waited.filter(is_longer) {
            let rank = if bad.message == "token_request" && theirs > LIFE_OF_A_CODE { 56 } else { 12 };
            found.push(difference(
                bad,
                good,
                rank,
                "wait",
                format!(
                    "It comes {} after the message before it where it works, {} where not.",
                    words(ours),
                    words(theirs)
                ),
            ));
        }
        if let Some((ours, theirs)) = good.duration_ms.zip(bad.duration_ms).filter(is_longer) {
            let rank = if bad.state == "broken" { 40 } else { 12 };
            found.push(difference(
                bad,
                good,
                rank,
                "duration",
                format!("The answer takes {} where it works, {} where not.", words(ours), words(theirs)),
            ));
        }
    }
    found
}

/// From the end of one message to the beginning of the other.
fn since(before: &StepReport, step: &StepReport) -> Option<f64> {
    Some((step.at_ms? - before.at_ms? - before.duration_ms.unwrap_or(0.0)).max(0.0))
}

fn is_longer((ours, theirs): &(f64, f64)) -> bool {
    *theirs > LONG && *theirs > 5.0 * ours
}

fn words(milliseconds: f64) -> String {
    if milliseconds < 1000.0 {
        format!("{milliseconds:.0} ms")
    } else {
        format!("{:.0} s", milliseconds / 1000.0)
    }
}

fn difference(bad: &StepReport, good: &StepReport, rank: u8, name: &str, says: String) -> Difference {
    Difference {
        rank,
        kind: Kind::Time,
        message: bad.label.to_string(),
        name: name.into(),
        says,
        good: None,
        bad: None,
        good_step: Some(good.number),
        bad_step: Some(bad.number),
    }
}
