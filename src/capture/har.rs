//! HAR files (HTTP Archive 1.2), entry by entry: a file that is cut gives what stands before the cut, with a note.

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Capture, entry};

/// Reads a HAR document; the error says what was expected and what was found.
pub fn read(text: &str) -> Result<Capture, String> {
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let result = Root(&mut found).deserialize(&mut json).and_then(|()| json.end());
    let mut capture = Capture { exporter: exporter(&found.creator), ..Capture::default() };
    if let Err(error) = result {
        if !found.has_entries {
            return Err(broken(&error));
        }
        capture.notes.push(cut(&error, found.entries.len()));
    } else if !found.has_entries {
        return Err(no_har(&found.members));
    }
    capture.entries = found.entries.len();
    for (index, item) in found.entries.into_iter().enumerate() {
        match item {
            Ok(exchange) => capture.exchanges.push(exchange),
            Err(lacks) => capture.notes.push(format!("Entry {index} cannot be judged: {lacks}.")),
        }
    }
    if capture.entries == 0 {
        capture.notes.push("The file is a HAR without entries: nothing was recorded.".into());
    }
    let repeated = found.repeated;
    if !repeated.is_empty() {
        capture.notes.push(format!("Members occur twice; the last one was taken: {}.", repeated.join(", ")));
    }
    Ok(capture)
}

fn broken(error: &serde_json::Error) -> String {
    format!(
        "this is not a HAR file: the JSON breaks off at line {}, column {}, before any entry ({}). Export the network \
         log again.",
        error.line(),
        error.column(),
        reason(error),
    )
}

fn no_har(members: &[String]) -> String {
    let found = if members.is_empty() {
        "an empty object or a list".to_owned()
    } else {
        let names: Vec<String> = members.iter().take(5).map(|name| format!("`{name}`")).collect();
        format!("an object with {}", names.join(", "))
    };
    format!("this is JSON, but not a HAR file: expected a member `log` with `entries`, found {found}.")
}

fn cut(error: &serde_json::Error, read: usize) -> String {
    format!(
        "The file breaks off in entry {read}, at line {}, column {} ({}): {read} entries were read, the rest is lost. \
         Export it again to see all.",
        error.line(),
        error.column(),
        reason(error),
    )
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn exporter(creator: &Value) -> String {
    let name = creator.get("name").and_then(Value::as_str).or(creator.as_str()).unwrap_or_default();
    super::exporter::name(name, creator.get("version").and_then(Value::as_str).unwrap_or_default())
}

#[derive(Default)]
struct Found {
    creator: Value,
    has_entries: bool,
    entries: Vec<Result<crate::http::Exchange, String>>,
    /// Names of the root's members, for the message.
    members: Vec<String>,
    repeated: Vec<String>,
}

/// The document: `{"log": {…}}`, or the log itself as `getHAR()` gives it.
struct Root<'a>(&'a mut Found);

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a HAR document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let again = self.0.members.contains(&name);
            match name.as_str() {
                "log" => map.next_value_seed(Root(&mut *self.0))?,
                "entries" => {
                    if self.0.has_entries {
                        self.0.repeated.push("`entries`".into());
                    }
                    self.0.entries.clear();
                    map.next_value_seed(Entries(&mut *self.0))?;
                }
                "creator" => self.0.creator = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if again && name == "log" {
                self.0.repeated.push("`log`".into());
            }
            self.0.members.push(name);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
}

struct Entries<'a>(&'a mut Found);

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.0.has_entries = true;
        while let Some(value) = seq.next_element::<Value>()? {
            let index = self.0.entries.len();
            self.0.entries.push(entry::read(&value, index));
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(E::custom("`entries` is null, expected a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("`entries` is an object, expected a list"))
    }
}
