//! The raw JSON of an entry becomes an exchange; values that are too long are cut before it is parsed.

use std::borrow::Cow;

use serde_json::Value;

use crate::capture::entry;
use crate::capture::keep::Raw;
use crate::capture::scan::{LONGEST, Span};
use crate::http::Exchange;

/// The JSON of an entry without what is too long in it, and without lists and objects that nobody reads: there brackets may
/// be too deep for the parser, or stand `NaN` and the like.
pub fn json(raw: Raw<'_>) -> Cow<'_, [u8]> {
    let (long, unread) = (&raw.outline.long, &raw.outline.unread);
    let cuts = long.iter().filter(|span| !unread.contains(span)).map(|span| {
        let value = raw.bytes.get(span.clone()).unwrap_or_default();
        (span.clone(), if value.first() == Some(&b'"') { cut(value) } else { b"null".to_vec() })
    });
    let mut pieces: Vec<(Span, Vec<u8>)> =
        unread.iter().map(|span| (span.clone(), b"null".to_vec())).chain(cuts).collect();
    pieces.sort_unstable_by_key(|(span, _)| span.start);
    replaced(raw.bytes, pieces.into_iter())
}

/// Reads it; the error says what it lacks.
pub fn read(text: &str, index: usize) -> Result<Exchange, String> {
    let value = serde_json::from_str::<Value>(text)
        .map_err(|error| format!("its JSON is broken ({})", reason(&error)))?;
    entry::read(&value, index)
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn replaced(bytes: &[u8], pieces: impl Iterator<Item = (Span, Vec<u8>)>) -> Cow<'_, [u8]> {
    let (mut whole, mut at) = (Vec::new(), 0);
    for (span, piece) in pieces {
        whole.extend_from_slice(bytes.get(at..span.start).unwrap_or_default());
        whole.extend(piece);
        at = span.end;
    }
    if at == 0 {
        return Cow::Borrowed(bytes);
    }
    whole.extend_from_slice(bytes.get(at..).unwrap_or_default());
    Cow::Owned(whole)
}

/// The beginning of a string, up to a place where no escape and no character is torn apart.
fn cut(string: &[u8]) -> Vec<u8> {
    let whole = |at: &usize| {
        let before = string.get(at.saturating_sub(12)..*at).unwrap_or_default();
        let inside = string.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
        !before.contains(&b'\\') && !inside
    };
    let at = (LONGEST - 4096..LONGEST).rev().find(whole);
    let kept = at.and_then(|at| string.get(..at)).unwrap_or(b"\"");
    [kept, b"\""].concat()
}
