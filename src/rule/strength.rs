//! How much chance a value can hold at most, by its length and its alphabet. Knows no rule.

/// The most random bits that a text of these characters can have; it may have fewer.
pub fn most_bits(value: &str) -> f64 {
    let mut alphabet = 0.0;
    let has = |what: fn(&char) -> bool| value.chars().any(|c| what(&c));
    let hex = value.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if hex {
        alphabet = if has(|c| c.is_ascii_alphabetic()) { 16.0 } else { 10.0 };
    } else {
        alphabet += if has(|c| c.is_ascii_digit()) { 10.0 } else { 0.0 };
        alphabet += if has(|c| c.is_ascii_lowercase()) { 26.0 } else { 0.0 };
        alphabet += if has(|c| c.is_ascii_uppercase()) { 26.0 } else { 0.0 };
        alphabet += if has(|c| !c.is_ascii_alphanumeric()) { 2.0 } else { 0.0 };
    }
    let mut different: Vec<char> = value.chars().collect();
    let length = different.len() as f64;
    different.sort_unstable();
    different.dedup();
    // `aaaaaaaa` has no chance in it.
    let used = (different.len() as f64).powi(2);
    length * f64::min(alphabet, used).max(1.0).log2()
}

#[cfg(test)]
mod tests {
    use super::most_bits;

    #[test]
    fn long_mixed_values_hold_more_than_short_plain_ones() {
        assert!(most_bits("48291") < 20.0);
        assert!(most_bits("aaaaaaaaaaaaaaaaaaaaaaaa") < 1.0);
        assert!(most_bits("2YotnFZFEjr1zCsicMWpAA") > 128.0);
        assert!(most_bits("0af7651916cd43dd8448eb211c80319c") >= 120.0);
    }
}
