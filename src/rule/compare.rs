//! Two values that should be equal: where they differ, and what that difference is called.

use crate::order;

/// Where two values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs, in words, with the bytes.
    pub says: String,
    /// Differing characters of the first value, `[start, end)`; of no length where something is missing.
    pub in_first: Option<(usize, usize)>,
    pub in_second: Option<(usize, usize)>,
}

impl Difference {
    /// The same with the two values called by their labels: "only in the token request".
    pub fn named(mut self, first: &str, second: &str) -> Difference {
        for (place, label) in [("in the first", first), ("in the second", second)] {
            if let Some(before) = self.says.strip_suffix(place) {
                self.says = format!("{before}in “{label}”");
            }
        }
        self
    }
}

/// Bytes of a piece that is not repeated where nothing agrees.
const LONG: usize = 24;

/// Compares two values byte by byte, and as URIs where both are.
pub fn difference(first: &str, second: &str) -> Difference {
    if first == second {
        return Difference { says: "Both are equal, byte for byte".into(), in_first: None, in_second: None };
    }
    let (a, b): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let in_first = (head, a.len() - tail);
    let in_second = (head, b.len() - tail);
    let piece = |chars: &[char], (start, end): (usize, usize)| -> String {
        chars.get(start..end).unwrap_or_default().iter().collect()
    };
    let (only_a, only_b) = (piece(&a, in_first), piece(&b, in_second));
    let says = named(first, second).unwrap_or_else(|| in_words(head, &only_a, &only_b));
    Difference { says, in_first: Some(in_first), in_second: Some(in_second) }
}

fn in_words(head: usize, only_first: &str, only_second: &str) -> String {
    // Of two hashes no byte says more than the next.
    if head == 0 && [only_first, only_second].iter().all(|only| only.len() > LONG) {
        return "They differ from the first character on".to_owned();
    }
    let agree = match head {
        0 => "They differ from the first character".to_owned(),
        1 => "1 character agrees".to_owned(),
        _ => format!("{head} characters agree"),
    };
    match (only_first, only_second) {
        ("", extra) => format!("{agree}, then {} only in the second", spelled(extra)),
        (extra, "") => format!("{agree}, then {} only in the first", spelled(extra)),
        (a, b) => format!("{agree}, then {} against {}", spelled(a), spelled(b)),
    }
}

/// A short piece with its name and bytes where it is one character that is easily overlooked.
fn spelled(piece: &str) -> String {
    let name = match piece {
        "/" => "a slash",
        " " => "a space",
        "\n" => "a line feed",
        "\r" => "a carriage return",
        "\t" => "a tab",
        "\u{a0}" => "a no-break space",
        "+" => "a plus sign",
        "=" => "an equals sign",
        "\"" => "a quotation mark",
        _ => {
            let short: String = piece.chars().take(40).collect();
            let dots = if short.len() < piece.len() { "…" } else { "" };
            return format!("`{short}{dots}`");
        }
    };
    let bytes: Vec<String> = piece.bytes().map(|byte| format!("{byte:02X}")).collect();
    format!("{name} (`{}`)", bytes.join(" "))
}

/// The first difference of two URIs by its name (simple string comparison, RFC 3986, section 6.2.1: every one counts).
pub fn named(first: &str, second: &str) -> Option<String> {
    if first.trim() == second.trim() {
        return Some("White space at an end of one of them".into());
    }
    if percent_encoding::percent_decode_str(first).decode_utf8_lossy() == second
        || percent_encoding::percent_decode_str(second).decode_utf8_lossy() == first
    {
        return Some("One of them is percent-encoded once more than the other".into());
    }
    let (a, b) = (url::Url::parse(first).ok()?, url::Url::parse(second).ok()?);
    if a.scheme() != b.scheme() {
        return Some(format!("The scheme: `{}` against `{}`", a.scheme(), b.scheme()));
    }
    if a.host_str() != b.host_str() {
        return Some(host(a.host_str().unwrap_or_default(), b.host_str().unwrap_or_default()));
    }
    if a.port() != b.port() {
        let port = |url: &url::Url| url.port().map_or("none".to_owned(), |port| port.to_string());
        return Some(format!("The port: `{}` against `{}`", port(&a), port(&b)));
    }
    if a.path() != b.path() {
        return Some(path(a.path(), b.path()));
    }
    if a.query() != b.query() {
        return Some(query(a.query(), b.query()));
    }
    if a.fragment() != b.fragment() {
        return Some("The fragment: a redirect URI must have none".into());
    }
    let authority = |uri: &str| {
        uri.split_once("://").map(|(_, rest)| rest.split(['/', '?']).next().unwrap_or_default().to_owned())
    };
    if authority(first) != authority(second) {
        return Some("The letter case or the default port of the host: equal for a browser, not for a string comparison".into());
    }
    None
}

fn host(a: &str, b: &str) -> String {
    let loopback = |host: &str| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if loopback(a) && loopback(b) {
        return format!(
            "The name of this machine: `{a}` against `{b}`; providers compare the text, not the address"
        );
    }
    if a.strip_prefix("www.") == Some(b) || b.strip_prefix("www.") == Some(a) {
        return format!("`www.` before the host: `{a}` against `{b}`");
    }
    format!("The host: `{a}` against `{b}`")
}

fn path(a: &str, b: &str) -> String {
    if a.trim_end_matches('/') == b.trim_end_matches('/') {
        let which = if a.len() > b.len() { "first" } else { "second" };
        return format!("A slash (`2F`) at the end, only in the {which}");
    }
    if a.eq_ignore_ascii_case(b) {
        return format!("Letter case of the path: `{a}` against `{b}`");
    }
    format!("The path: `{a}` against `{b}`")
}

fn query(a: Option<&str>, b: Option<&str>) -> String {
    match (a, b) {
        (Some(query), None) => format!("A query `?{query}`, only in the first"),
        (None, Some(query)) => format!("A query `?{query}`, only in the second"),
        (a, b) => {
            let sorted = |query: Option<&str>| {
                let mut pairs: Vec<String> =
                    query.unwrap_or_default().split('&').map(str::to_owned).collect();
                order::sort(&mut pairs);
                pairs
            };
            if sorted(a) == sorted(b) {
                "The order of the query's parameters".into()
            } else {
                "The query".into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_difference_is_named_and_marked() {
        let slash = difference("https://a.example/cb", "https://a.example/cb/");
        assert_eq!(slash.says, "A slash (`2F`) at the end, only in the second");
        assert_eq!((slash.in_first, slash.in_second), (Some((20, 20)), Some((20, 21))));
        let cases = [
            ("http://a.example/cb", "https://a.example/cb", "scheme"),
            ("http://localhost:1/cb", "http://127.0.0.1:1/cb", "this machine"),
            ("https://www.a.example/cb", "https://a.example/cb", "www."),
            ("https://a.example:8443/cb", "https://a.example/cb", "port"),
            ("https://a.example/CB", "https://a.example/cb", "case of the path"),
            ("https://a.example/cb?x=1&y=2", "https://a.example/cb?y=2&x=1", "order"),
            ("https%3A%2F%2Fa.example%2Fcb", "https://a.example/cb", "percent-encoded once more"),
            ("https://a.example/cb ", "https://a.example/cb", "White space"),
            ("https://A.example/cb", "https://a.example/cb", "letter case"),
        ];
        for (a, b, word) in cases {
            assert!(difference(a, b).says.contains(word), "{a} {b}: {}", difference(a, b).says);
        }
    }

    #[test]
    fn values_are_called_by_their_labels() {
        let named =
            difference("https://a.example/cb", "https://a.example/cb/").named("Registered", "Token request");
        assert_eq!(named.says, "A slash (`2F`) at the end, only in “Token request”");
    }

    #[test]
    fn other_values_are_told_by_their_bytes() {
        assert_eq!(
            difference("ab+c", "ab c").says,
            "2 characters agree, then a plus sign (`2B`) against a space (`20`)"
        );
        assert_eq!(difference("x", "y").says, "They differ from the first character, then `x` against `y`");
        let hashes = difference("nNEbWYFdpX_Xi-NV7DQFN0EJvkOwuq9x", "yPdHuNmEm5u20lSc8ciF5QjnWXpVyYuS");
        assert_eq!(hashes.says, "They differ from the first character on");
        assert_eq!(hashes.in_first, Some((0, 32)), "and all of it is marked");
    }
}
