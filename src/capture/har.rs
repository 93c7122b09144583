//! HAR files (HTTP Archive 1.2), entry by entry, as they come. Entries that may be part of a login are read; of the others an
//! address stays, in case it turns out to matter. A file that is cut gives what stands before the cut, with a note.

mod messages;
mod one;

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use super::keep::{Address, Fate, Places, Raw, Role, Seen, fate, lossy};
use super::scan::{Found, Scan, Span};
use super::{Capture, encoding};
use crate::http::{Exchange, Headers, Secret};

/// Bytes of entries that are kept at most.
const MOST_KEPT: usize = 64 << 20;
/// Entries whose address is remembered at most.
const MOST_PASSED: usize = 1 << 17;
/// So many are made room for at once.
const MORE_PASSED: usize = 1 << 12;
/// Names and values of headers that are held once, however many entries have them.
const MOST_SHARED: usize = 1 << 12;
/// Notes of one kind that are worth reading.
const MOST_NOTES: usize = 20;

/// Reads a HAR document that is in memory whole; the error says what was expected and what was found.
pub fn read(text: &str) -> Result<Capture, String> {
    let (mut har, bytes) = (Har::default(), text.as_bytes());
    har.run(bytes);
    for range in har.again() {
        let range = usize::try_from(range.start).unwrap_or(0)..usize::try_from(range.end).unwrap_or(0);
        har.run(bytes.get(range).unwrap_or_default());
    }
    har.finish()
}

/// The state between two pieces of a HAR.
#[derive(Default)]
pub struct Har {
    scan: Scan,
    /// The second pass, over the entries that are wanted once more.
    second: Option<Scan>,
    wanted: Vec<Passed>,
    /// Addresses that matter.
    pub places: Places,
    found: Kept,
}

/// What was found in the entries.
#[derive(Default)]
struct Kept {
    exchanges: Vec<Exchange>,
    passed: Vec<Passed>,
    seen: Seen,
    /// Whether entries that are no part of a login are kept as well.
    all: bool,
    names: HashSet<Arc<str>>,
    shared: HashSet<Secret>,
    /// Bytes of the entries that are kept.
    bytes: usize,
    /// Authorization requests among them.
    logins: usize,
    /// Entries that cannot be judged, and why; the first of them.
    lacking: Vec<String>,
    counts: Counts,
    repeated: Vec<&'static str>,
}

/// Entries of which there is something to say.
#[derive(Clone, Copy, Default)]
struct Counts {
    lacking: usize,
    /// With values that were cut.
    cut: usize,
    /// Not kept, because too much was kept already.
    beyond: usize,
    /// Not even remembered by their address.
    forgotten: usize,
    /// Another one stood in their place on the second reading.
    changed: usize,
    not_utf8: usize,
}

/// An entry that was not kept. There may be a hundred thousand: it has no bit too many.
#[derive(Clone, Debug)]
struct Passed {
    /// Where it begins, then its index.
    place: u64,
    /// Its length, then its role.
    length: u32,
    address: Address,
}

impl Passed {
    /// Bits of an index and of a role.
    const INDEX: u32 = 24;
    const ROLE: u32 = 2;

    /// None where it is larger, or farther behind, than what is ever read once more: a gigabyte, a terabyte.
    fn of(index: usize, range: &Range<u64>, role: Role, address: Address) -> Option<Passed> {
        let length = u32::try_from(range.end - range.start).ok()?;
        let fits = index >> Passed::INDEX == 0
            && range.start >> (u64::BITS - Passed::INDEX) == 0
            && length >> (u32::BITS - Passed::ROLE) == 0;
        fits.then(|| Passed {
            place: range.start << Passed::INDEX | index as u64,
            length: length << Passed::ROLE | u32::from(role.at_provider) << 1 | u32::from(role.at_client),
            address,
        })
    }

    fn index(&self) -> usize {
        (self.place & ((1 << Passed::INDEX) - 1)) as usize
    }

    fn range(&self) -> Range<u64> {
        let start = self.place >> Passed::INDEX;
        start..start + u64::from(self.length >> Passed::ROLE)
    }

    fn role(&self) -> Role {
        Role { at_provider: self.length & 2 != 0, at_client: self.length & 1 != 0 }
    }
}

impl Har {
    /// Keeps entries that are no part of a login as well.
    pub fn keep_all(&mut self) {
        self.found.all = true;
    }

    /// One that has not begun, told the same.
    pub fn alike(&self) -> Har {
        let found = Kept { all: self.found.all, ..Kept::default() };
        Har { places: self.places.clone(), found, ..Har::default() }
    }

    /// Leaves out bytes before the document.
    pub fn skip(&mut self, bytes: usize) {
        self.scan.skip(bytes);
    }

    /// Scans as far as it can; answers how many bytes are done with.
    pub fn run(&mut self, bytes: &[u8]) -> usize {
        let (found, wanted) = (&mut self.found, &self.wanted);
        let second = self.second.is_some();
        let scan = self.second.as_mut().unwrap_or(&mut self.scan);
        let mut index = scan.entries;
        scan.run(bytes, &mut |event| {
            match event {
                Found::Entries => {
                    let repeated = std::mem::take(&mut found.repeated);
                    *found = Kept { all: found.all, repeated, ..Kept::default() };
                    index = 0;
                    return;
                }
                Found::TooLong => found.lacks(index, "it is longer than 8 MB, long values not counted"),
                Found::Entry { bytes, outline, .. } if second => {
                    if let Some(wanted) = wanted.get(index) {
                        found.once_more(wanted, Raw { bytes, outline });
                    }
                }
                Found::Entry { bytes, outline, range } => {
                    found.entry((index, range), Raw { bytes, outline });
                }
            }
            index += 1;
        })
    }

    /// The middle of a long value, which need not be held.
    pub fn hole(&mut self) -> Option<Span> {
        self.second.as_mut().unwrap_or(&mut self.scan).hole()
    }

    /// Whether what is due are bytes one behind the other, as they stand in the file.
    pub fn is_whole(&self) -> bool {
        self.second.as_ref().unwrap_or(&self.scan).is_whole()
    }

    /// Entries so far.
    pub fn entries(&self) -> usize {
        self.scan.entries
    }

    /// Authorization requests so far.
    pub fn logins(&self) -> usize {
        self.found.logins
    }

    /// Whether a list of entries has come.
    pub fn has_entries(&self) -> bool {
        self.scan.has_entries
    }

    /// Ends the first pass: which bytes are wanted once more.
    pub fn again(&mut self) -> Vec<Range<u64>> {
        for exchange in &self.found.exchanges {
            self.places.learn(exchange);
        }
        let passed = std::mem::take(&mut self.found.passed);
        self.wanted =
            passed.into_iter().filter(|entry| self.places.want(entry.address, entry.role())).collect();
        if !self.wanted.is_empty() {
            self.second = Some(Scan::of_entries());
        }
        self.wanted.iter().map(Passed::range).collect()
    }

    /// What was read; the error says what was expected and what was found.
    pub fn finish(mut self) -> Result<Capture, String> {
        if !self.scan.has_entries {
            return Err(messages::no_har(&self.scan));
        }
        if !self.found.passed.is_empty() {
            self.again();
        }
        let read_again = self.second.map_or(0, |second| second.entries);
        let mut exchanges = self.found.exchanges;
        exchanges.sort_by_key(|exchange| exchange.entry);
        let mut notes: Vec<String> = messages::end(&self.scan).into_iter().collect();
        notes.extend(self.found.lacking);
        notes.extend(messages::counts(&self.found.counts, self.wanted.len() - read_again));
        notes.extend(messages::repeated(&self.found.repeated, &self.scan.repeated));
        Ok(Capture {
            exporter: messages::exporter(&self.scan.creator),
            entries: self.scan.entries,
            exchanges,
            notes,
            seen: self.found.seen,
            ..Capture::default()
        })
    }
}

impl Kept {
    fn entry(&mut self, (index, range): (usize, Range<u64>), raw: Raw<'_>) {
        for name in &raw.outline.repeated {
            if !self.repeated.contains(name) {
                self.repeated.push(name);
            }
        }
        match fate(raw, &mut self.seen) {
            _ if self.all => self.keep(index, range, raw),
            Fate::Keep => self.keep(index, range, raw),
            Fate::Leave => {}
            Fate::ByPlace(_) if self.passed.len() >= MOST_PASSED => self.counts.forgotten += 1,
            Fate::ByPlace(role) => match Passed::of(index, &range, role, Address::of(&lossy(&raw.url()))) {
                Some(passed) => {
                    if self.passed.len() == self.passed.capacity() {
                        // Twice the room, as otherwise, is megabytes.
                        self.passed.reserve_exact(MORE_PASSED);
                    }
                    self.passed.push(passed);
                }
                None => self.counts.forgotten += 1,
            },
        }
    }

    fn once_more(&mut self, wanted: &Passed, raw: Raw<'_>) {
        if Address::of(&lossy(&raw.url())) == wanted.address {
            self.keep(wanted.index(), wanted.range(), raw);
        } else {
            self.counts.changed += 1;
        }
    }

    fn keep(&mut self, index: usize, range: Range<u64>, raw: Raw<'_>) {
        let json = one::json(raw);
        if self.bytes + json.len() > MOST_KEPT {
            self.counts.beyond += 1;
            return;
        }
        let text = encoding::mixed_text(&json);
        self.counts.not_utf8 += usize::from(matches!(text, std::borrow::Cow::Owned(_)));
        match one::read(&text, index) {
            Ok(mut exchange) => {
                self.seen.add(&exchange);
                self.share(&mut exchange.request.headers);
                self.share(&mut exchange.response.headers);
                self.bytes += json.len();
                self.counts.cut += usize::from(!raw.outline.long.is_empty());
                self.logins += usize::from(begins_login(&exchange));
                self.exchanges.push(Exchange { bytes: Some(range), ..exchange });
            }
            Err(lacks) => self.lacks(index, &lacks),
        }
    }

    /// A browser sends most headers again and again.
    fn share(&mut self, headers: &mut Headers) {
        for (name, value) in &mut headers.0 {
            share(&mut self.names, name);
            share(&mut self.shared, value);
        }
    }

    fn lacks(&mut self, index: usize, what: &str) {
        self.counts.lacking += 1;
        if self.lacking.len() < MOST_NOTES {
            self.lacking.push(format!("Entry {index} cannot be judged: {what}."));
        }
    }
}

fn share<T: Clone + Eq + Hash>(known: &mut HashSet<T>, text: &mut T) {
    if let Some(known) = known.get(text) {
        *text = known.clone();
    } else if known.len() < MOST_SHARED {
        known.insert(text.clone());
    }
}

/// An authorization request (RFC 6749 section 4.1.1), told from its query alone: enough to say how many there are so far.
fn begins_login(exchange: &Exchange) -> bool {
    let query = exchange.query();
    query.has("client_id") && (query.has("response_type") || query.has("request_uri") || query.has("request"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_was_passed_is_small_and_found_again() {
        assert_eq!(size_of::<Passed>(), 24);
        let address = Address::of("https://op.example/a");
        for role in [(true, false), (false, true)] {
            let role = Role { at_provider: role.0, at_client: role.1 };
            for (index, start, length) in [(0, 0, 1), ((1 << 24) - 1, (1 << 40) - 1, (1 << 30) - 1)] {
                let passed = Passed::of(index, &(start..start + length), role, address).unwrap();
                assert_eq!(
                    (passed.index(), passed.range(), passed.role(), passed.address),
                    (index, start..start + length, role, address)
                );
            }
            for (index, start, length) in [(1 << 24, 0, 1), (0, 1 << 40, 1), (0, 0, 1 << 30)] {
                assert!(Passed::of(index, &(start..start + length), role, address).is_none());
            }
        }
    }
}
