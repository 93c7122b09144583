//! The interface's words: each is in the table of every language, and the table holds nothing that nobody says.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What only the manifest and the scripts of the extension say.
const OUTSIDE: [&str; 6] =
    ["name", "description", "language", "badge_failed", "badge_succeeded", "badge_unclear"];
/// Files whose texts are no interface: drawings, what a report says in Markdown, what a document of the provider says.
const OTHERS: [&str; 5] = ["icons.rs", "advice.rs", "discovery.rs", "report.rs", "sample.rs"];
/// Names of things, keys and formats.
const NAMES: [&str; 38] = [
    "API",
    "ArrowDown",
    "ArrowUp",
    "BOM",
    "BroadcastChannel",
    "C",
    "CARGO_PKG_VERSION",
    "CR",
    "End",
    "Enter",
    "Esc",
    "Escape",
    "loginscope explain {}",
    "Firefox",
    "GB",
    "Home",
    "Home End",
    "INPUT",
    "KB",
    "LF",
    "Loginscope",
    "MB",
    "PKCE",
    "S256",
    "SELECT",
    "TAB",
    "TEXTAREA",
    "Persist Logs",
    "Preserve log",
    " UTC",
    "{class} chosen",
    "Loginscope: the browser refused to copy",
    "input, textarea",
    "good ",
    "login ",
    "ticks ",
    "last login",
    "Pasted text",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn table(language: &str) -> BTreeMap<String, String> {
    let path = root().join(format!("extension/_locales/{language}/messages.json"));
    let entries: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    entries.into_iter().map(|(key, mut entry)| (key, entry.remove("message").unwrap())).collect()
}

fn sources() -> Vec<(String, String)> {
    let mut folders = vec![root().join("src/view"), root().join("src/app")];
    let mut files = vec![root().join("src/view.rs"), root().join("src/app.rs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().unwrap() != "sample" {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let is_told = |path: &PathBuf| name(path) != "tests.rs" && !OTHERS.contains(&name(path).as_str());
    let read = |path: PathBuf| (name(&path), fs::read_to_string(&path).unwrap());
    files.into_iter().filter(is_told).map(read).collect()
}

/// The texts in a source, each with what stands before it.
fn literals(source: &str) -> Vec<(String, String)> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "''");
    let (mut found, mut rest) = (Vec::new(), code.as_str());
    while let Some(start) = rest.find('"') {
        let before = rest[..start].trim_end().chars().rev().take(40).collect::<Vec<_>>();
        let before: String = before.into_iter().rev().collect();
        let (mut text, mut letters) = (String::new(), rest[start + 1..].char_indices().peekable());
        let mut end = rest.len() - start - 1;
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = at;
                    break;
                }
                '\\' => match letters.next() {
                    Some((_, '\n')) => while letters.next_if(|(_, next)| next.is_whitespace()).is_some() {},
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, other)) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        found.push((before, text));
        rest = &rest[(start + end + 2).min(rest.len())..];
    }
    found
}

/// Whether a person reads it: a sentence or a word with a capital, and neither a class nor an attribute nor a drawing.
fn is_interface(before: &str, text: &str, classes: &BTreeSet<String>) -> bool {
    const SILENT: [&str; 8] =
        [".class(", ".key(", ".id(", "attr(", "prop(", "env!(", "js_name =", "warn_1(&"];
    const READ: [&str; 3] = ["attr(\"aria-label\",", "attr(\"title\",", "attr(\"placeholder\","];
    let shaped = text.trim().contains(' ') || text.starts_with(|first: char| first.is_ascii_uppercase());
    let is_attribute =
        before.ends_with(',') && before.rsplit('(').next().is_some_and(|last| last.starts_with('"'));
    // What is put together without being said: addresses, drawings, numbers beside names.
    let bare: String =
        text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
    let is_built = before.ends_with("format!(")
        && !bare.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 3);
    shaped
        && text.contains(|letter: char| letter.is_ascii_alphabetic())
        && !NAMES.contains(&text)
        && !SILENT.iter().any(|end| before.ends_with(end))
        && (!is_attribute || READ.iter().any(|end| before.ends_with(end)))
        && !is_built
        && !text.starts_with("{{")
        && !text.split_whitespace().all(|word| classes.contains(word))
}

fn said() -> BTreeSet<String> {
    let style = fs::read_to_string(root().join("src/view/tokens.css")).unwrap();
    let mut classes: BTreeSet<String> = style
        .split('.')
        .skip(1)
        .map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
        })
        .collect();
    classes.insert("num".into());
    let mut said = BTreeSet::new();
    for (_, source) in sources() {
        for (before, text) in literals(&source) {
            if is_interface(&before, &text, &classes) {
                said.insert(text);
            }
        }
    }
    said
}

#[test]
fn each_word_of_the_interface_is_in_the_table() {
    let table: BTreeSet<String> = table("en").into_values().collect();
    let missing: Vec<String> = said().into_iter().filter(|text| !table.contains(text)).collect();
    assert!(missing.is_empty(), "not in extension/_locales/en/messages.json:\n{}", missing.join("\n"));
}

#[test]
fn the_table_holds_nothing_that_nobody_says() {
    let all: String = sources()
        .into_iter()
        .flat_map(|(_, source)| literals(&source))
        .map(|(_, text)| format!("\n{text}\n"))
        .collect();
    let unused: Vec<String> = table("en")
        .into_iter()
        .filter(|(key, text)| !OUTSIDE.contains(&key.as_str()) && !all.contains(&format!("\n{text}\n")))
        .map(|(key, text)| format!("{key}: {text}"))
        .collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn every_language_has_every_word_with_the_same_parts() {
    let (english, chinese) = (table("en"), table("zh_CN"));
    assert_eq!(english.keys().collect::<Vec<_>>(), chinese.keys().collect::<Vec<_>>());
    let parts = |text: &str| text.matches('{').count();
    let code = |text: &str| {
        let mut code: Vec<String> = text.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        code.sort();
        code
    };
    for (key, text) in &english {
        let other = &chinese[key];
        assert!(!other.trim().is_empty(), "{key} has no words");
        assert_eq!(parts(text), parts(other), "{key}: {other}");
        assert_eq!(code(text), code(other), "{key}: {other}");
        let is_same = ["name", "api", "of", "preserve_log"].contains(&key.as_str());
        let is_chinese = other
            .chars()
            .any(|letter| ('\u{3000}'..='\u{9fff}').contains(&letter) || "，（；：".contains(letter));
        assert!(is_same || key == "language" || is_chinese, "{key}: {other}");
    }
}
