//! How much chance a value can hold at most, by its length and its alphabet. Knows no rule.

/// Letters of both cases, digits, and two more: as base64url has them (RFC 4648, section 5).
const ALPHABET: usize = 64;

/// The most random bits that a text of these characters can have; it may have fewer.
pub fn most_bits(value: &str) -> f64 {
    let mut alphabet = 0;
    let has = |what: fn(&char) -> bool| value.chars().any(|c| what(&c));
    let hex = value.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if hex {
        alphabet = if has(|c| c.is_ascii_alphabetic()) { 16 } else { 10 };
    } else {
        alphabet += if has(|c| c.is_ascii_digit()) { 10 } else { 0 };
        alphabet += if has(|c| c.is_ascii_lowercase()) { 26 } else { 0 };
        alphabet += if has(|c| c.is_ascii_uppercase()) { 26 } else { 0 };
        alphabet += if has(|c| !c.is_ascii_alphanumeric()) { 2 } else { 0 };
    }
    let mut different: Vec<char> = value.chars().collect();
    let length = different.len() as f64;
    different.sort_unstable();
    different.dedup();
    // `aaaaaaaa` has no chance in it.
    let used = different.len().saturating_pow(2);
    length * bits_of_one(used.min(alphabet))
}

/// How many bits one of so many characters has, rounded up to a twentieth. `f64::log2` would be the only thing here that needs
/// libm, whose pages take half a megabyte of what the program may take at all.
fn bits_of_one(alphabet: usize) -> f64 {
    const PARTS: u32 = 20;
    let all = (alphabet.clamp(1, ALPHABET) as u128).pow(PARTS);
    f64::from(u128::BITS - (all - 1).leading_zeros()) / f64::from(PARTS)
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, bits_of_one, most_bits};

    #[test]
    fn a_character_has_the_logarithm_of_its_alphabet() {
        for alphabet in 1..=ALPHABET {
            let exact = (alphabet as f64).log2();
            let bits = bits_of_one(alphabet);
            assert!(bits >= exact && bits < exact + 0.05, "{alphabet}: {bits}, exactly {exact}");
        }
    }

    #[test]
    fn long_mixed_values_hold_more_than_short_plain_ones() {
        assert!(most_bits("48291") < 20.0);
        assert!(most_bits("aaaaaaaaaaaaaaaaaaaaaaaa") < 1.0);
        assert_eq!(most_bits(""), 0.0);
        assert!(most_bits("2YotnFZFEjr1zCsicMWpAA") > 128.0);
        assert!(most_bits("0af7651916cd43dd8448eb211c80319c") >= 120.0);
    }
}
