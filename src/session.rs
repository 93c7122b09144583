//! Captures that are looked at while they grow: files and live entries in, updates of the report out. Equal to
//! analysing everything anew, but judges again only the logins of which something has changed. Knows no browser.

mod ahead;
mod newest;
pub mod warm;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::analyse::{config_of, exchanges, flows, judged, lists, note};
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::{Basis, Flow};
use crate::http::{Exchange, Secret};
use crate::oauth::{Kind, Message};
use crate::order;
use crate::protocol::{Slot, Update};
use crate::report::{self, CaptureReport, ChecklistReport, Detail, Files, FlowReport, Place, Report};

/// All that is looked at together.
#[derive(Default)]
pub struct Session {
    /// The live capture comes first, if there is one; then the files.
    captures: Vec<Capture>,
    is_live: bool,
    clients: Vec<ClientConfig>,
    /// Secrets that configurations had when they were read; in memory alone.
    secrets: Vec<Secret>,
    /// Whether anything has come since all was judged together.
    is_new: bool,
    since: newest::Since,
    /// Exchanges that may serve any login.
    documents: HashSet<usize>,
    /// What logins are known by, and the first exchange that has it.
    values: Table,
    /// The last judgement. Empty where none of it holds any longer.
    known: Vec<Known>,
    /// How many logins the page was told of.
    told: usize,
    updates: u32,
    numbers: Numbers,
    notes: Vec<CaptureReport>,
    lists: Vec<ChecklistReport>,
    /// How often what had been judged was void.
    unsettled: u64,
    /// What was judged beforehand: the number of the update that tells of it.
    ahead: Option<(u32, Judgement)>,
}

/// What live logins are called by. A login keeps its number while others come before it or go: people look at one of them.
#[derive(Default)]
struct Numbers {
    /// By the exchanges of a login: the number of the file, and their own.
    known: Table,
    next: usize,
}

/// Numbers by two others.
type Table = HashMap<(usize, usize), usize>;

/// What is found out about all captures together.
struct Judgement {
    known: Vec<Known>,
    documents: HashSet<usize>,
    values: Table,
    notes: Vec<CaptureReport>,
    lists: Vec<ChecklistReport>,
}

/// A login that was judged, and what the judgement rests on.
struct Known {
    /// None if it was judged beside few others.
    basis: Option<Basis>,
    report: Arc<FlowReport>,
    /// The numbers of its exchanges.
    entries: Vec<usize>,
    /// Its index in the report that the page has.
    told: Option<usize>,
}

impl Session {
    /// A session without files, with a live capture or without one.
    pub fn new(is_live: bool) -> Session {
        let mut session = Session { is_live, ..Session::default() };
        session.clear();
        session
    }

    /// A session with a live capture that holds so many exchanges at most.
    pub fn within(most: usize) -> Session {
        Session {
            captures: vec![Capture::live_within(most)],
            is_live: true,
            is_new: true,
            ..Session::default()
        }
    }

    /// Takes a live entry; answers whether anything is new.
    pub fn feed(&mut self, entry: &Value) -> bool {
        let Some(live) = self.captures.first_mut().filter(|_| self.is_live) else { return false };
        let new = live.add_live(entry);
        self.is_new |= new.is_some();
        self.since.is_new |= new.is_some();
        self.since.entries.extend(new);
        new.is_some()
    }

    /// Takes how many entries the browser has told of in all, and how many that matter were let go before they came
    /// here; answers whether that is new.
    pub fn count(&mut self, entries: usize, lost: usize) -> bool {
        let Some(live) = self.captures.first_mut().filter(|_| self.is_live) else { return false };
        let before = (live.entries, live.notes.clone());
        live.count_live(entries, lost);
        self.is_new |= before.1 != live.notes;
        before != (live.entries, live.notes.clone())
    }

    /// Puts a file beside the others; in the place of the one of the same name, if there is one.
    pub fn add(&mut self, capture: Capture) {
        self.close(&capture.file);
        self.captures.push(capture);
        self.unsettle();
    }

    /// Takes a file away, if it is there.
    pub fn close(&mut self, name: &str) {
        let live = self.captures.drain(..self.live().min(self.captures.len())).collect::<Vec<_>>();
        let files = std::mem::take(&mut self.captures).into_iter().filter(|capture| capture.file != name);
        self.captures = live.into_iter().chain(files).collect();
        self.unsettle();
    }

    /// Takes all files away.
    pub fn close_files(&mut self) {
        self.captures.truncate(self.live());
        self.unsettle();
    }

    /// Forgets everything but the clients.
    pub fn clear(&mut self) {
        self.captures = if self.is_live { vec![Capture::live()] } else { Vec::new() };
        self.numbers = Numbers::default();
        self.unsettle();
    }

    /// Remembers the secrets of clients that were read just now: what is stored of them comes back without.
    pub fn remember_secrets(&mut self, clients: &[ClientConfig]) {
        let given = clients.iter().filter_map(|client| client.for_now.secret.clone());
        for secret in given.filter(|_| clients.len() <= 100) {
            if !self.secrets.contains(&secret) {
                self.secrets.push(secret);
            }
        }
    }

    /// Judges by these clients from now on.
    pub fn set_clients(&mut self, clients: Vec<ClientConfig>) {
        self.clients = clients;
        for client in self.clients.iter_mut().filter(|client| client.client_secret_fingerprint.is_some()) {
            self.secrets.iter().for_each(|secret| client.give(secret));
        }
        self.unsettle();
    }

    /// Addresses that the clients name.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.clients.iter().flat_map(ClientConfig::addresses)
    }

    /// The clients that are judged by.
    pub fn clients(&self) -> &[ClientConfig] {
        &self.clients
    }

    /// The names of the files.
    pub fn files(&self) -> Vec<String> {
        self.captures.iter().skip(self.live()).map(|capture| capture.file.clone()).collect()
    }

    /// The value at a place, in clear.
    pub fn reveal(&self, place: &Place) -> Option<String> {
        self.captures.iter().find_map(|capture| capture.reveal(place))
    }

    /// Judges what has changed; none if nothing has since the last update.
    pub fn judge(&mut self) -> Option<Update> {
        if !std::mem::take(&mut self.is_new) {
            return self.counted();
        }
        self.since = newest::Since::default();
        self.make_room();
        let ahead = self.ahead.take();
        let told = ahead.as_ref().map(|(number, _)| *number);
        let new = ahead.map_or_else(|| self.all(), |(_, judged)| judged);
        let is_told = new.known.len() == self.told
            && new.known.iter().enumerate().all(|(index, known)| known.told == Some(index))
            && new.notes == self.notes
            && new.lists == self.lists;
        (self.known, self.documents, self.values) = (new.known, new.documents, new.values);
        (self.notes, self.lists) = (new.notes, new.lists);
        let update = match told {
            Some(number) => Update { number, logins: Vec::new(), ..self.news() },
            None => self.news(),
        };
        (!is_told).then_some(update)
    }

    /// Judges what has changed, beside what is known of the rest.
    fn all(&mut self) -> Judgement {
        let (exchanges, notes) = exchanges(&self.captures);
        let flows = flows(&exchanges, &self.captures, &self.clients);
        let numbers = if self.is_live { self.numbers.of(&flows) } else { (0..flows.len()).collect() };
        let files = Files::of(&self.captures);
        let mut before: Vec<Option<Known>> = std::mem::take(&mut self.known).into_iter().map(Some).collect();
        let mut known = Vec::with_capacity(flows.len());
        for (flow, number) in flows.iter().zip(numbers) {
            let basis = Some(Basis::of(flow));
            let same =
                before.iter_mut().find(|known| known.as_ref().is_some_and(|known| known.basis == basis));
            known.push(match same.and_then(Option::take) {
                Some(mut same) => {
                    renumber(&mut same, number);
                    same
                }
                None => {
                    let new = Known::of(flow, basis, (number, &files), &self.clients);
                    let is_told = |known: &&Known| known.report == new.report;
                    let told = before.iter().flatten().find(is_told).and_then(|known| known.told);
                    Known { told, ..new }
                }
            });
        }
        let reports: Vec<Arc<FlowReport>> = known.iter().map(|known| known.report.clone()).collect();
        let lists = lists(&flows, &reports, &self.clients).collect();
        Judgement::of(known, lists, &flows, (&self.captures, notes))
    }

    /// What the page is told; from then on it knows these logins.
    fn news(&mut self) -> Update {
        self.told = self.known.len();
        let mut logins = Vec::new();
        let slot = |(index, known): (usize, &mut Known)| {
            known.told.replace(index).map_or_else(
                || {
                    logins.push(known.report.clone());
                    Slot::New
                },
                Slot::Same,
            )
        };
        let flows = self.known.iter_mut().enumerate().map(slot).collect();
        Update { flows, logins, ..self.numbered() }
    }

    /// The next update, without its logins.
    fn numbered(&mut self) -> Update {
        self.updates += 1;
        Update {
            number: self.updates,
            captures: self.notes.clone(),
            checklist: self.lists.clone(),
            ..Update::default()
        }
    }

    /// The whole report, as it was last judged.
    pub fn report(&self) -> Report {
        let flows: Vec<Arc<FlowReport>> = self.known.iter().map(|known| known.report.clone()).collect();
        Report {
            captures: self.notes.clone(),
            summary: report::Summary::of(&flows),
            flows,
            checklist: self.lists.clone(),
            ..Report::default()
        }
    }

    fn live(&self) -> usize {
        usize::from(self.is_live)
    }

    /// Nothing that was judged holds any longer; a file may have another place.
    fn unsettle(&mut self) {
        self.known.clear();
        self.ahead = None;
        self.unsettled += 1;
        self.numbers.known.retain(|(file, _), _| *file < usize::from(self.is_live));
        self.is_new = true;
    }

    /// The same logins, where only the number of live entries is new.
    fn counted(&mut self) -> Option<Update> {
        let (live, told) = self.captures.first().zip(self.notes.first_mut()).filter(|_| self.is_live)?;
        if told.entries == live.entries {
            return None;
        }
        told.entries = live.entries;
        let flows = (0..self.known.len()).map(Slot::Same).collect();
        Some(Update { flows, ..self.numbered() })
    }

    /// Lets go of the oldest in a live capture that has grown too large: first what belongs to no login, then calls of
    /// APIs, then whole logins.
    fn make_room(&mut self) {
        let Some(live) = self.captures.first().filter(|live| self.is_live && live.is_full()) else { return };
        let alone = std::slice::from_ref(live);
        let (exchanges, _) = exchanges(alone);
        let flows = flows(&exchanges, alone, &self.clients);
        let order = least_needed(&exchanges, &flows);
        let surplus = live.surplus(order.iter().map(|(_, exchange)| *exchange));
        let last = surplus.checked_sub(1).and_then(|last| order.get(last)).map(|(rank, _)| *rank);
        // Half a login would be judged as one that breaks off.
        let goes = |(at, (rank, _)): &(usize, &(Rank, &Exchange))| {
            *at < surplus || rank.0 == LOGIN && last == Some(*rank) && rank.1 < flows.len()
        };
        let gone = order.iter().enumerate().take_while(goes);
        let forgotten = gone.map(|(_, (_, exchange))| exchange.entry).collect();
        if let Some(live) = self.captures.first_mut() {
            live.forget(&forgotten);
        }
    }
}

impl Judgement {
    fn of(
        known: Vec<Known>,
        lists: Vec<ChecklistReport>,
        flows: &[Flow<'_>],
        (captures, notes): (&[Capture], Vec<Vec<String>>),
    ) -> Judgement {
        let mut values = Table::new();
        for (value, entry) in flows.iter().flat_map(newest::values) {
            values.entry(value).or_insert(entry);
        }
        let mut told = report::captures(captures, flows);
        note(&mut told, notes);
        Judgement { known, documents: newest::documents(flows), values, notes: told, lists }
    }
}

impl Known {
    /// Judges a login. It has this number, among these files.
    fn of(
        flow: &Flow<'_>,
        basis: Option<Basis>,
        (number, files): (usize, &Files),
        clients: &[ClientConfig],
    ) -> Known {
        let judged = judged(flow, config_of(flow, clients));
        let report = Arc::new(report::of_flow(&judged, number, files, Detail::All));
        Known { basis, report, told: None, entries: newest::entries(flow) }
    }
}

impl Numbers {
    /// The number of each login: the one that most of its exchanges had before, whoever has the most first. Numbers of
    /// logins that went are not given again.
    fn of(&mut self, flows: &[Flow<'_>]) -> Vec<usize> {
        let places =
            |flow: &Flow<'_>| -> Vec<(usize, usize)> { flow.messages.iter().map(place_of).collect() };
        let places: Vec<_> = flows.iter().map(places).collect();
        let mut claims: HashMap<(usize, usize), usize> = HashMap::new();
        for (flow, places) in places.iter().enumerate() {
            for number in places.iter().filter_map(|at| self.known.get(at)) {
                *claims.entry((flow, *number)).or_default() += 1;
            }
        }
        let mut claims: Vec<_> = claims.into_iter().collect();
        order::sort_by_key(&mut claims, |((flow, number), count)| (Reverse(*count), *number, *flow));
        let mut numbers = vec![None; flows.len()];
        let mut taken = HashSet::new();
        for ((flow, number), _) in claims {
            if let Some(own) = numbers.get_mut(flow).filter(|own| own.is_none() && !taken.contains(&number)) {
                *own = Some(number);
                taken.insert(number);
            }
        }
        let mut new = || {
            self.next += 1;
            self.next - 1
        };
        let numbers: Vec<usize> = numbers.into_iter().map(|own| own.unwrap_or_else(&mut new)).collect();
        let all = places.into_iter().zip(&numbers);
        self.known = all.flat_map(|(places, number)| places.into_iter().map(|at| (at, *number))).collect();
        numbers
    }
}

/// By what a message is known.
fn place_of(message: &Message<'_>) -> (usize, usize) {
    (message.exchange.file, message.exchange.entry)
}

/// How badly an exchange is needed: its class, then the number of the login.
type Rank = (u8, usize);

const ALONE: u8 = 0;
const CALL: u8 = 1;
const LOGIN: u8 = 2;

/// The exchanges in the order in which they can be spared: what belongs to no login, but for the newest, which may become
/// one; then calls of APIs; then login after login, from the oldest. What several logins rest on goes with the last.
fn least_needed<'e>(exchanges: &'e [Exchange], flows: &[Flow<'_>]) -> Vec<(Rank, &'e Exchange)> {
    let mut uses: HashMap<usize, Rank> = HashMap::new();
    for (index, flow) in flows.iter().enumerate() {
        let steps = flow.messages.iter().map(|message| (message.exchange.entry, message.kind));
        let keys = flow.key_sets.iter().map(|keys| (keys.exchange.entry, Kind::Keys));
        for (entry, kind) in steps.chain(keys) {
            let class = if matches!(kind, Kind::ApiCall | Kind::Preflight) { CALL } else { LOGIN };
            let known = uses.entry(entry).or_default();
            *known = (class, index).max(*known);
        }
    }
    let newest = exchanges.len() - exchanges.len() / 4;
    let rank = |(at, exchange): (usize, &'e Exchange)| {
        let alone = if at < newest { (ALONE, 0) } else { (LOGIN, flows.len()) };
        (uses.get(&exchange.entry).copied().unwrap_or(alone), exchange)
    };
    let mut order: Vec<(Rank, &Exchange)> = exchanges.iter().enumerate().map(rank).collect();
    order::sort_by(&mut order, |(a, _), (b, _)| a.cmp(b));
    order
}

/// Gives a judged login another number; then the page has to be told of it.
fn renumber(known: &mut Known, number: usize) {
    let id = FlowReport::id_at(number);
    if known.report.id != id {
        Arc::make_mut(&mut known.report).id = id;
        known.told = None;
    }
}
