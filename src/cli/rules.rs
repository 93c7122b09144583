//! `loginscope rules`: the catalogue from the rules' own statics and the list of checks that other tools make; as text,
//! JSON, Markdown or one page of HTML. Knows no capture.

mod page;

use std::sync::LazyLock;

use clap::{Args, ValueEnum};
use loginscope::report::{class, references, severity};
use loginscope::rule::Rule;
use loginscope::rules;
use serde::{Deserialize, Serialize};

/// Arguments of `rules`.
#[derive(Args)]
pub struct Rules {
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    Html,
}

impl Rules {
    /// Prints the catalogue.
    pub fn run(self) -> Result<u8, String> {
        let text = match self.format {
            Format::Text => text(),
            Format::Json => json(),
            Format::Markdown => markdown(),
            Format::Html => page::html(),
        };
        super::say(&text);
        Ok(0)
    }
}

/// A check that another tool, a test suite or a library makes.
#[derive(Debug, Deserialize, Serialize)]
pub struct Check {
    /// `E17`.
    pub id: String,
    pub check: String,
    /// H: a capture decides it; H+C: with the stored configuration; H+M: with the provider's metadata; T: where the token
    /// request is in the capture; A: it takes requests that attack the server.
    pub seen: String,
    pub rules: Vec<String>,
    /// Why no rule decides it; empty where one does.
    pub because: String,
}

static CHECKS: LazyLock<Vec<Check>> =
    LazyLock::new(|| serde_json::from_str(include_str!("peer_checks.json")).unwrap_or_default());

/// All checks that others make.
pub fn checks() -> &'static [Check] {
    &CHECKS
}

/// Those of them that a rule decides.
pub fn checks_of(rule: &Rule) -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().filter(move |check| check.rules.iter().any(|id| id == rule.id))
}

/// Chapters with their rules, in the order of the catalogue.
pub fn chapters() -> impl Iterator<Item = (String, &'static [&'static Rule])> {
    let mut rest = rules::ALL;
    rules::CHAPTERS.iter().map(move |(name, count)| {
        let (own, later) = rest.split_at(rest.len().min(*count));
        rest = later;
        (title(name), own)
    })
}

/// `token_request` as a heading.
fn title(chapter: &str) -> String {
    let words = match chapter {
        "api" => "API calls".to_owned(),
        "id_token" => "ID token".to_owned(),
        other => other.replace('_', " "),
    };
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn text() -> String {
    let rows = chapters().map(|(title, own)| {
        let rules: String = own
            .iter()
            .map(|rule| format!("{:<9}{:<44}{}\n", severity(rule.severity), rule.id, rule.title))
            .collect();
        format!("{title}\n{rules}")
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn json() -> String {
    let one = |chapter: &str, rule: &Rule| {
        let checks: Vec<&str> = checks_of(rule).map(|check| check.id.as_str()).collect();
        serde_json::json!({
            "id": rule.id, "chapter": chapter, "title": rule.title, "severity": severity(rule.severity),
            "class": class(rule.class), "why": rule.why, "fix": rule.fix, "references": references(rule),
            "evidence": rule.evidence.says(), "config": rule.config, "bad": rule.bad, "good": rule.good, "checks": checks,
        })
    };
    let all: Vec<serde_json::Value> =
        chapters().flat_map(|(title, own)| own.iter().map(move |rule| one(&title, rule))).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn markdown() -> String {
    let row = |rule: &&Rule| {
        let texts: Vec<String> = references(rule)
            .into_iter()
            .map(|reference| format!("[{}]({})", reference.title, reference.url))
            .collect();
        let checks: Vec<&str> = checks_of(rule).map(|check| check.id.as_str()).collect();
        format!(
            "| `{}` | {} | {} | {} | {} | {} | {} |\n",
            rule.id,
            severity(rule.severity),
            class(rule.class),
            rule.title.replace('|', "\\|"),
            rule.fix.replace('|', "\\|"),
            texts.join(", "),
            checks.join(" "),
        )
    };
    let head = "| rule | severity | class | what it finds | what to do | text | checks |\n|---|---|---|---|---|---|---|\n";
    let parts: String = chapters()
        .map(|(title, own)| format!("## {title}\n\n{head}{}\n", own.iter().map(row).collect::<String>()))
        .collect();
    let checks: String = checks().iter().map(check_row).collect();
    format!("{parts}## Checks that other tools make\n\n| id | check | decided by |\n|---|---|---|\n{checks}")
}

fn check_row(check: &Check) -> String {
    let by: Vec<String> = check.rules.iter().map(|rule| format!("`{rule}`")).collect();
    let by = if by.is_empty() { check.because.clone() } else { by.join(", ") };
    format!("| {} | {} | {} |\n", check.id, check.check.replace('|', "\\|"), by.replace('|', "\\|"))
}
