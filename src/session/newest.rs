//! With many logins in a live session: the newest judged at once, beside what is known of the others, until all are judged
//! together again. The last logins and whatever has changed since go in; an update that may differ in little from that of the
//! whole goes out.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use super::{Known, Session, Table};
use crate::analyse::{exchanges, flows};
use crate::capture::Capture;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Message};
use crate::protocol::Update;
use crate::report::Files;

/// With fewer logins all of them are judged each time.
const MANY: usize = 40;
/// So many of the last logins are looked at together.
const NEWEST: usize = 8;

/// What has come since the last judgement, of all logins or of the newest.
#[derive(Default)]
pub(super) struct Since {
    pub is_new: bool,
    /// The numbers of entries.
    pub entries: HashSet<usize>,
}

impl Session {
    /// Whether what is known of the logins is not what all of them say together.
    pub fn is_behind(&self) -> bool {
        self.is_new && !self.known.is_empty()
    }

    /// Judges the logins in which something has changed, beside few others: as [`Session::judge`] does where there are few.
    pub fn judge_newest(&mut self) -> Option<Update> {
        let Some(part) = self.newest() else { return self.judge() };
        if !std::mem::take(&mut self.since.is_new) {
            return self.counted();
        }
        let part = [part];
        let (exchanges, _) = exchanges(&part);
        let flows = flows(&exchanges, &part, &self.clients);
        let files = Files::of(&self.captures);
        let mut taken = HashSet::new();
        let changed = |flow: &&Flow<'_>| {
            flow.messages.iter().any(|message| self.since.entries.contains(&message.exchange.entry))
        };
        let told: HashSet<usize> = exchanges.iter().map(|known| known.entry).collect();
        let is_of_older = |value| self.values.get(&value).is_some_and(|entry| !told.contains(entry));
        if flows.iter().filter(changed).flat_map(values).any(|(value, _)| is_of_older(value)) {
            return self.judge();
        }
        let mut new = Vec::new();
        for flow in flows.iter().filter(changed) {
            let number = self.numbers.of_one(flow, &mut taken);
            new.push(Known::of(flow, None, (number, &files), &self.clients));
        }
        self.since.entries.clear();
        new.into_iter().for_each(|known| self.put(known));
        if let (Some(told), Some(live)) = (self.notes.first_mut(), self.captures.first()) {
            told.entries = live.entries;
        }
        Some(self.news())
    }

    /// What is to be looked at; none where everything is.
    fn newest(&self) -> Option<Capture> {
        let [live] = self.captures.as_slice() else { return None };
        if !self.is_live || self.known.len() < MANY || live.is_full() {
            return None;
        }
        let numbered = live.exchanges.iter().enumerate();
        let places: Table = numbered.map(|(place, exchange)| ((0, exchange.entry), place)).collect();
        let place = |entry: &usize| places.get(&(0, *entry)).copied();
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for known in &self.known {
            let (mut first, mut last) = (usize::MAX, 0);
            for place in known.entries.iter().filter_map(place) {
                (first, last) = (first.min(place), last.max(place));
            }
            spans.push((first, last));
        }
        let mut from = self.since.entries.iter().filter_map(place).min().unwrap_or(live.exchanges.len());
        for (first, _) in spans.iter().rev().take(NEWEST) {
            from = from.min(*first);
        }
        // A login is looked at whole.
        loop {
            let before = from;
            for (first, _) in spans.iter().filter(|(_, last)| *last >= before) {
                from = from.min(*first);
            }
            if from == before {
                break;
            }
        }
        // What changes may be long past; then it is as well to look at all.
        (live.exchanges.len() - from < live.exchanges.len() / 2).then(|| {
            let after = live.exchanges.get(from..).unwrap_or_default().iter();
            let told = |exchange: &&Exchange| self.documents.contains(&exchange.entry);
            let before = live.exchanges.get(..from).unwrap_or_default().iter().filter(told);
            live.part(before.chain(after).cloned().collect())
        })
    }

    /// Puts a login in the place of what was known of it, else behind all that began before.
    fn put(&mut self, new: Known) {
        if let Some(known) = self.known.iter_mut().find(|known| known.report.id == new.report.id) {
            let told = known.told.filter(|_| known.report == new.report);
            *known = Known { told, ..new };
            return;
        }
        let began = |known: &Known| known.report.started.clone();
        let later = self.known.iter().rev().take_while(|known| began(known) > began(&new)).count();
        self.known.insert(self.known.len() - later, new);
    }
}

/// The numbers of the exchanges that are a login's own.
pub(super) fn entries(flow: &Flow<'_>) -> Vec<usize> {
    let own = flow.messages.iter().filter(|message| !is_document(message));
    own.map(|message| message.exchange.entry).collect()
}

/// The first and the last of the documents at each address, which may serve any login.
pub(super) fn documents(flows: &[Flow<'_>]) -> HashSet<usize> {
    let (mut first, mut last) = (Table::new(), Table::new());
    let good = |message: &&Message<'_>| is_document(message) && message.answer.status == Some(200);
    for message in flows.iter().flat_map(|flow| &flow.messages).filter(good) {
        let (address, entry) = (digest(message.exchange.address()), message.exchange.entry);
        first.entry(address).or_insert(entry);
        last.insert(address, entry);
    }
    first.into_values().chain(last.into_values()).collect()
}

/// What a login is known by in others, as [`digest`] gives it, with the exchange that has it.
pub(super) fn values(flow: &Flow<'_>) -> Vec<((usize, usize), usize)> {
    let mut all = Vec::new();
    for message in flow.messages.iter().filter(|message| !is_document(message)) {
        let sent = SENT.iter().filter_map(|name| message.given(name)).chain(message.access_token());
        let answered = ANSWERED.iter().filter_map(|name| message.answer.text(name));
        all.extend(sent.chain(answered).map(|value| (digest(value), message.exchange.entry)));
    }
    all
}

const SENT: [&str; 15] = [
    "state",
    "code",
    "nonce",
    "code_challenge",
    "code_verifier",
    "refresh_token",
    "access_token",
    "id_token",
    "device_code",
    "auth_req_id",
    "request_uri",
    "subject_token",
    "token",
    "id_token_hint",
    "sid",
];
const ANSWERED: [&str; 7] =
    ["access_token", "refresh_token", "id_token", "device_code", "auth_req_id", "request_uri", "client_id"];

fn digest(value: &str) -> (usize, usize) {
    let mut hasher = DefaultHasher::new();
    hasher.write(value.as_bytes());
    let digest = hasher.finish();
    ((digest >> 32) as usize, digest as u32 as usize)
}

fn is_document(message: &Message<'_>) -> bool {
    matches!(message.kind, Kind::Discovery | Kind::ResourceMetadata | Kind::Keys)
}

impl super::Numbers {
    /// The number that most exchanges of a login had before, unless another one has taken it; else a new one.
    fn of_one(&mut self, flow: &Flow<'_>, taken: &mut HashSet<usize>) -> usize {
        let own = flow.messages.iter().filter(|message| !is_document(message));
        let places: Vec<(usize, usize)> = own.map(super::place_of).collect();
        let mut votes = Table::new();
        let (mut number, mut most) = (self.next, 0);
        for known in places.iter().filter_map(|place| self.known.get(place)) {
            let count = votes.entry((0, *known)).or_default();
            *count += 1;
            if *count > most && !taken.contains(known) {
                (number, most) = (*known, *count);
            }
        }
        self.next = self.next.max(number + 1);
        taken.insert(number);
        self.known.extend(places.into_iter().map(|place| (place, number)));
        number
    }
}
