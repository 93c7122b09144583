//! The capture of a live session: grows entry by entry, completes what is there already, and lets the oldest go when it has
//! grown too large. Knows nothing of logins: who asks it to forget says what.

use std::collections::{HashMap, HashSet};

use super::{Capture, copies, entry};
use crate::http::{Body, Exchange};

/// Exchanges that are held at most, and their bytes.
const MOST: usize = 8_000;
const MOST_BYTES: usize = 64 << 20;
/// So many that began at one time are looked at first.
const SAME_TIME: usize = 64;

/// What a live capture knows of its exchanges.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Exchanges that are held at most.
    most: usize,
    /// The number of each exchange.
    numbers: HashMap<Key, usize>,
    /// The number that the next one gets; one that was given is never given again.
    next: usize,
    bytes: usize,
    /// How many have been let go.
    forgotten: usize,
    /// How many were let go before they came here.
    lost: usize,
}

impl Default for Known {
    fn default() -> Known {
        Known { most: MOST, numbers: HashMap::new(), next: 0, bytes: 0, forgotten: 0, lost: 0 }
    }
}

/// What tells a live exchange from all others: start, method, URL without its fragment, and whether a service worker
/// answered it.
type Key = (Option<u64>, String, String, bool);

impl Capture {
    /// An empty capture of a live session.
    pub fn live() -> Capture {
        Capture { file: "live".into(), exporter: "DevTools".into(), ..Capture::default() }
    }

    /// The same with a bound of its own for the number of exchanges.
    pub fn live_within(most: usize) -> Capture {
        let live = Capture::live();
        Capture { live: Known { most, ..live.live }, ..live }
    }

    /// Adds an entry as `chrome.devtools.network` delivers it, with its body put into `response.content`. An entry that
    /// is there already (same method, URL and start) is completed by what was missing. Answers its number, if anything is
    /// new.
    pub fn add_live(&mut self, value: &serde_json::Value) -> Option<usize> {
        let exchange = entry::read(value, self.live.next).ok()?;
        self.seen.add(&exchange);
        let number = *self.live.numbers.entry(key(&exchange)).or_insert(self.live.next);
        let index = self.place(&exchange, number);
        let Some(known) = self.exchanges.get_mut(index) else {
            self.live.next += 1;
            self.live.bytes += weight(&exchange);
            self.entries += 1;
            let place = self.place_in_time(&exchange);
            self.exchanges.insert(place, exchange);
            copies::share(&mut self.exchanges, place);
            return Some(number);
        };
        let before = weight(known);
        let is_new = complete(known, exchange);
        self.live.bytes += weight(known).saturating_sub(before);
        (copies::share(&mut self.exchanges, index) || is_new).then_some(number)
    }

    /// A capture of some of its exchanges.
    pub fn part(&self, exchanges: Vec<Exchange>) -> Capture {
        let (file, exporter, notes) = (self.file.clone(), self.exporter.clone(), self.notes.clone());
        Capture { file, exporter, exchanges, notes, live: Known::default(), ..*self }
    }

    /// Where the exchange with a number is, which began when this one did; behind all where it is new.
    fn place(&self, exchange: &Exchange, number: usize) -> usize {
        if number == self.live.next {
            return self.exchanges.len();
        }
        let is_it = |known: &Exchange| known.entry == number;
        let from = exchange.started.map_or(0, |at| {
            let earlier = |known: &Exchange| known.started.is_some_and(|known| known.0 < at.0);
            self.exchanges.partition_point(earlier)
        });
        let near = self.exchanges.iter().skip(from).take(SAME_TIME).position(is_it).map(|at| from + at);
        // An exchange without a start may stand anywhere.
        near.or_else(|| self.exchanges.iter().position(is_it)).unwrap_or(self.exchanges.len())
    }

    /// Where a new exchange belongs in order of time: entries come when they are complete.
    fn place_in_time(&self, exchange: &Exchange) -> usize {
        let later = |known: &&Exchange| {
            exchange.started.zip(known.started).is_some_and(|(new, known)| known.0 > new.0)
        };
        self.exchanges.len() - self.exchanges.iter().rev().take_while(later).count()
    }

    /// Takes how many entries the browser has told of in all, and how many of those that matter were let go before they
    /// came here.
    pub fn count_live(&mut self, entries: usize, lost: usize) {
        self.entries = entries.max(self.exchanges.len());
        self.live.lost = lost;
        self.tell_forgotten();
    }

    /// Whether it holds more than it should.
    pub fn is_full(&self) -> bool {
        self.exchanges.len() > self.live.most || self.live.bytes > MOST_BYTES
    }

    /// How far it must be emptied to be well below its bounds: of exchanges in this order, how many have to go.
    pub fn surplus<'e>(&self, in_order: impl Iterator<Item = &'e Exchange>) -> usize {
        let (mut count, mut bytes) = (self.exchanges.len(), self.live.bytes);
        in_order
            .take_while(|exchange| {
                let over = count > self.live.most / 4 * 3 || bytes > MOST_BYTES / 4 * 3;
                (count, bytes) = (count.saturating_sub(1), bytes.saturating_sub(weight(exchange)));
                over
            })
            .count()
    }

    /// Lets exchanges go, by their numbers, and notes it.
    pub fn forget(&mut self, entries: &HashSet<usize>) {
        let before = self.exchanges.len();
        self.exchanges.retain(|exchange| !entries.contains(&exchange.entry));
        self.live.forgotten += before - self.exchanges.len();
        self.live.bytes = self.exchanges.iter().map(weight).sum();
        self.live.numbers.retain(|_, number| !entries.contains(number));
        self.tell_forgotten();
    }

    fn tell_forgotten(&mut self) {
        let gone = self.live.forgotten + self.live.lost;
        self.notes = match gone {
            0 => Vec::new(),
            1 => vec!["The oldest exchange is no longer held: the session has grown too large. Save a report before that, or clear the list.".to_owned()],
            _ => vec![format!("The {gone} oldest exchanges are no longer held: the session has grown too large. Save a report before that, or clear the list.")],
        };
    }
}

/// Takes over an answer, a body, a fragment or headers that were missing; answers whether there were any. Chrome may tell of a
/// redirect before it knows the cookies that came with it.
fn complete(known: &mut Exchange, exchange: Exchange) -> bool {
    let mut is_new = false;
    if !known.request.url.contains('#') && exchange.request.url.contains('#') {
        known.request.url.clone_from(&exchange.request.url);
        is_new = true;
    }
    if known.response.status.is_none() && exchange.response.status.is_some() {
        let url = std::mem::take(&mut known.request.url);
        *known = Exchange { entry: known.entry, ..exchange };
        known.request.url = url;
        return true;
    }
    if known.response.body == Body::NotRecorded && exchange.response.body != Body::NotRecorded {
        known.response.body = exchange.response.body.clone();
        is_new = true;
    }
    let count = |of: &Exchange| of.request.headers.0.len() + of.response.headers.0.len();
    if count(&exchange) > count(known) {
        let (url, body) = (std::mem::take(&mut known.request.url), std::mem::take(&mut known.response.body));
        let sent = std::mem::take(&mut known.request.body);
        *known = Exchange { entry: known.entry, ..exchange };
        known.request.url = url;
        for (body, now) in [(body, &mut known.response.body), (sent, &mut known.request.body)] {
            if body != Body::NotRecorded {
                *now = body;
            }
        }
        is_new = true;
    }
    is_new
}

/// About how many bytes an exchange takes.
fn weight(exchange: &Exchange) -> usize {
    let Exchange { request, response, .. } = exchange;
    let headers = request.headers.0.iter().chain(&response.headers.0);
    let body = |body: &Body| body.text().map_or(0, str::len);
    500 + request.url.len()
        + body(&request.body)
        + body(&response.body)
        + headers.map(|(name, value)| 60 + name.len() + value.expose().len()).sum::<usize>()
}

fn key(exchange: &Exchange) -> Key {
    let Exchange { started, request, by_service_worker, .. } = exchange;
    let url = request.url.split('#').next().unwrap_or_default();
    (started.map(|at| at.0.to_bits()), request.method.clone(), url.to_owned(), *by_service_worker)
}
