//! Values that should be random and can be guessed.

/// How a value can be guessed, as the end of "it is …"; none if nothing tells.
pub fn how(value: &str) -> Option<&'static str> {
    let lower = value.to_ascii_lowercase();
    let digits = value.chars().all(|c| c.is_ascii_digit());
    let distinct = {
        let mut seen: Vec<char> = value.chars().take(64).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    let words = [
        "state",
        "nonce",
        "test",
        "random",
        "foobar",
        "foo",
        "bar",
        "xyz",
        "abc",
        "login",
        "undefined",
        "null",
    ];
    if super::placeholder::placeholder(value).is_some() || words.contains(&lower.as_str()) {
        Some("a word and not random")
    } else if digits && (10..=13).contains(&value.len()) && value.starts_with('1') {
        Some("a time in seconds or milliseconds")
    } else if digits && value.len() < 20 {
        Some("a number of few digits")
    } else if value.chars().count() < 6 {
        Some("shorter than 6 characters")
    } else if distinct <= 2 {
        Some("made of one or two different characters")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::how;

    #[test]
    fn values_that_can_be_guessed_are_known() {
        for value in ["1", "1767607200", "1767607200123", "state", "aaaaaaaaaaaa", "x9f2"] {
            assert!(how(value).is_some(), "{value}");
        }
        for value in ["Zm9vYmFyLXJhbmRvbS0x", "a1b2c3d4", "12345678901234567890", "af0ifjsldkj"] {
            assert_eq!(how(value), None, "{value}");
        }
    }
}
