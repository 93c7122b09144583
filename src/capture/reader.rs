//! The one reader of captures, for command line, page and tests: bytes are pushed in pieces of any size, a capture comes
//! out. No input or output of its own: the host fills the space it is given.

use std::ops::Range;

use super::{Capture, ReadError, curl, har};

/// Takes a file in pieces.
///
/// ```
/// let mut reader = loginscope::capture::Reader::new("login.har");
/// for piece in br#"{"log": {"entries": []}}"#.chunks(7) {
///     reader.space(piece.len()).copy_from_slice(piece);
///     reader.commit(piece.len());
/// }
/// for range in reader.again() {
///     // The bytes of each range once more, in this order.
/// }
/// assert_eq!(reader.finish().unwrap().entries, 0);
/// ```
pub struct Reader {
    file: String,
    buffer: Vec<u8>,
    filled: usize,
}

impl Reader {
    /// A reader of a file with this name.
    pub fn new(file: &str) -> Reader {
        Reader { file: file.to_owned(), buffer: Vec::new(), filled: 0 }
    }

    /// Room for the next `n` bytes of the file.
    pub fn space(&mut self, n: usize) -> &mut [u8] {
        self.buffer.resize(self.filled + n, 0);
        self.buffer.get_mut(self.filled..).unwrap_or_default()
    }

    /// The first `n` bytes of the space are filled.
    pub fn commit(&mut self, n: usize) {
        self.filled = self.buffer.len().min(self.filled + n);
    }

    /// Entries read so far.
    pub fn entries(&self) -> usize {
        0
    }

    /// The file is over. Answers which bytes of it are to be pushed once more, in this order: entries that turned out to
    /// matter only when later ones were known. Mostly none.
    pub fn again(&mut self) -> Vec<Range<u64>> {
        Vec::new()
    }

    /// What was read.
    ///
    /// # Errors
    /// When the bytes are no capture, or hold nothing to judge.
    pub fn finish(self) -> Result<Capture, ReadError> {
        let error = |says: String| ReadError { file: self.file.clone(), says };
        let bytes = self.buffer.get(..self.filled).unwrap_or_default();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes);
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return Err(error("the file is empty. Expected a HAR file or the output of `curl -v`.".into()));
        }
        let mut capture = match trimmed.as_bytes().first() {
            Some(b'{' | b'[') => har::read(&text).map_err(error)?,
            _ => curl::read(&text).ok_or_else(|| error(har::not_json(&text)))?,
        };
        if matches!(text, std::borrow::Cow::Owned(_)) {
            capture.notes.push("Some bytes are not UTF-8; they are shown as U+FFFD.".into());
        }
        capture.file = self.file;
        Ok(capture)
    }
}
