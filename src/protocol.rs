//! What the page and the engine say to each other, as JSON: commands to the engine, as text; events from it, as bytes. Files
//! and other things that are no data travel beside a command.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::ClientConfig;
use crate::report::{CaptureReport, ChecklistReport, FlowReport, Place, Report, Summary};

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Read the files that travel beside the command, in this order; each takes the place of an earlier one of its name.
    Open {
        names: Vec<String>,
        /// Whether they take the place of all files.
        alone: bool,
    },
    /// Read a text that was pasted; it travels beside the command, as a blob.
    Paste,
    /// Stop reading and judge what there is.
    Stop,
    /// Listen to the extension's devtools page on this channel.
    Listen { channel: String, past: Past },
    /// Keep what is seen from now on, or do not.
    Record(bool),
    /// Judge by these clients, a list as JSON text.
    UseClients(String),
    /// Read clients from JSON text.
    ReadClients { text: String, origin: Origin },
    /// Forget all captures.
    Clear,
    /// Forget one file.
    Close(String),
    /// Tell the value at a place.
    Reveal(Place),
    /// Tell what is to be remembered of a login that works, by its id, for the client of this key.
    Keep { login: String, key: String },
}

/// Names of files that are opened at once, each told from the others: folders have files of one name.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let again = (2..).map(|number| format!("{name} ({number})"));
        let free = std::iter::once(name.clone()).chain(again).find(|name| !known.contains(name));
        known.extend(free);
    }
    known
}

/// What becomes of the entries that the devtools page has collected before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// They are asked for.
    Taken,
    /// They stay where they are.
    Left,
    Forgotten,
}

/// Where the text of clients comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The browser's storage; they are used at once.
    Stored,
    /// The person, who may add them.
    Imported,
}

/// What the engine has to tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A file is being read.
    Progress(Progress),
    /// A login of the update of this number, which follows when all of its logins are told.
    Login { update: u32, login: Arc<FlowReport> },
    /// What is known has changed.
    Updated(Update),
    /// What the person asked for is done; these files are open.
    Settled { files: Vec<String> },
    /// It could not be done: what is wrong in a line; then what was expected, what was found, what to do, a line each.
    Failed { title: String, says: String },
    /// Clients as they may be stored, with notes; or why the text cannot be read.
    Clients { origin: Origin, read: Result<(Vec<ClientConfig>, Vec<String>), String> },
    /// The value at a place, in clear; none if it is no longer held.
    Revealed { place: Place, value: Option<String> },
    /// What stays of a login that has ended ([`crate::kept::Kept`]), for the client of this key, as JSON text.
    Kept { key: String, text: String },
    /// A login that works ([`crate::kept::Good`]), as JSON text.
    Good { key: String, text: String },
    /// The engine stops here, by a fault of its own.
    Fault(String),
}

/// How far the reading of a file is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    pub file: String,
    /// Bytes that were read.
    pub read: u64,
    /// Its size in bytes.
    pub total: u64,
    /// Entries that were read.
    pub entries: usize,
    /// Logins that were begun in them.
    pub logins: usize,
}

/// A report, as what has changed since the one before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Grows from update to update.
    pub number: u32,
    pub captures: Vec<CaptureReport>,
    /// In order of time.
    pub flows: Vec<Slot>,
    /// The new ones among them, but for those that were judged and told beforehand. They are told one by one, since together
    /// they may be as large as a file.
    #[serde(skip)]
    pub logins: Vec<Arc<FlowReport>>,
    pub checklist: Vec<ChecklistReport>,
}

/// A login in an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// As at this index in the report before.
    Same(usize),
    /// The next of the logins that are new, or judged anew.
    New,
}

impl Update {
    /// The report that this makes of the one before.
    pub fn apply(self, before: &Report) -> Report {
        let mut new = self.logins.into_iter();
        let flow = |slot| match slot {
            Slot::Same(at) => before.flows.get(at).cloned(),
            Slot::New => new.next(),
        };
        let flows: Vec<Arc<FlowReport>> = self.flows.into_iter().filter_map(flow).collect();
        Report {
            captures: self.captures,
            summary: Summary::of(&flows),
            flows,
            checklist: self.checklist,
            ..Report::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_told_from_each_other() {
        let names = ["a.har", "b.har", "a.har", "a.har"].map(str::to_owned);
        assert_eq!(distinct(names), ["a.har", "b.har", "a.har (2)", "a.har (3)"]);
    }
}
