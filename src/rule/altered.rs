//! What happened to a value on its way: a code, a state, a nonce that should have come through unchanged. Says it without
//! telling the value.

use crate::http::decode;

/// How `sent` came out of `issued`; none if they are equal or no known change leads from one to the other.
pub fn alteration(issued: &str, sent: &str) -> Option<String> {
    if issued == sent || sent.is_empty() || issued.is_empty() {
        return None;
    }
    if sent.trim() == issued {
        return Some("white space was added at an end".into());
    }
    if issued.replace('+', " ") == sent {
        return Some("a `+` became a space: it was not percent-encoded as `%2B`".into());
    }
    if issued.replace(' ', "+") == sent {
        return Some("a space became a `+`".into());
    }
    if issued.eq_ignore_ascii_case(sent) {
        return Some("its letter case was changed".into());
    }
    if decode(issued) == sent || percent_encoding::percent_decode_str(issued).decode_utf8_lossy() == sent {
        return Some("it was percent-decoded once more".into());
    }
    if decode(sent) == issued || percent_encoding::percent_decode_str(sent).decode_utf8_lossy() == issued {
        return Some("it was percent-encoded once more".into());
    }
    if sent.trim_matches(['"', '\'']) == issued {
        return Some("quotation marks were put around it".into());
    }
    cut(issued, sent).or_else(|| grown(issued, sent)).or_else(|| other_piece(issued, sent)).or_else(|| {
        crate::flow::is_altered(issued, sent)
            .then(|| "its characters besides letters and digits, or its end, were changed".into())
    })
}

/// The same in a sentence, where the values need not have anything in common.
pub fn in_words(issued: &str, sent: &str) -> String {
    alteration(issued, sent).unwrap_or_else(|| {
        let same = issued.chars().zip(sent.chars()).take_while(|(a, b)| a == b).count();
        let (a, b) = (issued.chars().count(), sent.chars().count());
        format!("{a} characters against {b}, of which the first {same} agree")
    })
}

fn cut(issued: &str, sent: &str) -> Option<String> {
    let lost = issued.strip_prefix(sent)?;
    let first = lost.chars().next()?;
    let (kept, whole) = (sent.chars().count(), issued.chars().count());
    Some(if first.is_ascii_alphanumeric() {
        format!("it was cut after {kept} of {whole} characters")
    } else {
        format!("it was cut at the character `{first}`, after {kept} of {whole} characters")
    })
}

/// A wrong piece of the address: the separator before the value, its name with it, or only its end.
fn other_piece(issued: &str, sent: &str) -> Option<String> {
    let (kept, whole) = (sent.chars().count(), issued.chars().count());
    if whole >= 12 && kept <= 3 {
        return Some(format!("{kept} of {whole} characters were sent, which is no such value"));
    }
    if kept >= 6 && issued.ends_with(sent) {
        return Some(format!("its first {} characters were cut off", whole.saturating_sub(kept)));
    }
    (whole >= 6 && sent.ends_with(issued))
        .then(|| format!("{} characters were put before it", kept.saturating_sub(whole)))
}

fn grown(issued: &str, sent: &str) -> Option<String> {
    let added = sent.strip_prefix(issued)?;
    Some(match added.chars().next()? {
        '#' if added == "#_=_" => {
            "`#_=_`, which the provider puts behind the redirect URI, was left at its end".into()
        }
        '#' => "the URL's fragment was left at its end".into(),
        '&' | '?' => "further parameters were left at its end".into(),
        _ => format!("{} characters were added at its end", added.chars().count()),
    })
}

#[cfg(test)]
mod tests {
    use super::{alteration, in_words};

    #[test]
    fn every_change_has_its_name() {
        let cases = [
            ("4/0A+b", "4/0A b", "became a space"),
            ("AbCdEf", "abcdef", "letter case"),
            ("4%2F0Ab", "4/0Ab", "decoded once more"),
            ("4/0Ab", "4%2F0Ab", "encoded once more"),
            ("abcdef!xyz", "abcdef", "cut at the character `!`"),
            ("abcdefxyz", "abcdef", "cut after 6 of 9"),
            ("abcdef", "abcdef#_=_", "`#_=_`"),
            ("abcdef", "abcdef&state=1", "further parameters"),
            ("abcdef", "abcdef\n", "white space"),
            ("abcdef", "\"abcdef\"", "quotation marks"),
            ("M1f2e3d4c-5b6a", "?", "1 of 14 characters"),
            ("M1f2e3d4c-5b6a", "e3d4c-5b6a", "first 4 characters were cut off"),
            ("abcdef", "?code=abcdef", "6 characters were put before it"),
        ];
        for (issued, sent, words) in cases {
            let says = alteration(issued, sent).unwrap_or_default();
            assert!(says.contains(words), "{issued} {sent}: {says}");
        }
        assert_eq!(alteration("abcdef", "ghijkl"), None);
        assert_eq!(alteration("abcdef", "abcdef"), None);
        assert_eq!(in_words("abcdef", "abxy"), "6 characters against 4, of which the first 2 agree");
    }
}
