//! A value becomes another of the same shape, by a key: letters stay letters of their case, digits digits, everything else
//! stands. Equal values stay equal, and so do equal beginnings; what differs in one character still does.

use sha2::{Digest, Sha256};

/// Makes pseudonyms under one key.
pub struct Pseudonyms {
    keyed: Sha256,
    key: [u8; 32],
}

impl Pseudonyms {
    /// Under this key. Whoever has it can guess values, so it is made for one file and thrown away.
    pub fn new(key: [u8; 32]) -> Pseudonyms {
        Pseudonyms { keyed: Sha256::new().chain_update(key), key }
    }

    /// The pseudonym. Each character is moved inside its own class by an amount that the characters before it decide,
    /// without regard to case: a cut, lower-cased or wrongly decoded copy of a value stays recognisable as one.
    pub fn of(&self, value: &str) -> String {
        let hex = value.chars().all(|c| c.is_ascii_hexdigit() || !c.is_alphanumeric());
        let mut before = self.keyed.clone();
        let mut out = String::with_capacity(value.len());
        let mut encoded = 0; // characters left of a percent-encoded byte
        let mut rest = value.chars();
        while let Some(c) = rest.next() {
            let next = rest.as_str().as_bytes();
            if c == '%' && next.len() >= 2 && next.iter().take(2).all(u8::is_ascii_hexdigit) {
                encoded = 2;
                out.push(c);
                continue;
            }
            if encoded > 0 {
                encoded -= 1;
                out.push(c);
                continue;
            }
            match class(c, hex) {
                None => out.push(c),
                Some((first, size)) => {
                    let digest = before.clone().chain_update(self.key).finalize();
                    let shift = digest.iter().take(4).fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
                    before.update([c.to_ascii_lowercase() as u8]);
                    let place = (c as u32).wrapping_sub(first as u32);
                    let moved = (place.wrapping_add(shift % size)) % size;
                    out.push(char::from_u32(first as u32 + moved).unwrap_or('x'));
                }
            }
        }
        out
    }
}

/// First character and size of the class in which a character moves; none for those that stand.
fn class(c: char, hex: bool) -> Option<(char, u32)> {
    match c {
        '0'..='9' => Some(('0', 10)),
        'a'..='f' if hex => Some(('a', 6)),
        'A'..='F' if hex => Some(('A', 6)),
        'a'..='z' => Some(('a', 26)),
        'A'..='Z' => Some(('A', 26)),
        _ if c.is_alphabetic() => Some(('a', 26)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Pseudonyms;

    #[test]
    fn the_shape_and_what_values_have_in_common_stay() {
        let names = Pseudonyms::new([7; 32]);
        let value = "SplxlOBeZQQ+Yb/S6WxSbIA-~x%2B9";
        let pseudonym = names.of(value);
        assert_ne!(pseudonym, value);
        assert_eq!(names.of(value), pseudonym);
        assert!(pseudonym.starts_with(&names.of("SplxlOBeZQQ")));
        assert_eq!(names.of(&value.to_lowercase()), pseudonym.to_lowercase());
        assert_eq!(names.of(&value.replace('+', " ")), pseudonym.replace('+', " "));
        for (a, b) in value.chars().zip(pseudonym.chars()) {
            assert_eq!(
                (a.is_ascii_digit(), a.is_uppercase(), a.is_lowercase()),
                (b.is_ascii_digit(), b.is_uppercase(), b.is_lowercase())
            );
        }
        let guid = names.of("960cf2a7-89c4-4af9-8099-888298c64588");
        assert!(guid.chars().all(|c| c.is_ascii_hexdigit() || c == '-'), "{guid}");
        assert_ne!(names.of("aaaa1"), names.of("aaaa2"));
        assert_ne!(Pseudonyms::new([8; 32]).of(value), pseudonym);
    }
}
