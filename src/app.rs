//! The browser around the view: holds the captures, judges them again when something came, does what the view asks.
//! Files, pasted text and live entries come in; the signals of [`Host`] go out. Knows nothing of OAuth.

mod channel;
mod clipboard;
mod entry;
pub mod fault;
mod files;
mod frame;
mod save;
mod storage;

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::capture::{self, Capture};
use crate::config::ClientConfig;
use crate::print;
use crate::view::{Action, App, Host, LocalTime, Status, Surface};

/// Milliseconds between two judgements of live entries.
const PAUSE: f64 = 50.0;

thread_local! {
    static SESSION: OnceCell<Session> = const { OnceCell::new() };
}

/// All that lives as long as the page does.
struct Session {
    host: Host,
    /// In the panel the live capture comes first; then one capture for each name in `files`.
    captures: RefCell<Vec<Capture>>,
    files: RefCell<Vec<String>>,
    recording: Cell<bool>,
    /// The pause before a judgement that is on its way.
    due: RefCell<Option<Timeout>>,
    judged_at: Cell<f64>,
}

/// Shows the view in the document's body and begins to listen.
pub fn start(surface: Surface) {
    mount_to_body(move || {
        let host = host(surface);
        SESSION.with(|session| session.get_or_init(|| Session::new(host)).listen());
        provide_context(LocalTime(Callback::new(|moment: String| frame::minutes_before_utc(&moment))));
        view! { <App host/> }
    });
    frame::mark_first();
}

/// Takes live entries, each a HAR entry or its JSON text.
pub fn feed(entries: impl Iterator<Item = JsValue>) {
    with(|session| session.feed(entries));
}

fn host(surface: Surface) -> Host {
    let status = match surface {
        Surface::Panel => Status::Live { exchanges: 0, recording: true },
        Surface::Page => Status::Empty,
    };
    Host {
        surface,
        report: RwSignal::new(Arc::new(crate::analyse(&[], &[]))),
        status: RwSignal::new(status),
        clients: RwSignal::new(Vec::new()),
        reveal: Callback::new(|place| {
            with(|session| session.captures.borrow().iter().find_map(|capture| capture.reveal(&place)))?
        }),
        act: Callback::new(|action| {
            with(|session| session.act(action));
        }),
    }
}

fn with<T>(use_it: impl FnOnce(&Session) -> T) -> Option<T> {
    SESSION.with(|session| session.get().map(use_it))
}

impl Session {
    fn new(host: Host) -> Session {
        let session = Session {
            host,
            captures: RefCell::default(),
            files: RefCell::default(),
            recording: Cell::new(true),
            due: RefCell::default(),
            judged_at: Cell::new(0.0),
        };
        session.start_over();
        session
    }

    fn listen(&self) {
        files::listen();
        storage::listen();
        match self.host.surface {
            Surface::Panel => channel::listen(),
            Surface::Page if frame::asked_for("sample") => files::open_sample(),
            Surface::Page => {}
        }
    }

    fn act(&self, action: Action) {
        match action {
            Action::Copy(text) => clipboard::copy(text),
            Action::OpenFile => {
                files::choose();
            }
            Action::Paste(text) => files::open_text(text),
            Action::Sample => files::open_sample(),
            Action::SaveReport => self.save_report(),
            Action::Clear => self.clear(),
            Action::SetRecording(on) => self.set_recording(on),
            Action::SaveClients(clients) => self.save_clients(&clients),
        }
    }

    fn feed(&self, entries: impl Iterator<Item = JsValue>) {
        if !self.recording.get() {
            return;
        }
        if let Some(live) = self.captures.borrow_mut().first_mut() {
            let new = entries.filter_map(entry::read).filter(|entry| live.add_live(entry)).count();
            if new > 0 {
                self.judge_soon();
            }
        }
    }

    /// Reads a capture and puts it beside the others; in the place of the one of the same name, if there is one.
    fn add(&self, name: &str, bytes: &[u8]) -> Result<(), capture::ReadError> {
        let capture = capture::read(name, bytes)?;
        let (mut captures, mut files) = (self.captures.borrow_mut(), self.files.borrow_mut());
        if let Some(index) = files.iter().position(|file| file == name) {
            files.remove(index);
            captures.remove(self.live_captures() + index);
        }
        files.push(name.to_owned());
        captures.push(capture);
        Ok(())
    }

    /// Takes a file away again, if it is there.
    fn remove(&self, name: &str) {
        let index = self.files.borrow().iter().position(|file| file == name);
        let Some(index) = index else { return };
        self.files.borrow_mut().remove(index);
        self.captures.borrow_mut().remove(self.live_captures() + index);
    }

    fn live_captures(&self) -> usize {
        usize::from(self.host.surface == Surface::Panel)
    }

    fn start_over(&self) {
        let live = (self.host.surface == Surface::Panel).then(Capture::live);
        self.captures.replace(live.into_iter().collect());
        self.files.take();
    }

    fn close_files(&self) {
        self.captures.borrow_mut().truncate(self.live_captures());
        self.files.take();
    }

    fn clear(&self) {
        self.start_over();
        if self.host.surface == Surface::Panel {
            channel::say("forget");
        }
        self.judge();
    }

    fn set_recording(&self, on: bool) {
        self.recording.set(on);
        channel::say(if on { "resume" } else { "pause" });
        self.settle();
    }

    fn save_clients(&self, clients: &[ClientConfig]) {
        let saved = serde_json::to_string(clients)
            .map_err(|error| error.to_string())
            .and_then(|text| self.take_clients(&text));
        match saved {
            Ok(text) => storage::save(text),
            Err(says) => self.fail("The clients cannot be saved", says),
        }
    }

    /// Uses clients from their JSON text; gives back the text that may be stored, which has no secret in it.
    fn take_clients(&self, text: &str) -> Result<String, String> {
        let (clients, _) = crate::config::read(text).map_err(|error| error.to_string())?;
        let text = serde_json::to_string(&clients).map_err(|error| error.to_string())?;
        self.host.clients.set(clients);
        self.judge_soon();
        Ok(text)
    }

    fn save_report(&self) {
        let report = self.host.report.get_untracked();
        spawn_local(async move {
            let style = files::fetch("tokens.css").await.unwrap_or_default();
            let document = print::styled_html(&report, &String::from_utf8_lossy(&style));
            save::save("loginscope-report.html", "text/html", &document);
        });
    }

    /// Judges in the next frame, but not sooner than [`PAUSE`] after the last time.
    fn judge_soon(&self) {
        let wait = (self.judged_at.get() + PAUSE - frame::now()).max(0.0);
        let judge = || {
            with(Session::judge_aside);
        };
        let begin = || Timeout::new(wait as u32, move || request_animation_frame(judge));
        self.due.borrow_mut().get_or_insert_with(begin);
    }

    /// Judges after something that the person did.
    fn judge(&self) {
        self.report();
        self.settle();
    }

    /// Judges while the person reads on: a file under way and a message of failure stay where they are.
    fn judge_aside(&self) {
        self.report();
        let status = self.host.status.get_untracked();
        if !matches!(status, Status::Reading { .. } | Status::Failed { .. }) {
            self.settle();
        }
    }

    fn report(&self) {
        self.due.take();
        let report = crate::analyse(&self.captures.borrow(), &self.host.clients.get_untracked());
        self.host.report.set(Arc::new(report));
        self.judged_at.set(frame::now());
    }

    /// Says what the host is doing when nothing is under way.
    fn settle(&self) {
        let files = self.files.borrow().clone();
        let status = match self.host.surface {
            Surface::Panel => {
                let report = self.host.report.get_untracked();
                let exchanges = report.captures.first().map_or(0, |live| live.entries);
                Status::Live { exchanges, recording: self.recording.get() }
            }
            Surface::Page if files.is_empty() => Status::Empty,
            Surface::Page => Status::Done { files },
        };
        if self.host.status.get_untracked() != status {
            self.host.status.set(status);
        }
    }

    fn fail(&self, title: &str, says: String) {
        self.host.status.set(Status::Failed { title: title.to_owned(), says });
    }
}
