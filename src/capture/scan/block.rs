//! 64 bytes at a time as bit masks: bit n stands for byte n. Knows characters, not JSON. Where code is made as small as can
//! be, as for the browser, a call for each block would cost more than the block.

use wide::u8x16;

/// Bytes that one mask covers.
pub const SIZE: usize = 64;

/// The bytes of one mask.
pub type Block = [u8; SIZE];

/// The same with the two bytes before it.
pub type Wider = [u8; SIZE + 2];

/// Where the first quote or backslash is, if there is one.
#[inline(always)]
pub fn first_mark(bytes: &[u8; 16]) -> Option<usize> {
    let lane = u8x16::new(*bytes);
    let marks = (is(lane, b'"') | is(lane, b'\\')).to_bitmask();
    (marks != 0).then(|| marks.trailing_zeros() as usize)
}

/// What is looked at soon is asked for only where there is a way to ask.
#[inline(always)]
pub fn soon(_: &[u8], _: usize) {}

/// Where quotes and backslashes are.
#[inline(always)]
pub fn quotes(block: &Block) -> (u64, u64) {
    let lanes = lanes(block);
    (equal(&lanes, b'"'), equal(&lanes, b'\\'))
}

/// Where quotes are that no single backslash stands before: the last one of a string is among them. The bytes are those of a
/// block behind the two that stand before it.
#[inline(always)]
pub fn ends(bytes: &Wider) -> u64 {
    let lanes = [ends_in(bytes, 0), ends_in(bytes, 16), ends_in(bytes, 32), ends_in(bytes, 48)];
    let [a, b, c, d] = lanes;
    if (a | b | c | d).any() { bits(&lanes) } else { 0 }
}

#[inline(always)]
fn ends_in(bytes: &Wider, from: usize) -> u8x16 {
    let (two, one) = (load(bytes, from), load(bytes, from + 1));
    is(load(bytes, from + 2), b'"') & !(is(one, b'\\') & !is(two, b'\\'))
}

/// Where `{` or `[`, and where `}` or `]` are: they differ in the bit that tells lower from upper case.
#[inline(always)]
pub fn brackets(block: &Block) -> (u64, u64) {
    let lanes = folded(&lanes(block));
    (equal(&lanes, b'{'), equal(&lanes, b'}'))
}

/// How many of the first bytes are white space.
#[inline(always)]
pub fn blanks(bytes: &[u8; 16]) -> usize {
    let lane = u8x16::new(*bytes);
    let blank = (is(lane, b' ') | is(lane, b'\n') | is(lane, b'\r') | is(lane, b'\t')).to_bitmask();
    (!blank).trailing_zeros() as usize
}

/// Where `ok`, `od`, `oa` and `u0` begin, in whatever case, among the first 63 bytes.
#[inline(always)]
pub fn clues(block: &Block) -> u64 {
    overlapping(clues_in(block, 0), clues_in(block, 16), clues_in(block, 32), clues_in(block, 47))
}

#[inline(always)]
fn clues_in(block: &Block, from: usize) -> u8x16 {
    let (a, b) = (lower(block, from), lower(block, from + 1));
    is(a, b'o') & (is(b, b'k') | is(b, b'd') | is(b, b'a')) | is(a, b'u') & is(b, b'0')
}

/// The same of `il`, `bl`, `rr` and `ot`.
#[inline(always)]
pub fn failures(block: &Block) -> u64 {
    overlapping(failures_in(block, 0), failures_in(block, 16), failures_in(block, 32), failures_in(block, 47))
}

#[inline(always)]
fn failures_in(block: &Block, from: usize) -> u8x16 {
    let (a, b) = (lower(block, from), lower(block, from + 1));
    (is(a, b'i') | is(a, b'b')) & is(b, b'l') | is(a, b'r') & is(b, b'r') | is(a, b'o') & is(b, b't')
}

#[inline(always)]
fn overlapping(a: u8x16, b: u8x16, c: u8x16, d: u8x16) -> u64 {
    let bits = |lane: u8x16| u64::from(lane.to_bitmask());
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 47
}

#[inline(always)]
fn is(lane: u8x16, byte: u8) -> u8x16 {
    lane.simd_eq(u8x16::splat(byte))
}

#[inline(always)]
fn load(bytes: &[u8], from: usize) -> u8x16 {
    u8x16::new(bytes.get(from..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default())
}

#[inline(always)]
fn lower(block: &Block, from: usize) -> u8x16 {
    load(block, from) | u8x16::splat(0x20)
}

/// Where bytes are that a backslash before them escapes. `carry` is 1 if the block's first byte is, and then if the next
/// block's first byte is.
#[inline(always)]
pub fn escaped(backslashes: u64, carry: &mut u64) -> u64 {
    const EVEN: u64 = 0x5555_5555_5555_5555;
    let backslashes = backslashes & !*carry;
    let follows = backslashes << 1 | *carry;
    let odd_starts = backslashes & !EVEN & !follows;
    let (even_runs, overflow) = odd_starts.overflowing_add(backslashes);
    *carry = u64::from(overflow);
    (EVEN ^ (even_runs << 1)) & follows
}

/// For each bit whether the number of bits up to it, itself included, is odd: inside of quotes.
#[inline(always)]
pub fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}

type Lanes = [u8x16; 4];

#[inline(always)]
fn lanes(block: &Block) -> Lanes {
    let (parts, _) = block.as_chunks::<16>();
    let [a, b, c, d] = parts else { return [u8x16::splat(0); 4] };
    [u8x16::new(*a), u8x16::new(*b), u8x16::new(*c), u8x16::new(*d)]
}

#[inline(always)]
fn folded([a, b, c, d]: &Lanes) -> Lanes {
    let bit = u8x16::splat(0x20);
    [*a | bit, *b | bit, *c | bit, *d | bit]
}

#[inline(always)]
fn equal([a, b, c, d]: &Lanes, byte: u8) -> u64 {
    bits(&[is(*a, byte), is(*b, byte), is(*c, byte), is(*d, byte)])
}

#[inline(always)]
fn bits([a, b, c, d]: &Lanes) -> u64 {
    let bits = |lane: &u8x16| u64::from(lane.to_bitmask());
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bits(block: &Block, wanted: impl Fn(u8) -> bool) -> u64 {
        block.iter().enumerate().filter(|(_, byte)| wanted(**byte)).fold(0, |bits, (at, _)| bits | 1 << at)
    }

    proptest! {
        #[test]
        fn masks_say_what_a_look_at_every_byte_says(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(br#"\"[}{]KeoDauTc 0UiLBlrROt"#.to_vec())], SIZE)) {
            let block: Block = bytes.try_into().unwrap();
            let first = block.iter().take(16).position(|byte| matches!(byte, b'"' | b'\\'));
            prop_assert_eq!(first_mark(block.first_chunk().unwrap()), first);
            prop_assert_eq!(quotes(&block), (bits(&block, |b| b == b'"'), bits(&block, |b| b == b'\\')));
            prop_assert_eq!(brackets(&block), (bits(&block, |b| b | 0x20 == b'{'), bits(&block, |b| b | 0x20 == b'}')));
            let lower = block.map(|byte| byte | 0x20);
            for (found, words) in [(clues(&block), [b"ok", b"od", b"oa", b"u0"]), (failures(&block), [b"il", b"bl", b"rr", b"ot"])] {
                let begins = |at: &usize| words.iter().any(|word| lower[*at..*at + 2] == word[..]);
                prop_assert_eq!(found, (0..SIZE - 1).filter(begins).fold(0, |bits, at| bits | 1u64 << at));
            }
            let blank = block.iter().take(16).take_while(|byte| b" \n\r\t".contains(byte)).count();
            prop_assert_eq!(blanks(block.first_chunk().unwrap()), blank);
        }

        #[test]
        fn strings_end_at_quotes_without_a_single_backslash(bytes in proptest::collection::vec(proptest::sample::select(br#"\"x"#.to_vec()), SIZE + 2)) {
            let bytes: Wider = bytes.try_into().unwrap();
            let is_end = |at: &usize| bytes[at + 2] == b'"' && (bytes[at + 1] != b'\\' || bytes[*at] == b'\\');
            prop_assert_eq!(ends(&bytes), (0..SIZE).filter(is_end).fold(0, |bits, at| bits | 1u64 << at));
        }

        #[test]
        fn escapes_are_told_across_blocks(slashes in proptest::collection::vec(any::<bool>(), SIZE * 3)) {
            let (mut carry, mut escape) = (0, false);
            for block in slashes.chunks(SIZE) {
                let mask = block.iter().enumerate().fold(0, |bits, (at, slash)| bits | u64::from(*slash) << at);
                let found = escaped(mask, &mut carry);
                for (at, slash) in block.iter().enumerate() {
                    prop_assert_eq!(found >> at & 1 == 1, escape);
                    escape = *slash && !escape;
                }
            }
        }

        #[test]
        fn parity_counts_quotes(quotes in any::<u64>()) {
            let inside = parity(quotes);
            for at in 0..64 {
                prop_assert_eq!(inside >> at & 1, u64::from((quotes << (63 - at)).count_ones()) & 1);
            }
        }
    }
}
