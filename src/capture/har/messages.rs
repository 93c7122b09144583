//! What is said of a HAR that is not whole, or no HAR at all: where, what was expected, what was found, what to do.

use serde_json::Value;

use super::Counts;
use crate::capture::scan::{Broken, Scan};

/// What to say of JSON without a list of entries.
pub fn no_har(scan: &Scan) -> String {
    if !scan.is_over() || scan.broken.is_some() {
        let (at, why) = stop(scan);
        return format!(
            "this is not a HAR file: the JSON breaks off at byte {at}, before any entry ({why}). Export the network log \
             again."
        );
    }
    if scan.members.iter().any(|name| name == "entries") {
        return "this is JSON, but not a HAR file: expected a list of entries in `entries`, found something else.".into();
    }
    let found = if scan.members.is_empty() {
        "an empty object or a list".to_owned()
    } else {
        let names: Vec<String> = scan.members.iter().take(5).map(|name| format!("`{name}`")).collect();
        format!("an object with {}", names.join(", "))
    };
    format!("this is JSON, but not a HAR file: expected a member `log` with `entries`, found {found}.")
}

/// What to say of how the file ends.
pub fn end(scan: &Scan) -> Option<String> {
    let read = scan.entries;
    if let Some(Broken { at, found, .. }) = scan.broken.filter(|_| scan.is_over()) {
        let what = match found {
            Some(b'{' | b'[') => "a second JSON document begins",
            _ => "more text stands",
        };
        return Some(format!(
            "Behind the HAR, at byte {at}, {what}: it was not read. Put every document into a file of its own."
        ));
    }
    if !scan.is_over() || scan.broken.is_some() {
        let (at, why) = stop(scan);
        let place =
            if scan.is_in_entries() { format!("in entry {read}") } else { "behind the entries".into() };
        return Some(format!(
            "The file breaks off {place}, at byte {at} ({why}): {read} entries were read, the rest is lost. Export it \
             again to see all."
        ));
    }
    (read == 0).then(|| "The file is a HAR without entries: nothing was recorded.".to_owned())
}

/// Where the JSON stops, and why.
fn stop(scan: &Scan) -> (u64, String) {
    match scan.broken {
        Some(Broken { at, expected, found: Some(byte) }) => {
            let found = if byte.is_ascii_graphic() {
                format!("`{}`", char::from(byte))
            } else {
                format!("byte {byte:#04x}")
            };
            (at, format!("expected {expected}, found {found}"))
        }
        Some(Broken { at, expected, found: None }) => (at, format!("expected {expected}")),
        None => (scan.end(), "the file ends there".to_owned()),
    }
}

/// What to say of entries that were not read as they stand.
pub fn counts(counts: &Counts, unread: usize) -> Vec<String> {
    let told = counts.lacking.min(super::MOST_NOTES);
    let all = [
        (counts.lacking - told, "more cannot be judged for such reasons"),
        (counts.cut, "had values longer than 1 MB, which were cut there"),
        (
            counts.beyond,
            "that may be part of a login were left out, because 64 MB of them are kept already. Record the login alone",
        ),
        (
            counts.forgotten,
            "were passed over: only so many can be remembered by their address. Record the login alone",
        ),
        (unread, "at the provider's addresses were not read again"),
        (
            counts.changed,
            "were others on the second reading: the file changed while it was read. Check it again",
        ),
    ];
    let entries = |count: usize| if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
    let mut notes: Vec<String> = all
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, says)| format!("{} {says}.", entries(*count)))
        .collect();
    if counts.not_utf8 > 0 {
        notes.push("Some bytes are not UTF-8; they were read as Windows-1252 (Latin-1).".into());
    }
    notes
}

/// What to say of members that occur twice.
pub fn repeated(in_entries: &[&str], around: &[&str]) -> Option<String> {
    let mut names: Vec<&str> = around.iter().chain(in_entries).copied().collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| format!("Members occur twice; the last one was taken: {}.", names.join(", ")))
}

/// The name of the program that wrote the file.
pub fn exporter(creator: &[u8]) -> String {
    let creator: Value = serde_json::from_slice(creator).unwrap_or_default();
    let name = creator.get("name").and_then(Value::as_str).or(creator.as_str()).unwrap_or_default();
    let version = creator.get("version").and_then(Value::as_str).unwrap_or_default();
    crate::capture::exporter::name(name, version)
}
