//! The one reader of captures, for command line, page and tests: bytes are pushed in pieces of any size, a capture comes
//! out, the same for every size. No input or output of its own: the host fills the space it is given. Of a HAR no more is
//! held than one entry and what is kept; anything else is held whole, within a bound.

use std::borrow::Cow;
use std::ops::Range;

use super::har::Har;
use super::unpack::{self, Packed};
use super::{Capture, ReadError, archive, exporter};

/// What is no HAR is read up to this many bytes.
const LONGEST_TEXT: usize = 256 << 20;
/// So much of JSON is held until a list of entries comes: it may be something else than a HAR.
const LONGEST_HEAD: usize = 8 << 20;
/// Bytes that are copied at once where they must be.
const ROOM: usize = 256 << 10;
/// The same behind the beginning of an entry, until that is whole.
const STEP: usize = 16 << 10;

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
    /// What of the buffer is due: from where, up to where.
    due: Range<usize>,
    /// Not scanned again before so many bytes are there.
    wait: usize,
    /// So many of the first bytes are known to be white space.
    blank: usize,
    state: State,
    har: Har,
    /// The beginning of JSON in which no entry has come yet.
    head: Option<Vec<u8>>,
    /// Whether these bytes were packed: they are not unpacked again.
    is_unpacked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but white space yet.
    Before,
    Har,
    /// Anything else; it stays in the buffer.
    Other,
    /// The second pass.
    Again,
}

impl Reader {
    /// A reader of a file with this name.
    pub fn new(file: &str) -> Reader {
        Reader {
            file: file.to_owned(),
            buffer: Vec::new(),
            due: 0..0,
            wait: 0,
            blank: 0,
            state: State::Before,
            har: Har::default(),
            head: Some(Vec::new()),
            is_unpacked: false,
        }
    }

    /// Reads what was packed, piece by piece, and once more where that is asked for.
    ///
    /// # Errors
    /// When it cannot be unpacked, or as with [`Reader::finish`].
    pub(super) fn unpack(mut self, packed: Packed<'_>) -> Result<Capture, ReadError> {
        let file = self.file.clone();
        let error = |says: String| ReadError { file: file.clone(), says };
        self.is_unpacked = true;
        packed.each(&mut |piece| self.push(piece)).map_err(error)?;
        let mut ranges = self.again().into_iter();
        let mut next = ranges.next();
        if next.is_some() {
            let mut at = 0;
            let again = packed.each(&mut |piece| {
                let end = at + piece.len() as u64;
                while let Some(range) = next.take_if(|range| range.start < end) {
                    let (from, to) = (range.start.max(at) - at, range.end.min(end) - at);
                    self.push(piece.get(from as usize..to as usize).unwrap_or_default());
                    next = if range.end > end { Some(end..range.end) } else { ranges.next() };
                }
                at = end;
            });
            again.map_err(error)?;
        }
        self.finish()
    }

    /// A reader of another file that has not begun, told the same.
    pub(super) fn alike(&self, file: &str) -> Reader {
        Reader { har: self.har.alike(), ..Reader::new(file) }
    }

    /// Names an address that the person's configuration holds: entries there matter from the start.
    pub fn watch(&mut self, url: &str) {
        self.har.places.add(url);
    }

    /// Keeps entries that are no part of a login as well, up to a bound.
    pub fn keep_all(&mut self) {
        self.har.keep_all();
    }

    /// Room for the next `n` bytes of the file.
    pub fn space(&mut self, n: usize) -> &mut [u8] {
        let end = self.due.end + n;
        if end > self.buffer.len() && self.due.start > 0 {
            self.buffer.copy_within(self.due.clone(), 0);
            self.due = 0..self.due.len();
        }
        let (start, end) = (self.due.end, self.due.end + n);
        if end > self.buffer.len() {
            self.buffer.resize(end, 0);
        }
        self.buffer.get_mut(start..end).unwrap_or_default()
    }

    /// The first `n` bytes of the space are filled.
    pub fn commit(&mut self, n: usize) {
        self.due.end = self.buffer.len().min(self.due.end + n);
        if self.due.len() >= self.wait {
            self.take();
        }
    }

    /// The next bytes of a file, or all of them, where they are in memory anyway: scanned in their place, and copied only
    /// where an entry goes on behind them.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        if self.due.is_empty() && self.state == State::Before {
            let (state, marked) = begin(rest, 0);
            if state == State::Har {
                self.state = state;
                self.har.skip(marked);
                rest = rest.get(marked..).unwrap_or_default();
            }
        }
        if self.due.is_empty() && matches!(self.state, State::Har | State::Again) {
            let used = self.har.run(rest);
            let (done, left) = rest.split_at_checked(used).unwrap_or((rest, &[]));
            self.remember(done);
            let hole = self.har.hole().unwrap_or(left.len()..left.len());
            for part in [left.get(..hole.start), left.get(hole.end..)] {
                let part = part.unwrap_or_default();
                self.space(part.len()).copy_from_slice(part);
                self.due.end += part.len();
            }
            self.wait = self.due.len() + self.due.len() / 4;
            return;
        }
        let is_har = matches!(self.state, State::Har | State::Again);
        let mut at = 0;
        for part in rest.chunks(if is_har { STEP } else { ROOM }) {
            self.space(part.len()).copy_from_slice(part);
            self.commit(part.len());
            at += part.len();
            // The entry that began before is over: what is due stands in these bytes, too.
            if is_har && self.due.len() <= at && self.har.is_whole() {
                let behind = rest.get(at - self.due.len()..).unwrap_or_default();
                self.due = 0..0;
                return self.push(behind);
            }
        }
    }

    /// Entries read so far.
    pub fn entries(&self) -> usize {
        self.har.entries()
    }

    /// Logins that were begun in them.
    pub fn logins(&self) -> usize {
        self.har.logins()
    }

    /// The file is over. Answers which bytes of it are to be pushed once more, in this order: entries that turned out to
    /// matter only when others were known.
    pub fn again(&mut self) -> Vec<Range<u64>> {
        self.take();
        if self.state != State::Har {
            return Vec::new();
        }
        let ranges = self.har.again();
        if !ranges.is_empty() {
            self.state = State::Again;
            (self.due, self.wait) = (0..0, 0);
        }
        ranges
    }

    /// What was read.
    ///
    /// # Errors
    /// When the bytes are no capture, or hold nothing to judge.
    pub fn finish(mut self) -> Result<Capture, ReadError> {
        self.take();
        let due = self.buffer.get(self.due.clone()).unwrap_or_default();
        let held = match (self.head, self.state) {
            (_, State::Before | State::Other) => Some(Cow::Borrowed(due)),
            // JSON that is no HAR may be of another known shape.
            (Some(head), _) if !self.har.has_entries() => Some(Cow::Owned([head.as_slice(), due].concat())),
            _ => None,
        };
        if let Some(bytes) = held {
            let unpacking = Reader { har: self.har, ..Reader::new(&self.file) };
            return match () {
                () if self.is_unpacked => super::plain(&self.file, &bytes),
                () if unpack::is_gzip(&bytes) => unpacking
                    .unpack(Packed::Gzip(&bytes))
                    .map(|capture| unpack::within(capture, &[unpack::inner_name(&self.file)])),
                () if unpack::is_zip(&bytes) => archive::joined(&unpacking, &self.file, &bytes),
                () => super::plain(&self.file, &bytes),
            };
        }
        let mut capture = self.har.finish().map_err(|says| ReadError { file: self.file.clone(), says })?;
        exporter::finish(&mut capture);
        Ok(Capture { file: self.file, ..capture })
    }

    /// Scans what is due as far as it goes.
    fn take(&mut self) {
        if self.state == State::Before {
            let (state, marked) = begin(self.buffer.get(self.due.clone()).unwrap_or_default(), self.blank);
            self.state = state;
            self.blank = self.due.len().saturating_sub(MARK.len());
            if state == State::Har {
                self.har.skip(marked);
                self.due.start += marked;
            }
        }
        if matches!(self.state, State::Before | State::Other) {
            // A host may push as much as it likes.
            self.due.end = self.due.end.min(self.due.start + LONGEST_TEXT);
            return;
        }
        let bytes = self.buffer.get(self.due.clone()).unwrap_or_default();
        let used = self.har.run(bytes);
        let done = self.due.start;
        self.due.start += used;
        let buffer = std::mem::take(&mut self.buffer);
        self.remember(buffer.get(done..self.due.start).unwrap_or_default());
        self.buffer = buffer;
        if let Some(hole) = self.har.hole() {
            let (from, to) = (self.due.start + hole.start, self.due.start + hole.end);
            self.buffer.copy_within(to..self.due.end, from);
            self.due.end -= to - from;
        }
        self.wait = self.due.len() + self.due.len() / 4;
    }

    /// Until there are entries the bytes are held: they may be another document.
    fn remember(&mut self, done: &[u8]) {
        let Some(head) = &mut self.head else { return };
        if self.har.has_entries() || head.len() + done.len() > LONGEST_HEAD {
            self.head = None;
        } else {
            head.extend_from_slice(done);
        }
    }
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What the first bytes say, of which so many are known to be blank, and how many of them are a byte order mark.
fn begin(bytes: &[u8], blank: usize) -> (State, usize) {
    let mark = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let text = bytes.get(mark..).unwrap_or_default();
    let state = match text.iter().skip(blank.saturating_sub(mark)).find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => State::Har,
        Some(_) if mark == 0 && MARK.starts_with(text) => State::Before,
        Some(_) => State::Other,
        None => State::Before,
    };
    (state, mark)
}
