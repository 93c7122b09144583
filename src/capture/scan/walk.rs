//! One entry of a HAR, walked without being parsed: where the parts stand that tell whether it matters. May run out of
//! bytes anywhere; it then begins again, knowing the long values that it has passed already.

use std::borrow::Cow;
use std::ops::Range;

use super::block;
use super::skip::Skip;

/// Bytes from and to, counted from where the entry begins.
pub type Span = Range<usize>;

/// A string, list or object is kept up to this many bytes; what is longer is cut.
pub const LONGEST: usize = 1 << 20;

/// A number or a word is never so long.
const LONGEST_WORD: usize = 4096;

/// Why a walk ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The bytes are used up.
    More,
    /// Not JSON: where, and what should be there.
    Broken(usize, &'static str),
}

type Step<T> = Result<T, Halt>;

/// Where the parts of an entry stand: each the span of a JSON value, quotes included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    pub resource_type: Span,
    pub method: Span,
    pub url: Span,
    pub query: Span,
    pub request_headers: Span,
    pub post_data: Span,
    pub status: Span,
    pub response_headers: Span,
    pub redirect_url: Span,
    pub media_type: Span,
    pub encoding: Span,
    pub text: Span,
    /// Whether there is a request to judge at all.
    pub has_request: bool,
    /// Values longer than [`LONGEST`].
    pub long: Vec<Span>,
    /// Lists and objects of members that nobody reads.
    pub unread: Vec<Span>,
    /// Members that occur twice; the last one counts.
    pub repeated: Vec<&'static str>,
}

/// What is known of an entry from a walk that ran out of bytes.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    passed: Vec<Span>,
    open: Option<Open>,
    /// Bytes that were left out of long values.
    pub dropped: u64,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    at: usize,
    skip: Skip,
}

impl Memory {
    /// What may be left out of the value that is being passed: all but its beginning.
    pub fn hole(&mut self) -> Option<Span> {
        let open = self.open.as_mut()?;
        // So that what is left is still longer than what is kept, and is cut.
        let from = open.start + LONGEST + 64;
        (open.at > from).then(|| {
            let hole = from..std::mem::replace(&mut open.at, from);
            self.dropped += hole.len() as u64;
            hole
        })
    }

    /// How much of the value that is being passed is more than what is kept.
    pub fn surplus(&self) -> usize {
        self.open.map_or(0, |open| (open.at - open.start).saturating_sub(LONGEST))
    }
}

/// A place in the bytes of an entry.
pub struct Walk<'a, 'm> {
    bytes: &'a [u8],
    pub at: usize,
    /// Objects that are open around it.
    depth: u64,
    memory: &'m mut Memory,
    pub outline: Outline,
}

/// Which of an object's members have come already.
#[derive(Default)]
struct Seen(u16);

impl Outline {
    /// An empty one, with the room that this one has.
    pub fn anew(mut self) -> Outline {
        self.long.clear();
        self.unread.clear();
        self.repeated.clear();
        Outline { long: self.long, unread: self.unread, repeated: self.repeated, ..Outline::default() }
    }
}

impl<'a, 'm> Walk<'a, 'm> {
    pub fn new(bytes: &'a [u8], memory: &'m mut Memory) -> Walk<'a, 'm> {
        Walk { bytes, at: 0, depth: 0, memory, outline: Outline::default() }
    }

    /// Walks the entry that begins here.
    pub fn entry(&mut self) -> Step<()> {
        if self.token()? != b'{' {
            return self.leaf().map(drop);
        }
        let mut seen = Seen::default();
        self.members(|walk, name| match name {
            b"request" => {
                walk.once(&mut seen, 0, "`request`");
                walk.request()
            }
            b"response" => {
                walk.once(&mut seen, 1, "`response`");
                walk.response()
            }
            b"_resourceType" => {
                walk.once(&mut seen, 2, "`_resourceType`");
                walk.outline.resource_type = walk.leaf()?;
                Ok(())
            }
            b"startedDateTime" => {
                walk.once(&mut seen, 3, "`startedDateTime`");
                walk.leaf().map(drop)
            }
            b"_storedSecret" => walk.leaf().map(drop),
            _ => walk.unread(),
        })
    }

    fn request(&mut self) -> Step<()> {
        let outline = &mut self.outline;
        for span in
            [&mut outline.method, &mut outline.url, &mut outline.request_headers, &mut outline.post_data]
        {
            *span = 0..0;
        }
        self.outline.has_request = self.peek()? == b'{';
        if !self.outline.has_request {
            return self.leaf().map(drop);
        }
        let mut seen = Seen::default();
        self.members(|walk, name| match name {
            b"method" => {
                walk.once(&mut seen, 0, "`method`");
                walk.outline.method = walk.leaf()?;
                Ok(())
            }
            b"url" => {
                walk.once(&mut seen, 1, "`url`");
                walk.outline.url = walk.leaf()?;
                Ok(())
            }
            b"headers" => {
                walk.once(&mut seen, 2, "`headers`");
                walk.outline.request_headers = walk.leaf()?;
                Ok(())
            }
            b"postData" => {
                walk.once(&mut seen, 3, "`postData`");
                let start = walk.at;
                walk.leaves()?;
                walk.outline.post_data = start..walk.at;
                Ok(())
            }
            b"queryString" => {
                walk.outline.query = walk.leaf()?;
                Ok(())
            }
            b"cookies" => walk.leaf().map(drop),
            _ => walk.unread(),
        })
    }

    fn response(&mut self) -> Step<()> {
        let outline = &mut self.outline;
        for span in [
            &mut outline.status,
            &mut outline.response_headers,
            &mut outline.redirect_url,
            &mut outline.media_type,
            &mut outline.encoding,
            &mut outline.text,
        ] {
            *span = 0..0;
        }
        if self.peek()? != b'{' {
            return self.leaf().map(drop);
        }
        let mut seen = Seen::default();
        self.members(|walk, name| match name {
            b"status" => {
                walk.once(&mut seen, 0, "`status`");
                walk.outline.status = walk.leaf()?;
                Ok(())
            }
            b"headers" => {
                walk.once(&mut seen, 1, "`headers`");
                walk.outline.response_headers = walk.leaf()?;
                Ok(())
            }
            b"redirectURL" => {
                walk.once(&mut seen, 2, "`redirectURL`");
                walk.outline.redirect_url = walk.leaf()?;
                Ok(())
            }
            b"content" => {
                walk.once(&mut seen, 3, "`content`");
                walk.content()
            }
            b"cookies" => walk.leaf().map(drop),
            _ => walk.unread(),
        })
    }

    fn content(&mut self) -> Step<()> {
        let outline = &mut self.outline;
        for span in [&mut outline.media_type, &mut outline.encoding, &mut outline.text] {
            *span = 0..0;
        }
        if self.peek()? != b'{' {
            return self.leaf().map(drop);
        }
        let mut seen = Seen::default();
        self.members(|walk, name| match name {
            b"mimeType" => {
                walk.once(&mut seen, 0, "`mimeType`");
                walk.outline.media_type = walk.leaf()?;
                Ok(())
            }
            b"encoding" => {
                walk.once(&mut seen, 1, "`encoding`");
                walk.outline.encoding = walk.leaf()?;
                Ok(())
            }
            b"text" => {
                walk.once(&mut seen, 2, "`text`");
                walk.outline.text = walk.leaf()?;
                Ok(())
            }
            _ => walk.unread(),
        })
    }

    fn once(&mut self, seen: &mut Seen, index: u16, name: &'static str) {
        let bit = 1 << index;
        if seen.0 & bit != 0 {
            self.outline.repeated.push(name);
        }
        seen.0 |= bit;
    }

    /// An object's members, each as a value that is passed as a whole.
    fn leaves(&mut self) -> Step<()> {
        if self.peek()? == b'{' {
            self.members(|walk, _| walk.leaf().map(drop))
        } else {
            self.leaf().map(drop)
        }
    }

    fn unread(&mut self) -> Step<()> {
        let nested = matches!(self.peek()?, b'{' | b'[');
        let span = self.leaf()?;
        if nested {
            self.outline.unread.push(span);
        }
        Ok(())
    }

    /// The members of the object that begins here; `each` passes their values.
    fn members(&mut self, mut each: impl FnMut(&mut Self, &[u8]) -> Step<()>) -> Step<()> {
        self.at += 1;
        self.depth += 1;
        if self.token()? == b'}' {
            self.leave();
            return Ok(());
        }
        loop {
            let name = self.name()?;
            each(self, &name)?;
            match self.token()? {
                b',' => self.at += 1,
                b'}' => {
                    self.leave();
                    return Ok(());
                }
                _ => return self.broken("`,` or `}`"),
            }
            self.token()?;
        }
    }

    #[inline(always)]
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// How to pass what is left of an entry whose bytes are used up.
    pub fn rest(&self) -> Skip {
        self.memory.open.map_or(Skip::NOTHING, |open| open.skip).within(self.depth)
    }

    /// A member's name, unescaped, and everything up to its value.
    pub fn name(&mut self) -> Step<Cow<'a, [u8]>> {
        if self.peek()? != b'"' {
            return self.broken("the name of a member, or `}`");
        }
        let name = match self.short() {
            Some(name) => {
                self.at += name.len() + 2;
                Cow::Borrowed(name)
            }
            None => {
                let span = self.leaf()?;
                unescaped(self.bytes.get(span).unwrap_or_default())
            }
        };
        if self.token()? != b':' {
            return self.broken("`:`");
        }
        self.at += 1;
        self.token()?;
        Ok(name)
    }

    /// The string that begins here, if it is as most are: short, nothing escaped.
    #[inline(always)]
    fn short(&self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at + 1..)?;
        let mut at = 0;
        while at < 64 {
            let part: &[u8; 16] = rest.get(at..)?.first_chunk()?;
            if let Some(mark) = block::first_mark(part) {
                return rest.get(..at + mark).filter(|_| part.get(mark) == Some(&b'"'));
            }
            at += part.len();
        }
        None
    }

    /// Passes the value that begins here.
    pub fn leaf(&mut self) -> Step<Span> {
        let start = self.at;
        self.at = match self.peek()? {
            b'"' => match self.short().filter(|_| self.memory.open.is_none()) {
                Some(text) => start + text.len() + 2,
                None => self.skip(Skip::STRING)?,
            },
            b'{' | b'[' => self.skip(Skip::BRACKET)?,
            b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => self.word()?,
            _ => return self.broken("a value"),
        };
        if self.at - start > LONGEST {
            self.outline.long.push(start..self.at);
        }
        Ok(start..self.at)
    }

    fn skip(&mut self, mut skip: Skip) -> Step<usize> {
        let start = self.at;
        let (memory, mut at) = (&mut *self.memory, start + 1);
        if let Some(passed) = memory.passed.iter().find(|passed| passed.start == start) {
            return Ok(passed.end);
        }
        let open = memory.open.filter(|open| open.start == start);
        if let Some(open) = open {
            (at, skip) = (open.at, open.skip);
        }
        match skip.run(self.bytes, at) {
            Some(end) => {
                if open.is_some() {
                    memory.open = None;
                    memory.passed.push(start..end);
                }
                Ok(end)
            }
            None => {
                memory.open = Some(Open { start, at: self.bytes.len(), skip });
                Err(Halt::More)
            }
        }
    }

    /// A number, `true`, `false`, `null`; also what other languages write in their place.
    fn word(&mut self) -> Step<usize> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        match rest.iter().position(|byte| !goes_on(byte)) {
            Some(length) if length <= LONGEST_WORD => Ok(self.at + length),
            None if rest.len() <= LONGEST_WORD => Err(Halt::More),
            _ => self.broken("a number or a word of sane length"),
        }
    }

    /// The next byte that is no white space; the walk stands before it.
    #[inline(always)]
    pub fn token(&mut self) -> Step<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at += match rest.first_chunk() {
                Some(part) => block::blanks(part),
                None => 1,
            };
        }
    }

    #[inline(always)]
    fn peek(&self) -> Step<u8> {
        self.bytes.get(self.at).copied().ok_or(Halt::More)
    }

    pub fn broken<T>(&self, expected: &'static str) -> Step<T> {
        Err(Halt::Broken(self.at, expected))
    }
}

/// The text of a JSON string between its quotes.
pub fn unescaped(string: &[u8]) -> Cow<'_, [u8]> {
    let inner = string.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or_default();
    if memchr::memchr(b'\\', inner).is_none() {
        return Cow::Borrowed(inner);
    }
    let read = serde_json::from_slice::<String>(string);
    read.map_or(Cow::Borrowed(inner), |text| Cow::Owned(text.into_bytes()))
}
