//! Bytes become text: byte order marks, UTF-16, and Latin-1 where UTF-8 breaks off. Nothing is lost.

use std::borrow::Cow;

/// The text of a file: UTF-16 by its mark or its zero bytes, else UTF-8; bytes that are not UTF-8 are read as
/// Windows-1252, the superset of Latin-1 that the WHATWG Encoding Standard prescribes for it.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(wide) = wide(bytes) {
        return Cow::Owned(wide);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(mixed(bytes)),
    }
}

/// The text of a part of a file that is UTF-8 but for some bytes.
pub fn mixed_text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(mixed(bytes)), Cow::Borrowed)
}

/// Whether bytes are UTF-16, and its byte order: by the mark, or by the zeros of its first, ASCII, characters.
pub fn is_wide(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => Some(false),
        [0xfe, 0xff, ..] => Some(true),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(false),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(true),
        _ => None,
    }
}

fn wide(bytes: &[u8]) -> Option<String> {
    let big = is_wide(bytes)?;
    let unit = |pair: &[u8]| match pair {
        [a, b] if big => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0xfffd,
    };
    let units = bytes.chunks(2).map(unit);
    let text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// Where offsets in the text of a file, which are in order, stand in its bytes: of UTF-16, or of UTF-8 behind its mark.
pub fn places(bytes: &[u8], text: &str, offsets: &[usize]) -> Vec<u64> {
    let is_wide = is_wide(bytes).is_some();
    let length = |part: &str| if is_wide { part.encode_utf16().count() * 2 } else { part.len() };
    let whole = if is_wide { bytes.len().next_multiple_of(2) } else { bytes.len() };
    let (mut at, mut place) = (0, whole.saturating_sub(length(text)));
    let mut next = |offset: usize| {
        place += length(text.get(at..offset).unwrap_or_default());
        at = offset;
        place as u64
    };
    offsets.iter().map(|offset| next(*offset)).collect()
}

/// UTF-8 where it holds; each byte that does not as one character.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    text
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn every_encoding_is_read() {
        let whole = "{\"a\":\"é€😀\"}";
        let little: Vec<u8> = whole.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = whole.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            whole.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", whole.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little,
            big,
        ] {
            assert_eq!(text(&bytes), whole);
        }
        assert_eq!(text(b"{\"a\":\"caf\xe9 \xc3\xa9 \x80\"}"), "{\"a\":\"café é €\"}");
    }
}
