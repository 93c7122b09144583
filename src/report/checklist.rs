//! The checklist's part of the report. Owned and redacted, as all of it.

use super::Words;
use serde::{Deserialize, Serialize};

/// What a client's healthy login passes, and what is checked before launch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChecklistReport {
    /// Its name, else its id.
    pub client: String,
    pub client_id: Option<String>,
    /// Provider id and name.
    pub provider: String,
    pub provider_name: String,
    pub counts: ChecklistCounts,
    /// Failed first, then what cannot be told, what passed, and what is to be done by hand.
    pub items: Vec<ChecklistItem>,
}

/// How many points stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChecklistCounts {
    pub passed: usize,
    pub failed: usize,
    pub cannot_tell: usize,
    pub by_hand: usize,
}

/// One point of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChecklistItem {
    /// Stable; a person's ticks are remembered by it.
    pub id: Words,
    /// `client`, `redirect`, `secret`, `request`, `consent`, `callback`, `token_request`, `tokens`, `network`, `after` or
    /// `environments`.
    pub area: Words,
    /// The area in words.
    pub area_says: Words,
    /// What is right where it passes.
    pub title: Words,
    /// `failed`, `cannot_tell`, `passed` or `by_hand`.
    pub state: Words,
    /// Why: what was seen, what lacks, or what to do.
    pub says: String,
    /// Where at this provider and what it calls it; a line with ` › ` is a place in its console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_provider: Option<String>,
    /// Id of the login that showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<String>,
}
