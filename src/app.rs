//! The browser around the view: gives the engine what the person and the browser have to give, and the view what the
//! engine has to tell. Knows nothing of OAuth, and of a capture only its report.

mod channel;
mod clipboard;
mod engine;
mod extension;
pub mod fault;
mod files;
mod frame;
mod language;
mod save;
mod storage;

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use js_sys::{Array, Function};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::config::ClientConfig;
use crate::kept::{Good, Kept};
use crate::print;
use crate::protocol::{Command, Event, Origin, Past};
use crate::report::{FlowReport, Report};
use crate::view::memory::Memory;
use crate::view::{self, Action, Host, LocalTime, Status, Surface};
use engine::Engine;

thread_local! {
    static DESK: OnceCell<Desk> = const { OnceCell::new() };
}

/// All that lives as long as the page does.
struct Desk {
    host: Host,
    engine: Engine,
    /// Begins or ends the recording of all tabs.
    record_all: Option<Function>,
    recording: Cell<bool>,
    /// The logins of the update of this number, as far as they were told.
    told: RefCell<(u32, Vec<Arc<FlowReport>>)>,
}

/// Shows the view in the document's body, starts the engine and begins to listen.
pub fn start(surface: Surface, connect: Function, record_all: Option<Function>) {
    spawn_local(async move {
        language::load().await;
        mount(surface, connect, record_all);
    });
}

fn mount(surface: Surface, connect: Function, record_all: Option<Function>) {
    mount_to_body(move || {
        let host = host(surface);
        let desk = Desk {
            host,
            engine: Engine::new(connect),
            record_all,
            recording: Cell::new(true),
            told: RefCell::default(),
        };
        DESK.with(|cell| cell.get_or_init(|| desk).listen());
        provide_context(LocalTime(Callback::new(|moment: String| frame::minutes_before_utc(&moment))));
        view::surface(host)
    });
    frame::mark_first();
}

/// Hears whether all tabs are recorded.
pub fn hear_everywhere(on: bool) {
    with(|desk| desk.host.everywhere.set(on));
}

fn host(surface: Surface) -> Host {
    let status = match surface {
        Surface::Panel => Status::Live { exchanges: 0, recording: true },
        Surface::Page | Surface::Popup => Status::Empty,
    };
    Host {
        surface,
        report: RwSignal::new(Arc::new(Report::default())),
        status: RwSignal::new(status),
        clients: RwSignal::new(Vec::new()),
        imported: RwSignal::new(None),
        revealed: RwSignal::new(None),
        memory: RwSignal::new(Memory::default()),
        discovered: RwSignal::new(None),
        at_clients: frame::asked_for("clients"),
        can_discover: extension::can_ask(),
        forgets: extension::is_in_firefox(),
        everywhere: RwSignal::new(false),
        act: Callback::new(|action| {
            with(|desk| desk.act(action));
        }),
    }
}

fn with<T>(use_it: impl FnOnce(&Desk) -> T) -> Option<T> {
    DESK.with(|desk| desk.get().map(use_it))
}

impl Desk {
    fn listen(&self) {
        storage::listen();
        // The popup is there without an engine; only stored clients need one.
        if self.host.surface == Surface::Popup {
            return;
        }
        self.engine.start();
        files::listen();
        match self.host.surface {
            Surface::Panel => {
                let forgotten = frame::asked_for("empty");
                self.hear_devtools(if forgotten { Past::Forgotten } else { Past::Taken });
            }
            Surface::Page if frame::asked_for("sample") => files::open_sample(),
            Surface::Page | Surface::Popup => {}
        }
    }

    fn act(&self, action: Action) {
        match action {
            Action::Copy(text) => clipboard::copy(text),
            Action::OpenFile => {
                files::choose();
            }
            Action::Paste(text) => files::open_text(&text),
            Action::Sample => files::open_sample(),
            Action::Stop => self.engine.ask(&Command::Stop),
            Action::SaveReport => self.save_report(),
            Action::SaveRecording => channel::save_recording(),
            Action::Clear => self.engine.ask(&Command::Clear),
            Action::SetRecording(on) => {
                self.recording.set(on);
                self.engine.ask(&Command::Record(on));
            }
            Action::RecordAll(on) => {
                if let Some(record_all) = &self.record_all {
                    drop(record_all.call1(&JsValue::NULL, &on.into()));
                }
            }
            Action::SaveClients(clients) => self.save_clients(clients),
            Action::ReadClients(text) => {
                self.engine.ask(&Command::ReadClients { text, origin: Origin::Imported });
            }
            Action::Reveal(place) => self.engine.ask(&Command::Reveal(place)),
            Action::Tick { client, point, on } => self.tick(&client, point, on),
            Action::Learn { clients, key, login } => {
                self.engine.ask(&Command::Keep { login, key });
                self.save_clients(clients);
            }
            Action::OpenClients => {
                files::choose_text();
            }
            Action::UseHere(key) => extension::use_here(key),
            Action::Discover(issuer) => extension::discover(issuer),
            Action::OpenInTab => extension::open_in_tab(),
        }
    }

    fn hear(&self, event: Event) {
        match event {
            Event::Progress(progress) => self.host.status.set(Status::Reading(progress)),
            Event::Login { update, login } => {
                let mut told = self.told.borrow_mut();
                if told.0 < update {
                    *told = (update, Vec::new());
                }
                // What comes later of an earlier update is void.
                if told.0 == update {
                    told.1.push(login);
                }
            }
            Event::Updated(mut update) => {
                let (number, logins) = self.told.take();
                if number == update.number {
                    update.logins = logins;
                }
                let report = update.apply(&self.host.report.get_untracked());
                self.host.report.set(Arc::new(report));
                if matches!(self.host.status.get_untracked(), Status::Live { .. }) {
                    self.settle(Vec::new());
                }
            }
            Event::Settled { files } => {
                self.engine.is_well();
                self.settle(files);
            }
            Event::Failed { title, says } => self.fail(&title, says),
            Event::Clients { origin: Origin::Imported, read } => self.host.imported.set(Some(read)),
            Event::Clients { origin: Origin::Stored, read: Ok((clients, _)) } => {
                self.host.clients.set(clients)
            }
            Event::Clients { origin: Origin::Stored, read: Err(says) } => {
                self.fail("The stored clients cannot be read", says);
            }
            Event::Revealed { place, value } => self.host.revealed.set(Some((place, value))),
            Event::Kept { key, text } => self.keep(&key, text),
            Event::Good { key, text } => self.keep_good(&key, text),
            Event::Fault(says) => self.start_again(says),
        }
    }

    /// After a fault of the engine a new one takes its place, with the same clients and, if it was the first time, the
    /// same entries. With the second fault the entries stay where they are, to be saved.
    fn start_again(&self, says: String) {
        let again = self.engine.start_again();
        self.told.take();
        self.host.status.set(Status::Fault { says, left: again > 1 });
        self.use_clients();
        if self.host.surface == Surface::Panel {
            self.hear_devtools(if again > 1 { Past::Left } else { Past::Taken });
        }
        if !self.recording.get() {
            self.engine.ask(&Command::Record(false));
        }
    }

    fn hear_devtools(&self, past: Past) {
        if let Some(channel) = channel::name() {
            self.engine.ask(&Command::Listen { channel, past });
        }
    }

    /// Says what the host is doing when nothing is under way.
    fn settle(&self, files: Vec<String>) {
        let status = match self.host.surface {
            Surface::Panel => {
                let report = self.host.report.get_untracked();
                let exchanges = report.captures.first().map_or(0, |live| live.entries);
                Status::Live { exchanges, recording: self.recording.get() }
            }
            Surface::Page | Surface::Popup if files.is_empty() => Status::Empty,
            Surface::Page | Surface::Popup => Status::Done { files },
        };
        if self.host.status.get_untracked() != status {
            self.host.status.set(status);
        }
    }

    /// What was read from the storage is known from now on.
    fn remember(&self, memory: Memory) {
        if self.host.memory.get_untracked() != memory {
            self.host.memory.set(memory);
        }
    }

    /// Uses the clients in a stored text.
    fn use_stored(&self, text: String) {
        if self.host.surface == Surface::Popup && !self.engine.is_started() {
            self.engine.start();
        }
        // They are shown at once; what the engine makes of them follows.
        if let Ok(clients) = serde_json::from_str(&text) {
            self.host.clients.set(clients);
        }
        self.engine.ask(&Command::ReadClients { text, origin: Origin::Stored });
    }

    /// Remembers what stays of a login, unless a newer one of its client is remembered.
    fn keep(&self, key: &str, text: String) {
        let Ok(kept) = serde_json::from_str::<Kept>(&text) else { return };
        let mut memory = self.host.memory.get_untracked();
        let before = memory.kept.iter().find(|other| other.key == key);
        if before.is_some_and(|before| kept.flow.started < before.flow.started || kept == *before) {
            return;
        }
        storage::save_login(key, text);
        extension::use_here(key.to_owned());
        memory.kept.retain(|other| other.key != key);
        memory.kept.push(kept);
        self.remember(memory);
    }

    fn keep_good(&self, key: &str, text: String) {
        let Ok(good) = serde_json::from_str::<Good>(&text) else { return };
        storage::save_good(key, text);
        let mut memory = self.host.memory.get_untracked();
        memory.good.retain(|other| other.key != key);
        memory.good.push(good);
        self.remember(memory);
    }

    fn tick(&self, client: &str, point: String, on: bool) {
        let mut memory = self.host.memory.get_untracked();
        let mut ids: Vec<String> = memory
            .ticks
            .iter()
            .find(|(own, _)| own == client)
            .map(|(_, ids)| ids.clone())
            .unwrap_or_default();
        ids.retain(|other| *other != point);
        if on {
            ids.push(point);
        }
        storage::save_ticks(client, &ids);
        memory.ticks.retain(|(own, _)| own != client);
        memory.ticks.push((client.to_owned(), ids));
        self.remember(memory);
    }

    fn save_clients(&self, clients: Vec<ClientConfig>) {
        match serde_json::to_string(&clients) {
            Ok(text) => storage::save_clients(text),
            Err(error) => self.fail("The clients cannot be saved", error.to_string()),
        }
        self.host.clients.set(clients);
        self.use_clients();
    }

    fn use_clients(&self) {
        let text = serde_json::to_string(&self.host.clients.get_untracked());
        self.engine.ask(&Command::UseClients(text.unwrap_or_default()));
    }

    fn save_report(&self) {
        let report = self.host.report.get_untracked();
        spawn_local(async move {
            let style = files::fetch_text("tokens.css").await.unwrap_or_default();
            save::save("loginscope-report.html", "text/html", &print::styled_html(&report, &style));
        });
    }

    /// Gives the engine blobs to read.
    fn open(&self, command: &Command, blobs: &Array) {
        self.engine.ask_with(command, blobs);
    }

    fn fail(&self, title: &str, says: String) {
        self.host.status.set(Status::Failed { title: title.to_owned(), says });
    }
}
