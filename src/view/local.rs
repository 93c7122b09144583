//! Interface words in the person's language: English words in, the same in that language out, by a table that the host has
//! read. Without one they stay as they are; so does what is in no table: names, values, what a diagnosis says.

use std::borrow::Cow;
use std::cell::RefCell;

use serde_json::{Map, Value};

thread_local! {
    /// English and the other language.
    static TABLE: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Speaks another language from now on. Both texts are tables as browsers have them for extensions, with the same keys.
pub fn speak(english: &str, other: &str) {
    let read = |text| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let (english, other) = (read(english), read(other));
    let message = |table: &Map<String, Value>, key: &str| {
        table.get(key).and_then(|entry| entry.get("message")).and_then(Value::as_str).map(str::to_owned)
    };
    let pair = |key: &String| Some((message(&english, key)?, message(&other, key)?));
    TABLE.set(english.keys().filter_map(pair).collect());
}

/// Words in the person's language.
pub fn local(words: &str) -> Cow<'_, str> {
    let found = TABLE.with_borrow(|table| {
        table.iter().find(|(english, _)| english == words).map(|(_, other)| other.clone())
    });
    found.map_or(Cow::Borrowed(words), Cow::Owned)
}

/// A sentence in the person's language, with its parts in the places of `{}`, or of `{0}` and `{1}` where that language has
/// another order.
pub fn fill(template: &str, parts: &[String]) -> String {
    let template = local(template);
    let mut out = String::new();
    let mut next = parts.iter();
    let mut pieces = template.split('{');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (place, rest) = piece.split_once('}').unwrap_or(("", piece));
        let part = match place.parse::<usize>() {
            Ok(at) => parts.get(at),
            Err(_) => next.next(),
        };
        out.push_str(part.map_or("", String::as_str));
        out.push_str(rest);
    }
    out
}

/// A sentence with parts: `say!("{} of {}", done, all)`.
macro_rules! say {
    ($template:literal $(, $part:expr)* $(,)?) => {
        $crate::view::local::fill($template, &[$($part.to_string()),*])
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_with_the_table_and_the_order_of_parts_with_the_language() {
        assert_eq!(local("Save"), "Save");
        assert_eq!(say!("{} of step {}", "Query", 5), "Query of step 5");
        let english = r#"{"a":{"message":"Save"},"b":{"message":"{} of step {}"},"c":{"message":"alone"}}"#;
        let other = r#"{"a":{"message":"保存"},"b":{"message":"步骤 {1} 的{0}"}}"#;
        speak(english, other);
        assert_eq!(local("Save"), "保存");
        assert_eq!(local("alone"), "alone");
        assert_eq!(say!("{} of step {}", "Query", 5), "步骤 5 的Query");
        TABLE.set(Vec::new());
    }
}
