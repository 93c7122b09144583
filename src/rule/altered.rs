//! How a secret value was altered on its way, told without telling the value.

use crate::http::decode;

/// What became of `sent`, in words without any of its characters; none if the two have nothing in common.
pub fn how(sent: &str, got: &str) -> Option<String> {
    let known: [(bool, &str); 8] = [
        (
            sent.replace('+', " ") == got,
            "a plus sign became a space: it was sent on without being written as `%2B`",
        ),
        (sent.trim() == got.trim(), "white space stands at an end of one of them"),
        (decode(sent) == got, "it was percent-decoded once too often"),
        (decode(got) == sent, "it was percent-encoded once too often"),
        (sent.eq_ignore_ascii_case(got), "upper and lower case differ"),
        (got.trim_matches('"') == sent, "it stands in quotation marks"),
        (got.trim_end_matches('=') == sent.trim_end_matches('='), "the `=` at the end is lost or added"),
        (got.strip_suffix("#_=_") == Some(sent), "`#_=_` was taken as a part of it"),
    ];
    if let Some((_, says)) = known.iter().find(|(holds, _)| *holds) {
        return Some((*says).to_owned());
    }
    let (a, b) = (sent.chars().count(), got.chars().count());
    if b >= 4 && sent.starts_with(got) {
        return Some(format!("it was cut off after {b} of {a} characters"));
    }
    (a >= 4 && got.starts_with(sent)).then(|| format!("{} characters were added at its end", b - a))
}

/// The same in a sentence, where the values need not have anything in common.
pub fn in_words(sent: &str, got: &str) -> String {
    how(sent, got).unwrap_or_else(|| {
        let same = sent.chars().zip(got.chars()).take_while(|(a, b)| a == b).count();
        let (a, b) = (sent.chars().count(), got.chars().count());
        format!("{a} characters against {b}, of which the first {same} agree")
    })
}

#[cfg(test)]
mod tests {
    use super::{how, in_words};

    #[test]
    fn alterations_are_named_without_the_value() {
        for (sent, got, word) in [
            ("ab+cd/e==", "ab cd/e==", "plus sign"),
            ("abcdef", "ABCDEF", "case"),
            ("abcdefgh", "abcde", "cut off after 5 of 8"),
            ("a%20b", "a b", "decoded"),
            ("abcdef", "abcdef#_=_", "`#_=_`"),
        ] {
            assert!(how(sent, got).is_some_and(|says| says.contains(word)), "{sent} {got}");
        }
        assert_eq!(how("abcdef", "uvwxyz"), None);
        assert_eq!(in_words("abcdef", "abxy"), "6 characters against 4, of which the first 2 agree");
    }
}
