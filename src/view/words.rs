//! Words on the screen: text with backticks becomes pieces, numbers and shares become what people read. Knows no
//! report and no signals.

use super::dom::{IntoNode, Node, el};
use super::local::{local, say};

/// A run of a text: plain, or what stood in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    Code(String),
}

/// Splits at paired backticks; an unpaired one stays as it is.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut parts: Vec<String> = text.split('`').map(str::to_owned).collect();
    if parts.len().is_multiple_of(2) {
        let last = parts.pop().unwrap_or_default();
        let before = parts.pop().unwrap_or_default();
        parts.push(format!("{before}`{last}"));
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| if index % 2 == 0 { Piece::Plain(part) } else { Piece::Code(part) })
        .filter(|piece| !matches!(piece, Piece::Plain(part) | Piece::Code(part) if part.is_empty()))
        .collect()
}

/// A text with its backticks as `code`.
pub fn rich(text: &str) -> Vec<Node> {
    pieces(&local(text))
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(part) => part.into_node(),
            Piece::Code(part) => el("code").child(part).into_node(),
        })
        .collect()
}

/// A text without its backticks, for names and previews.
pub fn plain(text: &str) -> String {
    pieces(&local(text))
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(part) | Piece::Code(part) => part,
        })
        .collect()
}

/// `1042` as `1,042`.
pub fn number(value: usize) -> String {
    let digits = value.to_string();
    let length = digits.len();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (length - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: `1 character`, `43 characters`.
pub fn count(value: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(value), local(if value == 1 { one } else { many }))
}

/// A share of 1 as a whole percentage; never 0 for what is possible and never 100 for what is a judgement.
pub fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round().clamp(1.0, 99.0))
}

/// Milliseconds as `96 ms`, `8.9 s`, `2 min 5 s`.
pub fn span(milliseconds: f64) -> String {
    let seconds = milliseconds / 1000.0;
    if milliseconds < 1000.0 {
        format!("{} ms", milliseconds.max(0.0).round())
    } else if seconds < 120.0 {
        format!("{seconds:.1} s")
    } else {
        let whole = seconds.round();
        format!("{} min {} s", (whole / 60.0).floor(), whole % 60.0)
    }
}

/// Milliseconds since a start, short enough for a column: `0.0 s`, `125 s`.
pub fn offset(milliseconds: f64) -> String {
    let seconds = milliseconds / 1000.0;
    if seconds < 100.0 { format!("{seconds:.1} s") } else { format!("{} s", seconds.round()) }
}

/// Bytes as `812 bytes`, `4.1 KB`, `312 MB`.
pub fn size(bytes: u64) -> String {
    let units = [(1_000_000_000_u64, "GB"), (1_000_000, "MB"), (1_000, "KB")];
    for (unit, name) in units {
        if bytes >= unit {
            let value = bytes as f64 / unit as f64;
            return if value < 10.0 {
                format!("{value:.1} {name}")
            } else {
                format!("{} {name}", value.round())
            };
        }
    }
    say!("{} bytes", bytes)
}

/// At most `length` characters, the last an ellipsis if something was cut.
pub fn elide(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let head: String = text.chars().take(length.saturating_sub(1)).collect();
    format!("{}…", head.trim_end_matches([' ', '.', ',']))
}

/// Whether two texts are the same words, in whatever order.
pub fn same_words(one: &str, other: &str) -> bool {
    let all_in = |these: &str, those: &str| {
        these.split_whitespace().all(|word| those.split_whitespace().any(|own| own == word))
    };
    all_in(one, other) && all_in(other, one)
}

/// The host of an absolute address; the address itself where it has none.
pub fn host(address: &str) -> &str {
    let after = address.split_once("://").map_or(address, |(_, after)| after);
    after.split(['/', '?', '#']).next().unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_become_code_and_an_unpaired_one_stays() {
        assert_eq!(
            pieces("`redirect_uri` differs"),
            [Piece::Code("redirect_uri".into()), Piece::Plain(" differs".into())]
        );
        assert_eq!(pieces("a ` b"), [Piece::Plain("a ` b".into())]);
        assert_eq!(pieces("`a` and `b"), [Piece::Code("a".into()), Piece::Plain(" and `b".into())]);
        assert_eq!(pieces(""), []);
        assert_eq!(plain("send `code` once"), "send code once");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1042), "1,042");
        assert_eq!(number(1_048_576), "1,048,576");
        assert_eq!(percent(1.0), "99 %");
        assert_eq!(percent(0.001), "1 %");
        assert_eq!(span(96.2), "96 ms");
        assert_eq!(span(8_940.0), "8.9 s");
        assert_eq!(span(125_000.0), "2 min 5 s");
        assert_eq!(size(4_100), "4.1 KB");
        assert_eq!(elide("auth.meridian.example", 10), "auth.meri…");
        assert_eq!(host("https://login.acme.example/realms/acme"), "login.acme.example");
    }
}
