//! Bytes of a file, or live entries of a browser, become exchanges. Reading can fail or be partial; what was readable is
//! kept and the rest is named in a note. Knows HTTP, not OAuth.

mod archive;
mod burp;
mod command;
mod copies;
mod curl;
mod encoding;
mod entry;
mod exporter;
mod har;
mod head;
mod keep;
mod live;
mod merge;
mod neighbours;
mod raw;
mod reader;
mod reveal;
mod scan;
mod shapes;
mod text;
mod trace;
mod unpack;
mod watch;
mod words;

pub use keep::Seen;
pub use reader::Reader;
pub use watch::Watch;

use std::borrow::Cow;
use std::fmt;

pub use archive::read_all;
pub use encoding::is_wide;
pub use merge::{Merged, merge};
pub use unpack::open;

use crate::http::{Exchange, Lacks};

/// What was read of one file or one live session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    /// The file's name as the person gave it.
    pub file: String,
    /// What wrote it, in words; empty if it does not say.
    pub exporter: String,
    /// Entries in the file, readable or not.
    pub entries: usize,
    pub exchanges: Vec<Exchange>,
    /// What the reader could not read, and what the exporter has left out.
    pub notes: Vec<String>,
    /// What its exporter never writes, or has left out of this file.
    pub lacks: Lacks,
    /// What the headers of all entries say together, also of those that were not kept.
    pub seen: Seen,
    /// Of a live session: what it knows of its exchanges.
    live: live::Known,
}

/// Nothing could be read. The text says what was expected, what was found, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    pub file: String,
    pub says: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.says)
    }
}

impl std::error::Error for ReadError {}

/// Reads a capture that is in memory whole, through a [`Reader`]: a HAR file (HTTP Archive 1.2), also packed, or text of
/// the forms that [`mod@text`] knows.
///
/// # Errors
/// When the bytes are neither, or hold nothing to judge.
pub fn read(file: &str, bytes: &[u8]) -> Result<Capture, ReadError> {
    read_for(file, bytes, std::iter::empty())
}

/// The same where addresses matter from the start: those that the person's configuration names.
///
/// # Errors
/// As [`read`].
pub fn read_for<'a>(
    file: &str,
    bytes: &[u8],
    addresses: impl Iterator<Item = &'a str>,
) -> Result<Capture, ReadError> {
    let mut reader = Reader::new(file);
    addresses.for_each(|url| reader.watch(url));
    reader.push(bytes);
    for range in reader.again() {
        let range = usize::try_from(range.start).unwrap_or(0)..usize::try_from(range.end).unwrap_or(0);
        reader.push(bytes.get(range).unwrap_or_default());
    }
    reader.finish()
}

/// One entry of a HAR as an exchange; the error says what it lacks.
///
/// # Errors
/// When it has no request to judge.
pub fn entry(value: &serde_json::Value, index: usize) -> Result<Exchange, String> {
    entry::read(value, index)
}

/// Reads a file that is not packed. Every capture that was read goes through [`exporter::finish`].
fn plain(file: &str, bytes: &[u8]) -> Result<Capture, ReadError> {
    let error = |says: String| ReadError { file: file.to_owned(), says };
    let text = encoding::text(bytes);
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return Err(error("the file is empty. Expected a HAR file or the output of `curl -v`.".into()));
    }
    let inner = text::unwrapped(trimmed);
    let mut capture = match inner.unwrap_or(trimmed).as_bytes().first() {
        // Lines of a log may begin like a list, and an endpoint's answer is JSON, too.
        Some(b'{' | b'[') => match har::read(inner.unwrap_or(&text)) {
            Ok(capture) => {
                in_file(capture, bytes, &text, text.find(inner.unwrap_or(&text)).unwrap_or_default())
            }
            Err(says) => text::read(file, inner.unwrap_or(trimmed)).map_err(|_| error(says))?,
        },
        _ => text::read(file, trimmed)?,
    };
    exporter::finish(&mut capture);
    let is_utf8 = matches!(text, Cow::Borrowed(_)) || encoding::is_wide(bytes).is_some();
    if !is_utf8 {
        capture.notes.push("Some bytes are not UTF-8; they were read as Windows-1252 (Latin-1).".into());
    }
    capture.file = file.to_owned();
    Ok(capture)
}

/// Places in the text of a file become those in its bytes; none where each byte had to be looked at by itself.
fn in_file(mut capture: Capture, bytes: &[u8], text: &str, skipped: usize) -> Capture {
    let exact = encoding::is_wide(bytes).is_some() || bytes.ends_with(text.as_bytes());
    let mut ends: Vec<usize> = Vec::new();
    for range in capture.exchanges.iter().filter_map(|exchange| exchange.bytes.as_ref()) {
        ends.extend([range.start, range.end].map(|end| end as usize + skipped));
    }
    ends.sort_unstable();
    let places = if exact { encoding::places(bytes, text, &ends) } else { Vec::new() };
    let place = |end: u64| {
        let at = ends.binary_search(&(end as usize + skipped)).ok()?;
        places.get(at).copied()
    };
    for exchange in &mut capture.exchanges {
        exchange.bytes = exchange.bytes.take().and_then(|range| Some(place(range.start)?..place(range.end)?));
    }
    capture
}
