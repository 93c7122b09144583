//! Every section that a rule cites exists in its document. `sections.json` holds the tables of contents, as the texts of
//! the RFC Editor, the OpenID Foundation and the drafts' own repositories have them.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::collections::{BTreeMap, BTreeSet};

use loginscope::rules;
use loginscope::spec::Section;

/// By document: number and title of its sections.
fn contents() -> BTreeMap<String, BTreeMap<String, String>> {
    serde_json::from_str(include_str!("sections.json")).unwrap()
}

fn cited() -> impl Iterator<Item = (&'static str, &'static Section)> {
    let of = |rule: &&'static loginscope::rule::Rule| rule.specs.iter().map(|section| (rule.id, section));
    rules::ALL.iter().flat_map(of).filter(|(_, section)| !section.section.is_empty())
}

#[test]
fn every_cited_section_exists() {
    let contents = contents();
    let mut wrong = Vec::new();
    for (rule, section) in cited() {
        let title = section.document.title();
        if !contents.get(title).is_some_and(|sections| sections.contains_key(section.section)) {
            wrong.push(format!("{rule}: {title} has no section {}", section.section));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_table_of_contents_belongs_to_a_cited_document() {
    let cited: BTreeSet<&str> = cited().map(|(_, section)| section.document.title()).collect();
    let contents = contents();
    let known = contents.keys().map(String::as_str);
    let unused: Vec<&str> = known.filter(|title| !cited.contains(title)).collect();
    assert!(unused.is_empty(), "cited by no rule: {unused:?}");
}
