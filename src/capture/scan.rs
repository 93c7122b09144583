//! A HAR document in pieces becomes entries: each whole, with the outline of its parts. Everything around them is passed
//! over in constant memory. Knows the shape of HAR (HTTP Archive 1.2), not what an entry means.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod block;
mod skip;
mod walk;

use std::ops::Range;

pub use block::{Block, SIZE, clues, escaped, failures, quotes};
pub use walk::{LONGEST, Outline, Span, unescaped};

use skip::Skip;
use walk::{Halt, Memory, Walk};

/// An entry that is longer, long values not counted, is not looked at.
const LONGEST_ENTRY: usize = 8 << 20;
/// Names of members that are remembered for a message.
const NAMES: usize = 8;

/// What the scan comes across.
pub enum Found<'a> {
    /// A list of entries begins; what came before is void.
    Entries,
    Entry {
        bytes: &'a [u8],
        outline: &'a Outline,
        range: Range<u64>,
    },
    /// An entry that is too long to be looked at.
    TooLong,
}

/// Where a document stops being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Bytes from the beginning of the file.
    pub at: u64,
    pub expected: &'static str,
    /// The byte that is there instead.
    pub found: Option<u8>,
}

/// What is due next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Document,
    FirstMember,
    Member,
    AfterMember,
    FirstEntry,
    Entry,
    AfterEntry,
    End,
}

/// The state between two pieces.
pub struct Scan {
    place: Place,
    after_entry: Place,
    /// Open objects around the place: the document, the log.
    depth: u32,
    /// Bytes before the piece at hand, and of it.
    base: u64,
    due: u64,
    /// A value outside of entries that is being passed.
    passing: Option<Skip>,
    memory: Memory,
    /// The outline of the entry before, for its room.
    outline: Outline,
    /// Entries so far.
    pub entries: usize,
    pub has_entries: bool,
    /// Names of members outside of entries.
    pub members: Vec<String>,
    pub repeated: Vec<&'static str>,
    /// The `creator`, as JSON.
    pub creator: Vec<u8>,
    pub broken: Option<Broken>,
}

impl Default for Scan {
    fn default() -> Scan {
        Scan {
            place: Place::Document,
            after_entry: Place::AfterEntry,
            depth: 0,
            base: 0,
            due: 0,
            passing: None,
            memory: Memory::default(),
            outline: Outline::default(),
            entries: 0,
            has_entries: false,
            members: Vec::new(),
            repeated: Vec::new(),
            creator: Vec::new(),
            broken: None,
        }
    }
}

impl Scan {
    /// Goes on with entries alone, one behind the other, as they were found before.
    pub fn of_entries() -> Scan {
        Scan { place: Place::Entry, after_entry: Place::Entry, depth: 1, ..Scan::default() }
    }

    /// Whether the document is whole.
    pub fn is_over(&self) -> bool {
        self.place == Place::End
    }

    /// Whether the file ends, or breaks, in a list of entries.
    pub fn is_in_entries(&self) -> bool {
        matches!(self.place, Place::FirstEntry | Place::Entry | Place::AfterEntry)
    }

    /// Leaves out bytes before the document.
    pub fn skip(&mut self, bytes: usize) {
        self.base += bytes as u64;
    }

    /// Where the bytes end that were seen so far.
    pub fn end(&self) -> u64 {
        self.base + self.due + self.memory.dropped
    }

    /// Scans as far as it can. Answers how many bytes are done with; the others are to come again, with more behind them.
    pub fn run(&mut self, bytes: &[u8], each: &mut impl FnMut(Found<'_>)) -> usize {
        let mut at = 0;
        while self.broken.is_none() {
            let rest = bytes.get(at..).unwrap_or_default();
            if let Some(skip) = &mut self.passing {
                let Some(end) = skip.run(rest, 0) else {
                    at = bytes.len();
                    break;
                };
                self.passing = None;
                at += end;
                continue;
            }
            let dropped = self.memory.dropped;
            match self.step(rest, self.base + at as u64, each) {
                Ok(used) => {
                    at += used;
                    self.base += dropped;
                    self.memory = Memory::default();
                }
                Err(Halt::More) => break,
                Err(Halt::Broken(place, expected)) => {
                    let found = rest.get(place).copied();
                    self.broken =
                        Some(Broken { at: self.base + dropped + (at + place) as u64, expected, found });
                }
            }
        }
        if self.broken.is_some() {
            at = bytes.len();
        }
        self.base += at as u64;
        self.due = (bytes.len() - at) as u64;
        at
    }

    /// Whether nothing was left out of the bytes that are to come again.
    pub fn is_whole(&self) -> bool {
        self.memory.dropped == 0
    }

    /// What of the bytes that are to come again need not: the middle of a long value.
    pub fn hole(&mut self) -> Option<Span> {
        let hole = self.memory.hole()?;
        self.due -= hole.len() as u64;
        Some(hole)
    }

    fn step(&mut self, bytes: &[u8], base: u64, each: &mut impl FnMut(Found<'_>)) -> Result<usize, Halt> {
        if matches!(self.place, Place::FirstEntry | Place::Entry) {
            return self.entry(bytes, base, each);
        }
        let mut walk = Walk::new(bytes, &mut self.memory);
        let token = walk.token()?;
        let mut used = walk.at + 1;
        self.place = match (self.place, token) {
            (Place::Document, b'{') => {
                self.depth = 1;
                Place::FirstMember
            }
            (Place::Document, _) => {
                used = Scan::pass(&mut self.passing, walk)?;
                Place::End
            }
            (Place::FirstMember | Place::AfterMember, b'}') => {
                self.depth -= 1;
                if self.depth == 0 { Place::End } else { Place::AfterMember }
            }
            (Place::AfterMember, b',') => Place::Member,
            (Place::AfterMember, _) => return walk.broken("`,` or `}`"),
            (Place::FirstMember | Place::Member, _) => return self.member(bytes, each),
            (Place::AfterEntry, b',') => Place::Entry,
            (Place::AfterEntry, b']') => Place::AfterMember,
            (Place::AfterEntry, _) => return walk.broken("`,` or `]`"),
            (Place::End, _) => return walk.broken("nothing more"),
            (Place::FirstEntry | Place::Entry, _) => return Err(Halt::More),
        };
        Ok(used)
    }

    /// Begins to pass the value at which the walk stands. Answers how many bytes are done with.
    fn pass(passing: &mut Option<Skip>, mut walk: Walk<'_, '_>) -> Result<usize, Halt> {
        match walk.token()? {
            b'"' => *passing = Some(Skip::STRING),
            b'{' | b'[' => *passing = Some(Skip::BRACKET),
            _ => {
                walk.leaf()?;
                return Ok(walk.at);
            }
        }
        Ok(walk.at + 1)
    }

    fn member(&mut self, bytes: &[u8], each: &mut impl FnMut(Found<'_>)) -> Result<usize, Halt> {
        let mut walk = Walk::new(bytes, &mut self.memory);
        walk.token()?;
        let name = walk.name()?;
        let value = walk.token()?;
        let mut place = Place::AfterMember;
        let used = match (name.as_ref(), value) {
            (b"log", b'{') => {
                self.depth += 1;
                place = Place::FirstMember;
                walk.at + 1
            }
            (b"entries", b'[') => {
                place = Place::FirstEntry;
                walk.at + 1
            }
            (b"creator", _) => {
                let start = walk.at;
                match walk.leaf() {
                    Ok(span) => {
                        self.creator =
                            bytes.get(span).filter(|json| json.len() < 4096).unwrap_or_default().to_vec();
                        walk.at
                    }
                    Err(Halt::More) if bytes.len() - start > LONGEST => {
                        self.creator.clear();
                        walk.at = start;
                        Scan::pass(&mut self.passing, walk)?
                    }
                    Err(halt) => return Err(halt),
                }
            }
            _ => Scan::pass(&mut self.passing, walk)?,
        };
        self.begin(&String::from_utf8_lossy(&name), place, each);
        self.place = place;
        Ok(used)
    }

    fn begin(&mut self, name: &str, place: Place, each: &mut impl FnMut(Found<'_>)) {
        let again = self.members.iter().any(|known| known == name);
        if again && name == "log" && self.repeated.len() < NAMES {
            self.repeated.push("`log`");
        }
        if place == Place::FirstEntry {
            if self.has_entries && self.repeated.len() < NAMES {
                self.repeated.push("`entries`");
            }
            (self.has_entries, self.entries) = (true, 0);
            each(Found::Entries);
        }
        if !again && (self.members.len() < NAMES || matches!(name, "log" | "entries")) {
            self.members.push(name.chars().take(60).collect());
        }
    }

    fn entry(&mut self, bytes: &[u8], base: u64, each: &mut impl FnMut(Found<'_>)) -> Result<usize, Halt> {
        let mut walk = Walk::new(bytes, &mut self.memory);
        let token = walk.token()?;
        if token == b']' && self.place == Place::FirstEntry {
            self.place = Place::AfterMember;
            return Ok(walk.at + 1);
        }
        if walk.at > 0 {
            return Ok(walk.at);
        }
        walk.outline = std::mem::take(&mut self.outline).anew();
        let result = walk.entry();
        let (end, rest, outline) = (walk.at, walk.rest(), walk.outline);
        let surplus: usize = outline.long.iter().map(|span| span.len() - LONGEST).sum();
        let length = match result {
            Ok(()) => end - surplus,
            Err(Halt::More) => bytes.len() - surplus - self.memory.surplus(),
            Err(broken) => return Err(broken),
        };
        let too_long = length > LONGEST_ENTRY;
        if !too_long {
            result?;
        }
        (self.entries, self.place) = (self.entries + 1, self.after_entry);
        if too_long {
            each(Found::TooLong);
            if result.is_ok() {
                return Ok(end);
            }
            self.passing = Some(rest);
            return Ok(bytes.len());
        }
        let range = base..base + end as u64 + self.memory.dropped;
        each(Found::Entry { bytes: bytes.get(..end).unwrap_or_default(), outline: &outline, range });
        self.outline = outline;
        Ok(end)
    }
}
