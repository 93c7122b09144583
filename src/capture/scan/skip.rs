//! Passes over a JSON value of any size without keeping it: a string, or everything between two brackets. May stop at any
//! byte and go on with the next piece. What is passed over is not validated.

use super::block;

/// After so many blocks without a quote there may be many more: base64, mostly.
const QUIET: u32 = 4;

/// How far inside a value the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Open brackets; 0 for a string that is a value itself.
    depth: u64,
    in_string: bool,
    /// Whether the next byte is escaped by a backslash.
    escaped: bool,
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
        if self.depth == 0 { self.string(bytes, at) } else { self.brackets(bytes, at) }
    }

    fn string(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        let (mut carry, mut quiet) = (u64::from(self.escaped), 0);
        // Where quotes stand in some blocks and in some not, no branch may depend on it: only the last one counts.
        while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let (quotes, backslashes) = block::quotes(block);
            let closing = quotes & !block::escaped(backslashes, &mut carry);
            if closing != 0 {
                return Some(at + closing.trailing_zeros() as usize + 1);
            }
            at += block::SIZE;
            quiet = if quotes == 0 { quiet + 1 } else { 0 };
            if quiet == QUIET {
                quiet = 0;
                (at, carry) = next_quote(bytes, at, carry);
            }
        }
        self.escaped = carry == 1;
        self.bytewise(bytes, at)
    }

    fn brackets(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        let (mut carry, mut inside) = (u64::from(self.escaped), if self.in_string { u64::MAX } else { 0 });
        while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let (quotes, backslashes) = block::quotes(block);
            let in_strings = block::parity(quotes & !block::escaped(backslashes, &mut carry)) ^ inside;
            let (opening, closing) = block::brackets(block);
            let (opening, closing) = (opening & !in_strings, closing & !in_strings);
            let closed = u64::from(closing.count_ones());
            if self.depth > closed {
                // None of these can be the last.
                self.depth += u64::from(opening.count_ones());
                self.depth -= closed;
            } else if let Some(bit) = self.count(opening, closing) {
                return Some(at + bit + 1);
            }
            // All bits are what the last one is.
            inside = (in_strings.cast_signed() >> 63).cast_unsigned();
            at += block::SIZE;
        }
        (self.escaped, self.in_string) = (carry == 1, inside != 0);
        self.bytewise(bytes, at)
    }

    /// Counts brackets one by one, up to the last.
    fn count(&mut self, opening: u64, closing: u64) -> Option<usize> {
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

    fn bytewise(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
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

/// The next quote from `at` on, or the end of the bytes, and 1 if what stands there is escaped. `carry` is 1 if what stands
/// at `at` is.
fn next_quote(bytes: &[u8], at: usize, carry: u64) -> (usize, u64) {
    let rest = bytes.get(at..).unwrap_or_default();
    let quiet = rest.get(..memchr::memchr(b'"', rest).unwrap_or(rest.len())).unwrap_or_default();
    let backslashes = quiet.iter().rev().take_while(|byte| **byte == b'\\').count();
    // The first of them may be escaped itself, and then escapes nothing.
    let first = if backslashes == quiet.len() { carry } else { 0 };
    (at + quiet.len(), (backslashes as u64 & 1) ^ first)
}

#[cfg(test)]
mod tests {
    use super::Skip;
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
            prop_assert_eq!(in_pieces(Skip::STRING, text.as_bytes(), size), end);
        }

        #[test]
        fn the_end_is_the_same_in_blocks_byte_by_byte_and_in_pieces(text in r#"[\[\]{}"\\, a]{0,400}"#, size in 1usize..200) {
            for start in [Skip::STRING, Skip::BRACKET] {
                let end = whole(start, text.as_bytes());
                let mut skip = start;
                prop_assert_eq!(skip.run(text.as_bytes(), 0), end);
                prop_assert_eq!(in_pieces(start, text.as_bytes(), size), end);
            }
        }
    }
}
