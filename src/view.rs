//! What a person sees: Leptos components over a [`Report`] and a little state of their own. The same components make
//! the panel, the page and, rendered to a string, the HTML report. Knows no browser API and no captured bytes: what it
//! needs of its surroundings it asks of [`Host`].

mod advice;
mod answer;
mod bar;
mod bytes;
mod candidates;
mod clients;
mod context;
mod controls;
mod discovery;
pub mod document;
mod dom;
mod empty;
mod exchange;
mod fix;
mod flows;
mod focus;
mod folds;
mod held;
mod icons;
mod keys;
mod list;
pub mod local;
pub mod memory;
mod moment;
mod paste;
mod popup;
mod proof;
#[cfg(test)]
mod sample;
mod scene;
mod secret;
mod sequence;
mod state;
mod step;
mod surface;
#[cfg(test)]
mod tests;
mod ui;
mod way;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::config::ClientConfig;
use crate::protocol::Progress;
use crate::report::{Place, Report};
use memory::Memory;

pub use advice::advice;
pub use surface::surface;
pub use ui::LocalTime;

/// Where the view lives, and what it may ask there.
#[derive(Clone, Copy)]
pub struct Host {
    /// Which surface this is.
    pub surface: Surface,
    /// Replaced whole after each analysis.
    pub report: RwSignal<Arc<Report>>,
    /// What the host is doing.
    pub status: RwSignal<Status>,
    /// The stored clients.
    pub clients: RwSignal<Vec<ClientConfig>>,
    /// What was read of a text of clients, when the person has asked for it.
    pub imported: RwSignal<Option<Imported>>,
    /// The value at a place, in clear, when the person has pressed on it; none if it is no longer held.
    pub revealed: RwSignal<Option<(Place, Option<String>)>>,
    /// What is remembered of logins, ticks and tabs.
    pub memory: RwSignal<Memory>,
    /// A provider's discovery document, when the person has asked for it.
    pub discovered: RwSignal<Option<Discovered>>,
    /// Whether the clients are what is shown first.
    pub at_clients: bool,
    /// Whether a provider's discovery document can be asked for.
    pub can_discover: bool,
    /// Whether the browser tells its extensions nothing of a request that ends a moment before the next page begins.
    pub forgets: bool,
    /// Whether other tabs are recorded beside the one that DevTools belong to.
    pub everywhere: RwSignal<bool>,
    /// Does what the person asks for.
    pub act: Callback<Action>,
}

/// Clients with notes about them, or why their text cannot be read.
pub type Imported = Result<(Vec<ClientConfig>, Vec<String>), String>;

/// How far the request for a discovery document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discovered {
    Waiting,
    /// The person or the browser did not allow it.
    Refused,
    /// It could not be had, and why.
    Failed(String),
    /// The document's text.
    Text(String),
}

/// The surface that the view is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// A panel of the browser's developer tools, fed by live entries.
    Panel,
    /// The offline page, fed by files and pasted text.
    Page,
    /// The popup of the extension's button, fed by what is remembered.
    Popup,
}

/// What the host is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Nothing was read yet.
    Empty,
    /// A file is being read.
    Reading(Progress),
    /// The panel listens.
    Live {
        /// Seen so far.
        exchanges: usize,
        /// Whether what is seen is kept.
        recording: bool,
    },
    /// A capture was read.
    Done {
        /// The names of the files that it was read from.
        files: Vec<String>,
    },
    /// It could not be read.
    Failed {
        /// What is wrong, in a line.
        title: String,
        /// What was expected, what was found, what to do; a line each.
        says: String,
    },
    /// The engine stopped by a fault of its own and was started again.
    Fault {
        /// What it said.
        says: String,
        /// Whether it was started without what had been recorded.
        left: bool,
    },
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Copy a text to the clipboard.
    Copy(String),
    /// Choose a capture from the disk.
    OpenFile,
    /// Pasted text: a HAR, `curl -v` output.
    Paste(String),
    /// Open the built-in sample.
    Sample,
    /// Read no further and judge what there is.
    Stop,
    /// Save the HTML report.
    SaveReport,
    /// Save all that was recorded, with its secrets.
    SaveRecording,
    /// Forget all captures.
    Clear,
    /// Start or stop recording.
    SetRecording(bool),
    /// Start or stop recording all tabs; the browser asks the person for its permission.
    RecordAll(bool),
    /// Store these clients in place of the stored ones.
    SaveClients(Vec<ClientConfig>),
    /// Read clients from their JSON text.
    ReadClients(String),
    /// Tell the value at a place.
    Reveal(Place),
    /// Remember that a point of a client's checklist is done, or that it is not.
    Tick {
        /// The client's key.
        client: String,
        /// The point's id.
        point: String,
        on: bool,
    },
    /// Store these clients, and remember that a login of the one of this key works.
    Learn {
        clients: Vec<ClientConfig>,
        key: String,
        /// The login's id.
        login: String,
    },
    /// Choose a file of clients from the disk.
    OpenClients,
    /// Take the client of this key for the one of this tab.
    UseHere(String),
    /// Fetch the discovery document of an issuer, with a permission for it alone.
    Discover(String),
    /// Show the popup in a tab, where it stays open.
    OpenInTab,
}
