//! By how much a file's clock differs from that of others: from exchanges that both saw, from values that one must have
//! had before the other used them, and from the `Date` headers of the same servers. Each bounds the difference.

use std::collections::HashMap;

use crate::http::{Exchange, Instant, Params};

/// Milliseconds to be added to the times of `own` so that they fit those of `known`; 0 where nothing contradicts that.
pub fn shift(known: &[Exchange], own: &[Exchange]) -> f64 {
    let common = common(known, own);
    let mut bounds = Bounds { low: f64::NEG_INFINITY, high: f64::INFINITY };
    // The middle one first: a single wrong pair must not decide.
    let mut pairs = common.clone();
    pairs.sort_by(|a, b| (a.low + a.high).total_cmp(&(b.low + b.high)));
    let middle = pairs.get(pairs.len() / 2).copied();
    let causes = caused(known, own);
    let all = middle.into_iter().chain(common).chain(causes).chain(by_date(known, own));
    for bound in all {
        bounds = bounds.within(bound).unwrap_or(bounds);
    }
    bounds.nearest_to_none()
}

/// By how many milliseconds a file's clock surely differs from those of the servers it talked to, if that is worth
/// speaking of.
pub fn error(exchanges: &[Exchange]) -> f64 {
    let of_server = |bounds: &Bounds| bounds.low.max(-bounds.high).max(0.0);
    let mut errors: Vec<f64> = servers(exchanges).values().map(of_server).collect();
    errors.sort_by(f64::total_cmp);
    errors.get(errors.len() / 2).copied().filter(|error| *error > 5000.0).unwrap_or(0.0)
}

/// Between which differences the truth lies.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounds {
    low: f64,
    high: f64,
}

impl Bounds {
    fn within(self, other: Bounds) -> Option<Bounds> {
        let both = Bounds { low: self.low.max(other.low), high: self.high.min(other.high) };
        (both.low <= both.high).then_some(both)
    }

    fn nearest_to_none(self) -> f64 {
        // Rounding of times in the files.
        const SLACK: f64 = 600.0;
        if self.low <= SLACK && self.high >= -SLACK {
            return 0.0;
        }
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) => f64::midpoint(self.low, self.high),
            (true, false) => self.low,
            _ => self.high,
        }
    }
}

/// From exchanges that are in both: one lies within the other.
fn common(known: &[Exchange], own: &[Exchange]) -> Vec<Bounds> {
    let mut pairs = Vec::new();
    for exchange in own.iter().filter(|exchange| is_marked(exchange)) {
        let mut same = known.iter().filter(|known| super::is_same(known, exchange));
        let mut twins = own.iter().filter(|twin| super::is_same(twin, exchange));
        let (Some(known), None) = (same.next(), same.next()) else { continue };
        if twins.nth(1).is_some() {
            continue;
        }
        let (Some(theirs), Some(ours)) = (known.started, exchange.started) else { continue };
        let took = |exchange: &Exchange| exchange.duration_ms.unwrap_or(0.0);
        let centre = theirs.0 + took(known) / 2.0 - ours.0 - took(exchange) / 2.0;
        let half = (took(known) - took(exchange)).abs() / 2.0 + 20.0;
        pairs.push(Bounds { low: centre - half, high: centre + half });
    }
    pairs
}

/// Whether a request carries a value that no other does, so that an equal one is the same.
fn is_marked(exchange: &Exchange) -> bool {
    let has_value = |params: &Params| params.0.iter().any(|param| is_value(param.value()));
    has_value(&exchange.query())
        || exchange.request.body.text().is_some_and(|text| has_value(&Params::parse(text)))
}

fn is_value(text: &str) -> bool {
    text.len() >= 12
        && text.bytes().all(|b| b.is_ascii_graphic())
        && !text.contains("://")
        && !text.contains('.')
}

/// From values that one side was given and the other then used: a code is issued before it is redeemed, a token before it
/// is sent.
fn caused(known: &[Exchange], own: &[Exchange]) -> Vec<Bounds> {
    let (theirs, ours) = (handed(known), handed(own));
    let mut bounds = Vec::new();
    for (value, ours) in &ours {
        let Some(theirs) = theirs.get(value) else { continue };
        // A code is redeemed within a minute of its delivery.
        let most = if theirs.is_code || ours.is_code { 60_000.0 } else { f64::INFINITY };
        if let (Some(given), Some(used)) = (theirs.given, ours.used) {
            bounds.push(Bounds { low: given - used, high: given - used + most });
        }
        if let (Some(given), Some(used)) = (ours.given, theirs.used) {
            bounds.push(Bounds { low: used - given - most, high: used - given });
        }
        // The server redeems it while the browser waits for the callback's answer.
        if let (Some((from, to)), Some(used)) = (theirs.waits, ours.used) {
            bounds.push(Bounds { low: from - used, high: to - used });
        }
        if let (Some((from, to)), Some(used)) = (ours.waits, theirs.used) {
            bounds.push(Bounds { low: used - to, high: used - from });
        }
    }
    // Those that must hold first: the others only make them narrower.
    bounds.sort_by_key(|bound| bound.low.is_finite() && bound.high.is_finite());
    bounds
}

/// When a value was first handed out, during which request to the client it was on its way, and when it was first used.
#[derive(Default)]
struct Handed {
    given: Option<f64>,
    waits: Option<(f64, f64)>,
    used: Option<f64>,
    is_code: bool,
}

fn handed(exchanges: &[Exchange]) -> HashMap<String, Handed> {
    let mut values: HashMap<String, Handed> = HashMap::new();
    let code = |params: &Params| params.given("code").filter(|code| is_value(code)).map(str::to_owned);
    let first = |known: Option<f64>, at: f64| Some(known.map_or(at, |known| known.min(at)));
    for exchange in exchanges {
        let Some(at) = exchange.started.map(|at| at.0) else { continue };
        let took = exchange.duration_ms.unwrap_or(0.0);
        let target = exchange.redirect_target().unwrap_or_default();
        let issued = target.split_once(['?', '#']).and_then(|(_, query)| code(&Params::parse(query)));
        for code in issued.into_iter().chain(code(&exchange.query())).chain(code(&exchange.fragment())) {
            let value = values.entry(code).or_default();
            (value.given, value.is_code) = (first(value.given, at), true);
        }
        if let (Some(code), Some(took)) = (code(&exchange.query()), exchange.duration_ms) {
            values.entry(code).or_default().waits = Some((at, at + took));
        }
        let sent = exchange.request.body.text().map(Params::parse);
        if let Some(code) = sent.filter(|sent| sent.has("grant_type")).as_ref().and_then(code) {
            let value = values.entry(code).or_default();
            (value.used, value.is_code) = (first(value.used, at), true);
        }
        if let Some(token) = answered(exchange) {
            let value = values.entry(token).or_default();
            value.given = first(value.given, at + took);
        }
        let credentials =
            exchange.request.headers.first("authorization").and_then(|value| value.split_once(' '));
        if let Some((_, token)) = credentials.filter(|(_, token)| token.len() >= 12) {
            let value = values.entry(token.to_owned()).or_default();
            value.used = first(value.used, at);
        }
    }
    values
}

/// The access token that an answer brings.
fn answered(exchange: &Exchange) -> Option<String> {
    let text = exchange.response.body.text().filter(|text| text.contains("\"access_token\""))?;
    let answer: serde_json::Value = serde_json::from_str(text).ok()?;
    answer.get("access_token")?.as_str().map(str::to_owned)
}

/// From the clocks of servers that both sides talked to: `Date` has whole seconds, many answers narrow it down.
fn by_date(known: &[Exchange], own: &[Exchange]) -> Vec<Bounds> {
    let (theirs, ours) = (servers(known), servers(own));
    let bounds = ours.iter().filter_map(|(host, ours)| {
        let theirs = theirs.get(host)?;
        Some(Bounds { low: ours.low - theirs.high, high: ours.high - theirs.low })
    });
    bounds.collect()
}

/// Of each server, how far its clock is ahead of the file's.
fn servers(exchanges: &[Exchange]) -> HashMap<String, Bounds> {
    let mut seen: HashMap<String, Vec<Bounds>> = HashMap::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.response.status != Some(304)) {
        let date = exchange.response.headers.first("date").and_then(Instant::parse_http);
        let (Some(date), Some(at), Some(took)) = (date, exchange.started, exchange.duration_ms) else {
            continue;
        };
        // A file that takes its times from the same header tells nothing.
        if at.0 != date.0 {
            let bounds = Bounds { low: date.0 - at.0 - took, high: date.0 + 1000.0 - at.0 };
            seen.entry(exchange.origin()).or_default().push(bounds);
        }
    }
    seen.into_iter().filter_map(|(host, bounds)| Some((host, agreed(bounds)?))).collect()
}

/// What most agree on; answers from a cache carry old dates.
fn agreed(mut bounds: Vec<Bounds>) -> Option<Bounds> {
    bounds.sort_by(|a, b| (a.low + a.high).total_cmp(&(b.low + b.high)));
    let middle = bounds.get(bounds.len() / 2).copied()?;
    Some(bounds.into_iter().fold(middle, |all, bound| all.within(bound).unwrap_or(all)))
}
