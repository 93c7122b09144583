//! Passes over values with registers of 32 bytes, where the processor has them: the loops of `skip`, with other masks. The
//! only unsafe code there is: a call that is right only on such a processor, behind the question whether it is one.
#![allow(unsafe_code, reason = "a call that the processor must know")]

use std::arch::x86_64::{
    __m256i, _MM_HINT_T0, _mm_prefetch, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set_epi64x, _mm256_set1_epi8,
};

use super::skip::loops;

loops!(self::masks_of_32, #[target_feature(enable = "avx2,bmi1,popcnt")]);

/// Passes the value as [`Skip::run`] says; none where the processor cannot.
pub fn run(skip: &mut Skip, bytes: &[u8], at: usize) -> Option<Option<usize>> {
    let can = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("popcnt");
    // SAFETY: the processor has the features that `passed` is compiled with.
    can.then(|| unsafe { passed(skip, bytes, at) })
}

#[target_feature(enable = "avx2,bmi1,popcnt")]
fn passed(skip: &mut Skip, bytes: &[u8], at: usize) -> Option<usize> {
    if skip.is_string() { string(skip, bytes, at) } else { brackets(skip, bytes, at) }
}

mod masks_of_32 {
    use super::*;

    /// Bytes between what is looked at and what is asked for: as long as memory takes.
    const AHEAD: usize = 2048;

    /// Asks memory for bytes that are looked at soon; nothing is read, so it need not have them.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub fn soon(bytes: &[u8], at: usize) {
        _mm_prefetch::<_MM_HINT_T0>(bytes.as_ptr().wrapping_add(at + AHEAD).cast());
    }

    /// Where quotes and backslashes are.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub fn quotes(block: &block::Block) -> (u64, u64) {
        let lanes = lanes(block);
        (equal(lanes, b'"'), equal(lanes, b'\\'))
    }

    /// Where quotes are that no single backslash stands before.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub fn ends(bytes: &block::Wider) -> u64 {
        let ends = |from: usize| {
            let is = |from: usize, byte: u8| {
                _mm256_cmpeq_epi8(load(bytes, from), _mm256_set1_epi8(byte.cast_signed()))
            };
            let single = _mm256_andnot_si256(is(from, b'\\'), is(from + 1, b'\\'));
            _mm256_movemask_epi8(_mm256_andnot_si256(single, is(from + 2, b'"'))).cast_unsigned()
        };
        u64::from(ends(0)) | u64::from(ends(32)) << 32
    }

    /// Where `{` or `[`, and where `}` or `]` are.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub fn brackets(block: &block::Block) -> (u64, u64) {
        let (bit, lanes) = (_mm256_set1_epi8(0x20), lanes(block));
        let folded = (_mm256_or_si256(lanes.0, bit), _mm256_or_si256(lanes.1, bit));
        (equal(folded, b'{'), equal(folded, b'}'))
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn lanes(block: &block::Block) -> (__m256i, __m256i) {
        (load(block, 0), load(block, 32))
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn load(bytes: &[u8], from: usize) -> __m256i {
        let (words, _) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
        let [a, b, c, d, ..] = words else { return _mm256_set1_epi8(0) };
        let [a, b, c, d] = [a, b, c, d].map(|word| i64::from_le_bytes(*word));
        _mm256_set_epi64x(d, c, b, a)
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn equal((low, high): (__m256i, __m256i), byte: u8) -> u64 {
        let byte = _mm256_set1_epi8(byte.cast_signed());
        let bits = |lane: i32| u64::from(lane.cast_unsigned());
        bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, byte)))
            | bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, byte))) << 32
    }
}
