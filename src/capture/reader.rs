//! The one reader of captures, for command line, page and tests: bytes are pushed in pieces of any size, a capture comes
//! out. No input or output of its own: the host fills the space it is given.

use std::ops::Range;

use super::{Capture, ReadError};

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
        super::whole(&self.file, self.buffer.get(..self.filled).unwrap_or_default())
    }
}
