//! What a redaction did: for whoever hands the file on, and for whoever gets it.

use std::fmt;

use crate::capture::Capture;
use crate::http::Exchange;

use super::vault::Vault;

/// Names and counts; no value is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub file: String,
    /// Entries of the file that are not in the redacted one.
    pub dropped: usize,
    pub kept: usize,
    /// Parameter, member, header or claim, and how many values of it were replaced.
    pub replaced: Vec<(String, usize)>,
}

impl Receipt {
    pub(super) fn of(capture: &Capture, kept: &[Exchange], vault: &Vault<'_>) -> Receipt {
        Receipt {
            file: capture.file.clone(),
            dropped: capture.entries.saturating_sub(kept.len()),
            kept: kept.len(),
            replaced: vault.replaced.iter().map(|(name, count)| (name.clone(), *count)).collect(),
        }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} entries kept, {} dropped that have nothing to do with a login.",
            self.file, self.kept, self.dropped
        )?;
        writeln!(
            f,
            "\nReplaced by pseudonyms of the same shape (equal values stay equal inside this file):"
        )?;
        for (name, count) in &self.replaced {
            writeln!(f, "  {count:>5} {name}")?;
        }
        writeln!(f, "\nKept, because the diagnosis rests on it:")?;
        for (what, why) in KEPT {
            writeln!(f, "  {what}: {why}")?;
        }
        Ok(())
    }
}

const KEPT: [(&str, &str); 8] = [
    ("hosts, paths, methods, statuses, times", "which step failed, and when"),
    (
        "client ids, redirect URIs, scopes, audiences, issuers",
        "they are compared with each other and with what is registered; they are no secrets",
    ),
    ("names of parameters, headers and cookies, attributes of cookies", "what was sent and what was not"),
    (
        "error codes and messages",
        "what the server said; addresses of persons, tokens and codes in them are replaced",
    ),
    (
        "whether a client secret is the stored one",
        "a secret that is right is another failure than one that is not; only who has the configuration can tell",
    ),
    ("keys of key sets", "their public halves verify signatures"),
    (
        "headers of servers, firewalls and proxies, their request ids",
        "who answered, and how its operator finds the request",
    ),
    (
        "length, alphabet, white space and encoding of every value",
        "cut, doubled and wrongly decoded values are recognised by them",
    ),
];
