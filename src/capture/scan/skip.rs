//! Passes over a JSON value of any size without keeping it: a string, or everything between two brackets. May stop at any
//! byte and go on with the next piece. What is passed over is not validated.

use std::ops::Range;

/// How far inside a value the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Open brackets; 0 for a string that is a value itself.
    pub(super) depth: u64,
    pub(super) in_string: bool,
    /// Whether the next byte is escaped by a backslash.
    pub(super) escaped: bool,
}

impl Skip {
    /// Behind the quote that opens a string.
    pub const STRING: Skip = Skip { depth: 0, in_string: true, escaped: false };
    /// Behind the bracket that opens a list or an object.
    pub const BRACKET: Skip = Skip { depth: 1, in_string: false, escaped: false };
    /// Between values.
    pub const NOTHING: Skip = Skip { depth: 0, in_string: false, escaped: false };

    /// The same, up to the end of so many objects around it.
    pub fn within(self, objects: u64) -> Skip {
        Skip { depth: self.depth + objects, ..self }
    }

    /// Goes on at `at`. Answers where the value has ended, or none where the bytes are used up before.
    pub fn run(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        #[cfg(target_arch = "x86_64")]
        if let Some(passed) = super::avx2::run(self, bytes, at) {
            return passed;
        }
        portable::run(self, bytes, at)
    }

    /// Whether the value is a string, and no list or object.
    pub fn is_string(&self) -> bool {
        self.depth == 0
    }

    /// Counts brackets one by one, up to the last.
    pub(super) fn count(&mut self, opening: u64, closing: u64) -> Option<usize> {
        let mut both = opening | closing;
        while both != 0 {
            let bit = both.trailing_zeros();
            if opening >> bit & 1 == 1 {
                self.depth += 1;
            } else {
                self.depth -= 1;
                if self.depth == 0 {
                    return Some(bit as usize);
                }
            }
            both &= both - 1;
        }
        None
    }

    pub(super) fn bytewise(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        for (index, byte) in bytes.iter().enumerate().skip(at) {
            let escaped = std::mem::take(&mut self.escaped);
            match byte {
                b'"' if !escaped => self.in_string = !self.in_string,
                b'\\' => self.escaped = !escaped,
                b'{' | b'[' if !self.in_string => self.depth += 1,
                b'}' | b']' if !self.in_string => self.depth -= 1,
                _ => {}
            }
            if self.depth == 0 && !self.in_string {
                return Some(index + 1);
            }
        }
        None
    }
}

/// The two loops, with masks of one kind: there is no other way to give both the registers of 32 bytes and have no call in
/// them.
macro_rules! loops {
    ($masks:path $(, #[$attribute:meta])?) => {
        use $masks as masks;
        use $crate::capture::scan::block;
        use $crate::capture::scan::skip::{Skip, is_escaped};

        $(#[$attribute])?
        fn string(skip: &mut Skip, bytes: &[u8], start: usize) -> Option<usize> {
            let carry = skip.escaped;
            // Two bytes stand before each block.
            let mut at = bytes.len().min(start + 2);
            if let Some(end) = skip.bytewise(bytes.get(..at)?, start) {
                return Some(end);
            }
            // Some blocks have quotes and some have none: no branch may depend on it, only on the last quote.
            while let Some(block) = bytes.get(at.saturating_sub(2)..).and_then(<[u8]>::first_chunk) {
                masks::soon(bytes, at);
                let mut ends = masks::ends(block);
                while ends != 0 {
                    let end = at + ends.trailing_zeros() as usize;
                    if !is_escaped(bytes, start..end, carry) {
                        return Some(end + 1);
                    }
                    ends &= ends - 1;
                }
                at += block::SIZE;
            }
            skip.escaped = is_escaped(bytes, start..at, carry);
            skip.bytewise(bytes, at)
        }

        $(#[$attribute])?
        fn brackets(skip: &mut Skip, bytes: &[u8], mut at: usize) -> Option<usize> {
            let (mut carry, mut inside) = (u64::from(skip.escaped), if skip.in_string { u64::MAX } else { 0 });
            while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
                masks::soon(bytes, at);
                let (quotes, backslashes) = masks::quotes(block);
                // Outside of bodies they are rare.
                let escaped = if backslashes | carry == 0 { 0 } else { block::escaped(backslashes, &mut carry) };
                let in_strings = block::parity(quotes & !escaped) ^ inside;
                let (opening, closing) = masks::brackets(block);
                let (opening, closing) = (opening & !in_strings, closing & !in_strings);
                let closed = u64::from(closing.count_ones());
                if skip.depth > closed {
                    // None of these can be the last.
                    skip.depth += u64::from(opening.count_ones());
                    skip.depth -= closed;
                } else if let Some(bit) = skip.count(opening, closing) {
                    return Some(at + bit + 1);
                }
                // All bits are what the last one is.
                inside = (in_strings.cast_signed() >> 63).cast_unsigned();
                at += block::SIZE;
            }
            (skip.escaped, skip.in_string) = (carry == 1, inside != 0);
            skip.bytewise(bytes, at)
        }
    };
}
pub(super) use loops;

mod portable {
    super::loops!(crate::capture::scan::block);

    pub fn run(skip: &mut Skip, bytes: &[u8], at: usize) -> Option<usize> {
        if skip.is_string() { string(skip, bytes, at) } else { brackets(skip, bytes, at) }
    }
}

/// Whether an odd number of backslashes ends this part of the bytes. `carry`: a first one is escaped itself.
pub(super) fn is_escaped(bytes: &[u8], part: Range<usize>, carry: bool) -> bool {
    let part = bytes.get(part).unwrap_or_default();
    let backslashes = part.iter().rev().take_while(|byte| **byte == b'\\').count();
    (backslashes % 2 == 1) ^ (carry && backslashes == part.len())
}

#[cfg(test)]
mod tests {
    use super::{Skip, portable};
    use proptest::prelude::*;

    fn whole(start: Skip, bytes: &[u8]) -> Option<usize> {
        let mut skip = start;
        skip.bytewise(bytes, 0)
    }

    fn in_pieces(start: Skip, bytes: &[u8], size: usize) -> Option<usize> {
        let (mut skip, mut at) = (start, 0);
        for piece in bytes.chunks(size) {
            if let Some(end) = skip.run(piece, 0) {
                return Some(at + end);
            }
            at += piece.len();
        }
        None
    }

    proptest! {
        #[test]
        fn long_texts_without_quotes_end_where_they_end(parts in proptest::collection::vec(("[a\\\\]{0,4}", 0usize..400, r#"[\\"]{0,4}"#), 1..6), size in 1usize..900) {
            let text: String = parts.iter().map(|(begin, length, end)| format!("{begin}{}{end}", "a".repeat(*length))).collect();
            let mut skip = Skip::STRING;
            let end = whole(Skip::STRING, text.as_bytes());
            prop_assert_eq!(skip.run(text.as_bytes(), 0), end);
            prop_assert_eq!(portable::run(&mut Skip::STRING.clone(), text.as_bytes(), 0), end);
            prop_assert_eq!(in_pieces(Skip::STRING, text.as_bytes(), size), end);
        }

        #[test]
        fn the_end_is_the_same_in_blocks_byte_by_byte_and_in_pieces(text in r#"[\[\]{}"\\, a]{0,400}"#, size in 1usize..200) {
            for start in [Skip::STRING, Skip::BRACKET] {
                let end = whole(start, text.as_bytes());
                let mut skip = start;
                let mut twin = start;
                prop_assert_eq!(skip.run(text.as_bytes(), 0), end);
                prop_assert_eq!(portable::run(&mut twin, text.as_bytes(), 0), end);
                prop_assert_eq!(twin, skip);
                prop_assert_eq!(in_pieces(start, text.as_bytes(), size), end);
            }
        }
    }
}
