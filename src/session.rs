//! Captures that are looked at while they grow: files and live entries in, updates of the report out. Equal to
//! analysing everything anew, but judges again only the logins of which something has changed. Knows no browser.

use std::sync::Arc;

use serde_json::Value;

use crate::analyse::{config_of, exchanges, flows, judged, lists, note};
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::Basis;
use crate::protocol::{Slot, Update};
use crate::report::{self, CaptureReport, ChecklistReport, Files, FlowReport, Place, Report};

/// All that is looked at together.
#[derive(Default)]
pub struct Session {
    /// The live capture comes first, if there is one; then the files.
    captures: Vec<Capture>,
    is_live: bool,
    clients: Vec<ClientConfig>,
    /// The last judgement. Empty where none of it holds any longer.
    known: Vec<Known>,
    /// How many logins the page was told of.
    told: usize,
    notes: Vec<CaptureReport>,
    lists: Vec<ChecklistReport>,
}

/// A login that was judged, and what the judgement rests on.
struct Known {
    basis: Basis,
    report: Arc<FlowReport>,
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

    /// Takes a live entry; answers whether anything is new.
    pub fn feed(&mut self, entry: &Value) -> bool {
        self.is_live && self.captures.first_mut().is_some_and(|live| live.add_live(entry))
    }

    /// Puts a file beside the others; in the place of the one of the same name, if there is one.
    pub fn add(&mut self, capture: Capture) {
        self.close(&capture.file);
        self.captures.push(capture);
        self.known.clear();
    }

    /// Takes a file away, if it is there.
    pub fn close(&mut self, name: &str) {
        let live = self.captures.drain(..self.live().min(self.captures.len())).collect::<Vec<_>>();
        let files = std::mem::take(&mut self.captures).into_iter().filter(|capture| capture.file != name);
        self.captures = live.into_iter().chain(files).collect();
        self.known.clear();
    }

    /// Takes all files away.
    pub fn close_files(&mut self) {
        self.captures.truncate(self.live());
        self.known.clear();
    }

    /// Forgets everything but the clients.
    pub fn clear(&mut self) {
        self.captures = if self.is_live { vec![Capture::live()] } else { Vec::new() };
        self.known.clear();
    }

    /// Judges by these clients from now on.
    pub fn set_clients(&mut self, clients: Vec<ClientConfig>) {
        self.clients = clients;
        self.known.clear();
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
        let (exchanges, notes) = exchanges(&self.captures);
        let flows = flows(&exchanges, &self.captures, &self.clients);
        let files = Files::of(&self.captures);
        let mut before: Vec<Option<Known>> = std::mem::take(&mut self.known).into_iter().map(Some).collect();
        let none = ClientConfig::default();
        let mut known = Vec::with_capacity(flows.len());
        for (index, flow) in flows.iter().enumerate() {
            let basis = Basis::of(flow);
            let same =
                before.iter_mut().find(|known| known.as_ref().is_some_and(|known| known.basis == basis));
            known.push(match same.and_then(Option::take) {
                Some(mut same) => {
                    renumber(&mut same.report, index);
                    same
                }
                None => {
                    let config = config_of(flow, &self.clients).unwrap_or(&none);
                    let report = Arc::new(report::of_flow(&judged(flow, config), index, &files));
                    Known { basis, report, told: None }
                }
            });
        }
        let reports: Vec<Arc<FlowReport>> = known.iter().map(|known| known.report.clone()).collect();
        let checklist = lists(&flows, &reports, &self.clients);
        let mut report = report::frame(&self.captures, flows.iter(), reports);
        note(&mut report.captures, notes);
        let is_told = known.len() == self.told
            && known.iter().enumerate().all(|(index, known)| known.told == Some(index))
            && report.captures == self.notes
            && checklist == self.lists;
        let flows = known.iter_mut().enumerate().map(|(index, known)| {
            let slot = known.told.map_or_else(|| Slot::New(known.report.clone()), Slot::Same);
            known.told = Some(index);
            slot
        });
        let update = Update {
            captures: report.captures.clone(),
            flows: flows.collect(),
            checklist: checklist.clone(),
        };
        self.told = known.len();
        self.known = known;
        self.notes = report.captures;
        self.lists = checklist;
        (!is_told).then_some(update)
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
}

fn renumber(report: &mut Arc<FlowReport>, index: usize) {
    let id = FlowReport::id_at(index);
    if report.id != id {
        Arc::make_mut(report).id = id;
    }
}
