//! The headers that tell whether an entry matters, found in the raw JSON of a header list.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::capture::scan::{Block, SIZE, escaped, quotes, unescaped};
use crate::http::marks::TOKEN_HEADERS;

/// Values of headers as they stand in the JSON, between their quotes; the first of each name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heads<'a> {
    pub authorization: Option<&'a [u8]>,
    pub location: Option<&'a [u8]>,
    pub referer: Option<&'a [u8]>,
    pub fetch_mode: Option<&'a [u8]>,
    pub fetch_dest: Option<&'a [u8]>,
    pub content_type: Option<&'a [u8]>,
    pub amz_target: Option<&'a [u8]>,
    /// One of [`TOKEN_HEADERS`].
    pub own_token: Option<&'a [u8]>,
    pub challenge: Option<&'a [u8]>,
    pub asks_method: Option<&'a [u8]>,
    pub asks_headers: Option<&'a [u8]>,
    /// `Cookie` or `Set-Cookie`.
    pub cookie: Option<&'a [u8]>,
}

impl<'a> Heads<'a> {
    /// Reads a list of objects with `name` and `value` in this order, as nearly every exporter writes it; none if it is
    /// anything else.
    pub fn read(list: &'a [u8]) -> Option<Heads<'a>> {
        let mut heads = Heads::default();
        let mut marks = Marks { at: [0; 8], count: 0, slash: None };
        let mut carry = 0;
        let mut at = 0;
        while at < list.len() {
            let rest = list.get(at..)?;
            let mut padded = [b' '; SIZE];
            let block: &Block = match rest.first_chunk() {
                Some(block) => block,
                None => {
                    padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    &padded
                }
            };
            let (quotes, backslashes) = quotes(block);
            if backslashes != 0 {
                marks.slash = Some(at + (u64::BITS - 1 - backslashes.leading_zeros()) as usize);
            }
            let escaped = if backslashes | carry == 0 { 0 } else { escaped(backslashes, &mut carry) };
            let mut real = quotes & !escaped;
            while real != 0 {
                if marks.push(at + real.trailing_zeros() as usize) {
                    let (name, value) = marks.header(list)?;
                    heads.take(name, value);
                    marks.count = 0;
                }
                real &= real - 1;
            }
            at += SIZE;
        }
        (marks.count == 0).then_some(heads)
    }

    /// Reads the same from a list of any form, written anew.
    pub fn rewritten(list: &[u8]) -> Option<Vec<u8>> {
        let list: Value = serde_json::from_str(&super::lossy(list)).ok()?;
        let pairs = crate::capture::entry::headers(&list);
        let anew: Vec<Value> =
            pairs.0.iter().map(|(name, value)| json!({"name": name, "value": value.expose()})).collect();
        serde_json::to_vec(&anew).ok()
    }

    fn take(&mut self, name: &[u8], value: &'a [u8]) {
        let (place, known): (&mut Option<&'a [u8]>, &[u8]) = match name.len() {
            6 => (&mut self.cookie, b"cookie"),
            7 => (&mut self.referer, b"referer"),
            8 => (&mut self.location, b"location"),
            10 => (&mut self.cookie, b"set-cookie"),
            12 if name.first().is_some_and(|byte| byte | 0x20 == b'x') => {
                (&mut self.amz_target, b"x-amz-target")
            }
            12 => (&mut self.content_type, b"content-type"),
            13 => (&mut self.authorization, b"authorization"),
            14 if name.last().is_some_and(|byte| byte | 0x20 == b'e') => {
                (&mut self.fetch_mode, b"sec-fetch-mode")
            }
            14 => (&mut self.fetch_dest, b"sec-fetch-dest"),
            16 => (&mut self.challenge, b"www-authenticate"),
            18 => (&mut self.own_token, TOKEN_HEADERS[1].as_bytes()),
            22 if name.get(2).is_some_and(|byte| byte | 0x20 == b'a') => {
                (&mut self.own_token, TOKEN_HEADERS[2].as_bytes())
            }
            22 => (&mut self.own_token, TOKEN_HEADERS[0].as_bytes()),
            29 => (&mut self.asks_method, b"access-control-request-method"),
            30 => (&mut self.asks_headers, b"access-control-request-headers"),
            _ => return,
        };
        if place.is_none() && name.eq_ignore_ascii_case(known) {
            *place = Some(value);
        }
    }
}

/// The quotes of one header: two around each of two names and two values.
struct Marks {
    at: [usize; 8],
    count: usize,
    /// Where the last backslash is, up to the end of the block at hand.
    slash: Option<usize>,
}

impl Marks {
    /// Whether a header is complete.
    #[inline(always)]
    fn push(&mut self, at: usize) -> bool {
        if let Some(mark) = self.at.get_mut(self.count) {
            *mark = at;
        }
        self.count += 1;
        self.count == 8
    }

    #[inline(always)]
    fn header<'a>(&self, list: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let [a, b, c, d, e, f, g, h] = self.at;
        // Between a name and its value stand a colon and at most one space.
        let shaped = c - b <= 3
            && g - f <= 3
            && (b - a, f - e) == (5, 6)
            && four(list, a + 1)? == u32::from_le_bytes(*b"name")
            && four(list, e + 2)? == u32::from_le_bytes(*b"alue")
            && list.get(e + 1) == Some(&b'v');
        let name = list.get(c + 1..d)?;
        let plain = self.slash.is_none_or(|slash| slash < c);
        (shaped && (plain || memchr::memchr(b'\\', name).is_none())).then_some((name, list.get(g + 1..h)?))
    }
}

/// Four bytes as one number: where code is made small, longer ones are compared by a call.
#[inline(always)]
fn four(list: &[u8], at: usize) -> Option<u32> {
    list.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The text of a value between its quotes.
pub fn text(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\\', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(unescaped(&[b"\"", raw, b"\""].concat()).into_owned())
}
