//! Who may use whom: a stage uses only stages to its left, and nothing left of the report touches the outside.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::fs;
use std::path::{Path, PathBuf};

const STAGES: [(&str, &[&str]); 18] = [
    ("http", &["http"]),
    ("config", &["config", "http"]),
    ("capture", &["capture", "http", "report"]),
    ("oauth", &["oauth", "http", "config"]),
    ("flow", &["flow", "oauth", "http", "config", "provider"]),
    ("spec", &[]),
    ("rule", &["rule", "rules", "flow", "oauth", "http", "config", "spec", "edge", "provider"]),
    ("rules", &["rule", "rules", "flow", "oauth", "http", "config", "spec", "edge", "provider"]),
    ("provider", &["provider", "providers", "cause", "causes", "oauth", "http"]),
    ("edge", &["edge", "edges", "cause", "causes", "provider", "oauth", "http"]),
    (
        "cause",
        &[
            "cause", "causes", "rule", "rules", "flow", "oauth", "http", "config", "provider", "edge",
            "spec", "report",
        ],
    ),
    (
        "checklist",
        &["checklist", "cause", "causes", "rule", "rules", "flow", "oauth", "http", "config", "provider"],
    ),
    ("print", &["print", "report", "view", "config", "compare"]),
    ("compare", &["compare", "report", "config"]),
    ("kept", &["config", "report"]),
    ("protocol", &["config", "kept", "report"]),
    ("view", &["view", "report", "config", "compare", "kept", "print", "protocol"]),
    ("app", &["view", "report", "config", "kept", "print", "protocol"]),
];

fn files(root: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn stage(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

#[test]
fn a_stage_uses_only_stages_to_its_left() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((_, allowed)) = STAGES.iter().find(|(name, _)| *name == stage(&file)) else { continue };
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let word: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if !word.is_empty()
                    && !["order", "pattern", "turns"].contains(&word.as_str())
                    && !allowed.contains(&word.as_str())
                {
                    wrong.push(format!("{file}:{}: uses {word}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_left_of_the_report_touches_the_outside() {
    let outside = [
        "std::fs",
        "std::net",
        "std::env",
        "std::time",
        "SystemTime",
        "web_sys",
        "js_sys",
        "gloo",
        "thread_rng",
        "leptos",
    ];
    let pure = [
        "http",
        "config",
        "capture",
        "oauth",
        "flow",
        "spec",
        "rule",
        "rules",
        "provider",
        "providers",
        "edge",
        "edges",
        "cause",
        "causes",
        "report",
        "analyse",
        "session",
        "protocol",
    ];
    let mut wrong = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| pure.contains(&stage(file))) {
        let code = text.split("#[cfg(test)]").next().unwrap();
        wrong.extend(
            outside.iter().filter(|word| code.contains(**word)).map(|word| format!("{file}: {word}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_fit_their_rooms_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let tables = ["providers/", "edges/", "provider/texts/", "provider.rs", "checklist/items.rs"]
            .iter()
            .any(|data| file.starts_with(data));
        let lists = ["rules.rs", "causes.rs"].contains(&file.as_str());
        if text.lines().count() > 460 && !tables && !lists {
            wrong.push(format!("{file}: {} lines", text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{file}: does not say what comes in and out"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
