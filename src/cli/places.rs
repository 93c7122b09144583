//! Where the entries of a report's steps stand in the texts of their files, by line and column. The files are read once
//! more, packed ones are unpacked again; one that cannot be read stays without. Knows no JSON.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;

use loginscope::capture;
use loginscope::report::{Report, StepReport, TextPlace};

/// Bytes that are read at once.
const ROOM: usize = 256 << 10;

/// Writes into the steps of a report where their entries stand.
pub fn add(report: &mut Report) {
    let only = match report.captures.as_slice() {
        [one] => one.file.clone(),
        _ => String::new(),
    };
    let mut texts: BTreeMap<(String, Vec<String>), Vec<&mut StepReport>> = BTreeMap::new();
    let steps = report.flows.iter_mut().flat_map(|flow| &mut Arc::make_mut(flow).steps);
    for step in steps.filter(|step| step.bytes.is_some()) {
        let file = step.file.clone().unwrap_or_else(|| only.clone());
        texts.entry((file, step.within.clone())).or_default().push(step);
    }
    for ((file, within), steps) in texts {
        let mut offsets: Vec<u64> =
            steps.iter().filter_map(|step| step.bytes).flat_map(|(start, end)| [start, end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut ruler = Ruler::new(&offsets);
        if measure(&file, &within, &mut ruler).is_none() {
            continue;
        }
        for step in steps {
            let place = |offset: u64| ruler.found.get(offsets.binary_search(&offset).ok()?).copied();
            step.text = step.bytes.and_then(|(start, end)| {
                Some(TextPlace { start: place(start)?, end: place(end)?, encoding: ruler.encoding() })
            });
        }
    }
}

fn measure(file: &str, within: &[String], ruler: &mut Ruler<'_>) -> Option<()> {
    let Some(first) = within.first() else {
        let mut file = File::open(file).ok()?;
        let mut piece = vec![0; ROOM];
        while !ruler.is_done() {
            let length = file.read(&mut piece).ok()?;
            if length == 0 {
                break;
            }
            ruler.feed(piece.get(..length).unwrap_or_default());
        }
        return Some(());
    };
    // One of several captures in an archive is named by both.
    let archive = file.strip_suffix(first.as_str()).and_then(|rest| rest.strip_suffix('/')).unwrap_or(file);
    let bytes = std::fs::read(archive).ok()?;
    capture::open(&bytes, within, &mut |piece| ruler.feed(piece)).ok()
}

/// Counts lines and columns up to offsets, which are in order.
struct Ruler<'a> {
    offsets: &'a [u64],
    /// The places of the first so many of them.
    found: Vec<(usize, usize)>,
    /// The first bytes, until the encoding is known.
    head: Option<Vec<u8>>,
    /// UTF-16, and whether the higher byte comes first.
    wide: Option<bool>,
    /// Half of a unit.
    odd: Option<u8>,
    at: u64,
    line: usize,
    column: usize,
}

impl Ruler<'_> {
    fn new(offsets: &[u64]) -> Ruler<'_> {
        Ruler {
            offsets,
            found: Vec::with_capacity(offsets.len()),
            head: Some(Vec::new()),
            wide: None,
            odd: None,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    fn is_done(&self) -> bool {
        self.found.len() == self.offsets.len()
    }

    fn encoding(&self) -> &'static str {
        match self.wide {
            None => "UTF-8",
            Some(false) => "UTF-16LE",
            Some(true) => "UTF-16BE",
        }
    }

    fn feed(&mut self, piece: &[u8]) {
        let Some(head) = &mut self.head else { return self.run(piece) };
        head.extend_from_slice(piece);
        if head.len() < 4 {
            return;
        }
        let head = std::mem::take(head);
        self.head = None;
        self.wide = capture::is_wide(&head);
        // A byte order mark is no character of the text.
        let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
        if marks.iter().any(|mark| head.starts_with(mark)) {
            self.column = 0;
        }
        self.run(&head);
    }

    fn run(&mut self, piece: &[u8]) {
        let joined: Vec<u8>;
        let mut rest = piece;
        if self.wide.is_some() {
            joined = self.odd.take().into_iter().chain(piece.iter().copied()).collect();
            let (units, odd) = joined.split_at_checked(joined.len() & !1).unwrap_or_default();
            self.odd = odd.first().copied();
            rest = units;
        }
        while let Some(offset) = self.offsets.get(self.found.len()) {
            let before = usize::try_from(offset - self.at).unwrap_or(usize::MAX);
            let Some((counted, more)) = rest.split_at_checked(before) else { break };
            self.count(counted);
            self.found.push((self.line, self.column));
            rest = more;
        }
        self.count(rest);
    }

    fn count(&mut self, bytes: &[u8]) {
        self.at += bytes.len() as u64;
        let Some(is_big) = self.wide else {
            let tail = match memchr::memrchr(b'\n', bytes) {
                Some(last) => {
                    self.line += memchr::memchr_iter(b'\n', bytes).count();
                    self.column = 1;
                    bytes.get(last + 1..).unwrap_or_default()
                }
                None => bytes,
            };
            self.column += tail.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
            return;
        };
        for unit in bytes.as_chunks().0 {
            let unit = if is_big { u16::from_be_bytes(*unit) } else { u16::from_le_bytes(*unit) };
            match unit {
                0x0a => (self.line, self.column) = (self.line + 1, 1),
                // The second half of a character.
                0xdc00..=0xdfff => {}
                _ => self.column += 1,
            }
        }
    }
}
