//! The engine in the browser: commands come in on a port, from the page; events go out on it. Runs in a worker, or in
//! short turns on the page's own thread where no worker can be started. Knows no document.

mod channel;
mod port;
mod read;

use std::cell::{Cell, OnceCell, RefCell};
use std::panic;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Date};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::config::{self, ClientConfig};
use crate::kept::{self, Good};
use crate::protocol::{Command, Event, Origin, Slot, Update};
use crate::session::{Session, warm};
pub use port::Port;
use read::Reading;

/// Milliseconds between two judgements of live entries.
const PAUSE: f64 = 50.0;
/// Where only the newest logins were judged: milliseconds of quiet after which all are, and how long that waits at most; or as
/// many times as long as the last time took, since nothing else is judged meanwhile.
const QUIET: (f64, f64) = (1_000.0, 5.0);
const LATE: (f64, f64) = (10_000.0, 30.0);

thread_local! {
    static ENGINE: OnceCell<Engine> = const { OnceCell::new() };
}

struct Engine {
    port: Port,
    session: RefCell<Session>,
    channel: RefCell<Option<channel::Channel>>,
    reading: Reading,
    is_live: bool,
    recording: Cell<bool>,
    /// The pause before a judgement that is on its way.
    due: RefCell<Option<Timeout>>,
    judged_at: Cell<f64>,
    /// The quiet before all logins are judged together.
    whole: RefCell<Option<Timeout>>,
    /// When it began to be due, and how long it took the last time.
    behind_since: Cell<f64>,
    whole_took: Cell<f64>,
    /// Milliseconds of the last judgement.
    took: Cell<f64>,
}

/// Begins to answer on a port, for a page that listens to a browser or for one that does not. `turn` is how long, in
/// milliseconds, reading may keep the thread from everything else.
pub fn serve(port: Port, is_live: bool, turn: f64) {
    panic::set_hook(Box::new(|fault| {
        with(|engine| engine.tell(&Event::Fault(fault.to_string())));
    }));
    port.hear(|text, beside| {
        with(|engine| match serde_json::from_str(&text) {
            Ok(command) => engine.obey(command, beside),
            Err(error) => engine.fail("The page and the engine are of different versions", error.to_string()),
        });
    });
    let engine = Engine {
        port,
        session: RefCell::new(Session::new(is_live)),
        channel: RefCell::default(),
        reading: Reading::new(turn),
        is_live,
        recording: Cell::new(true),
        due: RefCell::default(),
        judged_at: Cell::new(0.0),
        whole: RefCell::default(),
        behind_since: Cell::new(0.0),
        whole_took: Cell::new(0.0),
        took: Cell::new(0.0),
    };
    ENGINE.with(|cell| drop(cell.set(engine)));
    // The page is not kept waiting for it, nor is a capture that is there already.
    Timeout::new(0, || {
        if with(|engine| engine.reading.is_busy()) == Some(false) {
            spawn_local(async {
                let mut turns = read::Turns::new();
                warm::up(async || turns.give().await).await;
            });
        }
    })
    .forget();
}

fn with<T>(use_it: impl FnOnce(&Engine) -> T) -> Option<T> {
    ENGINE.with(|engine| engine.get().map(use_it))
}

impl Engine {
    fn obey(&self, command: Command, beside: Array) {
        match command {
            Command::Open { names, alone } => {
                let blobs = beside.iter().filter_map(|blob| blob.dyn_into::<Blob>().ok());
                self.reading.open(names.into_iter().zip(blobs).collect(), alone);
            }
            Command::Paste => {
                if let Ok(blob) = beside.get(0).dyn_into::<Blob>() {
                    self.reading.open(vec![(self.pasted_name(), blob)], false);
                }
            }
            Command::Stop => self.reading.stop(),
            Command::Listen { channel, past } => {
                self.channel.replace(channel::Channel::open(&channel, past));
            }
            Command::Record(on) => {
                self.recording.set(on);
                self.say(if on { "resume" } else { "pause" });
                self.settle();
            }
            Command::UseClients(text) => match config::read(&text) {
                Ok((clients, _)) => self.use_clients(clients),
                Err(error) => self.fail("The clients cannot be used", error.to_string()),
            },
            Command::ReadClients { text, origin } => self.read_clients(&text, origin),
            Command::Clear => {
                self.reading.abandon();
                self.session.borrow_mut().clear();
                self.say("forget");
                self.judge();
            }
            Command::Close(file) => {
                self.session.borrow_mut().close(&file);
                self.judge();
            }
            Command::Reveal(place) => {
                let value = self.session.borrow().reveal(&place);
                self.tell(&Event::Revealed { place, value });
            }
            Command::Keep { login, key } => self.keep_good(&login, key),
        }
    }

    /// Takes entries that matter, how many there were in all, and how many of those that matter were let go.
    fn feed(&self, texts: impl Iterator<Item = String>, (entries, lost): (usize, usize)) {
        if !self.recording.get() {
            return;
        }
        let mut session = self.session.borrow_mut();
        let new =
            texts.filter_map(|text| serde_json::from_str(&text).ok()).filter(|entry| session.feed(entry));
        let is_new = new.count() > 0;
        if session.count(entries, lost) || is_new {
            self.judge_soon();
        }
    }

    fn read_clients(&self, text: &str, origin: Origin) {
        let read = config::read(text).map_err(|error| error.to_string());
        if let Ok((clients, _)) = &read {
            self.session.borrow_mut().remember_secrets(clients);
        }
        if let (Origin::Stored, Ok((clients, _))) = (origin, &read) {
            self.use_clients(clients.clone());
        }
        self.tell(&Event::Clients { origin, read });
    }

    fn use_clients(&self, clients: Vec<ClientConfig>) {
        self.session.borrow_mut().set_clients(clients);
        self.judge_soon();
    }

    /// Each paste is a capture of its own: the second may be the other half of the login.
    fn pasted_name(&self) -> String {
        let files = self.session.borrow().files();
        match files.iter().filter(|name| name.starts_with("Pasted text")).count() {
            0 => "Pasted text".to_owned(),
            before => format!("Pasted text {}", before + 1),
        }
    }

    fn say(&self, word: &str) {
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.say(word);
        }
    }

    /// Judges soon, but not sooner than [`PAUSE`] after the last time, and not more often than half of the time.
    fn judge_soon(&self) {
        let pause = PAUSE.max(self.took.get());
        let wait = (self.judged_at.get() + pause - Date::now()).clamp(0.0, pause);
        let judge = || {
            with(|engine| engine.update(Session::judge_newest));
        };
        self.due.borrow_mut().get_or_insert_with(|| Timeout::new(wait as u32, judge));
    }

    /// Judges all logins together once it is quiet, if only the newest were.
    fn judge_whole(&self) {
        let judge = || {
            with(|engine| engine.update(Session::judge));
        };
        let wait = |(least, times): (f64, f64)| least.max(times * self.whole_took.get());
        if !self.session.borrow().is_behind() {
            self.whole.take();
            return;
        }
        if self.whole.borrow().is_none() {
            self.behind_since.set(Date::now());
        }
        if Date::now() - self.behind_since.get() > wait(LATE) {
            judge();
        } else {
            self.whole.replace(Some(Timeout::new(wait(QUIET) as u32, judge)));
        }
    }

    /// Judges after something that the person did.
    fn judge(&self) {
        self.update(Session::judge);
        self.settle();
    }

    fn update(&self, judge: fn(&mut Session) -> Option<Update>) {
        self.due.take();
        let begun = Date::now();
        let was_behind = self.session.borrow().is_behind();
        let update = judge(&mut self.session.borrow_mut());
        if let Some(mut update) = update {
            for login in update.logins.drain(..) {
                self.tell(&Event::Login { update: update.number, login });
            }
            let new = |(index, slot): (usize, &Slot)| (*slot == Slot::New).then_some(index);
            let changed: Vec<usize> = update.flows.iter().enumerate().filter_map(new).collect();
            self.tell(&Event::Updated(update));
            if self.is_live {
                self.keep(&changed);
            }
        }
        self.judged_at.set(Date::now());
        self.took.set((Date::now() - begun).max(0.0));
        if was_behind && !self.session.borrow().is_behind() {
            self.whole_took.set(self.took.get());
        }
        self.judge_whole();
    }

    /// Tells what stays of the newest of these logins, of each client.
    fn keep(&self, changed: &[usize]) {
        let session = self.session.borrow();
        let report = session.report();
        let mut told: Vec<String> = Vec::new();
        for flow in changed.iter().rev().filter_map(|index| report.flows.get(*index)) {
            if told.contains(&kept::key_of_login(flow, session.clients())) {
                continue;
            }
            let Some(kept) = kept::keep(flow, &report, session.clients()) else { continue };
            if let Ok(text) = serde_json::to_string(&kept) {
                told.push(kept.key.clone());
                self.tell(&Event::Kept { key: kept.key, text });
            }
        }
    }

    fn keep_good(&self, login: &str, key: String) {
        // What waits to be judged is known by no id yet.
        self.update(Session::judge);
        let report = self.session.borrow().report();
        let Some(flow) = report.flows.iter().find(|flow| flow.id == login) else { return };
        let good = Good { key, flow: flow.as_ref().clone() };
        if let Ok(text) = serde_json::to_string(&good) {
            self.tell(&Event::Good { key: good.key, text });
        }
    }

    fn settle(&self) {
        let files = self.session.borrow().files();
        self.tell(&Event::Settled { files });
    }

    fn fail(&self, title: &str, says: String) {
        self.tell(&Event::Failed { title: title.to_owned(), says });
    }

    fn tell(&self, event: &Event) {
        self.port.tell(event);
    }
}
