//! The catalogue: the lists of rules, causes, providers and edges are the folders' listing; every rule fails on its bad
//! example and passes on its good one; words and citations keep their form.
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
use std::path::Path;

use loginscope::config;
use loginscope::rule::{Rule, Verdict};
use loginscope::{capture, causes, edges, providers, rules};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// The Rust files of a folder, by name without ending.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn folders(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// One list: its folder, the static in each file, its type, and what it is called.
fn list(folder: &str, constant: &str, kind: &str, called: &str) -> String {
    let root = Path::new(SOURCE).join(folder);
    let mut modules = String::new();
    let mut statics = String::new();
    let mut chapters = String::new();
    for name in files(&root) {
        modules += &format!("pub mod {name};\n");
        statics += &format!("    &{name}::{constant},\n");
    }
    // A folder beside a file of its name holds that file's own parts.
    for chapter in folders(&root).into_iter().filter(|chapter| !root.join(format!("{chapter}.rs")).exists()) {
        modules += &format!("/// Rules on this part of a login.\npub mod {chapter} {{\n");
        chapters += &format!("    (\"{chapter}\", {}),\n", files(&root.join(&chapter)).len());
        for name in files(&root.join(&chapter)) {
            modules += &format!("    pub mod {name};\n");
            statics += &format!("    &{chapter}::{name}::{constant},\n");
        }
        modules += "}\n";
    }
    if folder == "rules" {
        chapters = format!(
            "\n/// The chapters of the catalogue in its order, and how many rules each has.\n\
             pub static CHAPTERS: &[(&str, usize)] = &[\n{chapters}];\n"
        );
    }
    format!(
        "//! {called}, one a file of the folder beside this one. Written by the test `lists_are_the_folders`; do not edit.\n\
         #![allow(missing_docs, reason = \"each file says in its first line what it holds\")]\n\n\
         {modules}\n/// {called}.\npub static ALL: &[&{kind}] = &[\n{statics}];\n{chapters}"
    )
}

#[test]
fn lists_are_the_folders() {
    let lists = [
        ("rules", "RULE", "crate::rule::Rule", "All rules"),
        ("causes", "CAUSE", "crate::cause::Cause", "All causes"),
        ("providers", "PROVIDER", "crate::provider::Provider", "All providers"),
        ("edges", "EDGE", "crate::edge::Edge", "All edges"),
    ];
    let mut stale = Vec::new();
    for (folder, constant, kind, called) in lists {
        let path = Path::new(SOURCE).join(format!("{folder}.rs"));
        let wanted = list(folder, constant, kind, called);
        if fs::read_to_string(&path).unwrap_or_default() != wanted {
            fs::write(&path, wanted).unwrap();
            stale.push(folder);
        }
    }
    assert!(stale.is_empty(), "rewritten, since it was stale: {stale:?}. Build and test again.");
}

/// What a rule says of an example: the verdict of the flow where it is not "not applicable".
fn verdict(rule: &Rule, example: &str) -> Verdict {
    let capture =
        capture::read("example", example.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", rule.id));
    let clients = if rule.config.is_empty() { Vec::new() } else { config::read(rule.config).unwrap().0 };
    let verdicts = loginscope::judge(&[capture], &clients);
    let own: Vec<Verdict> = verdicts
        .into_iter()
        .filter_map(|verdicts| verdicts.0.into_iter().find(|(judged, _)| judged.id == rule.id))
        .map(|(_, verdict)| verdict)
        .collect();
    let of = |wanted: fn(&Verdict) -> bool| own.iter().find(|verdict| wanted(verdict)).cloned();
    of(|verdict| matches!(verdict, Verdict::Fail(_)))
        .or_else(|| of(|verdict| matches!(verdict, Verdict::Pass(_))))
        .or_else(|| of(|verdict| matches!(verdict, Verdict::NotCheckable(_))))
        .unwrap_or(Verdict::NotApplicable)
}

#[test]
fn every_rule_fails_on_its_bad_example_and_passes_on_its_good_one() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let bad = verdict(rule, rule.bad);
        if !matches!(bad, Verdict::Fail(_)) {
            wrong.push(format!("{}: bad gives {bad:?}", rule.id));
        }
        let good = verdict(rule, rule.good);
        if !matches!(good, Verdict::Pass(_)) {
            wrong.push(format!("{}: good gives {good:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{} examples lie:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_of_the_catalogue_exists() {
    let promised = include_str!("catalogue.txt").lines();
    let missing: Vec<&str> = promised.filter(|id| rules::ALL.iter().all(|rule| rule.id != *id)).collect();
    assert!(missing.is_empty(), "no such rule: {missing:?}");
}

#[test]
fn words_keep_their_form() {
    let mut wrong = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    let sentence = |text: &str| text.ends_with('.') && text.starts_with(|first: char| !first.is_lowercase());
    for rule in rules::ALL {
        let id = rule.id;
        must(
            id.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()),
            format!("{id}: kebab-case"),
        );
        must(!rule.title.is_empty() && !rule.title.ends_with('.'), format!("{id}: title is a noun phrase"));
        must(sentence(rule.why), format!("{id}: why is a sentence"));
        must(sentence(rule.fix), format!("{id}: fix is a sentence"));
        must(!rule.specs.is_empty() || id.starts_with("capture-"), format!("{id}: cites a text"));
        must(!format!("{}{}", rule.why, rule.fix).contains('!'), format!("{id}: no exclamation mark"));
    }
    for cause in causes::ALL {
        let id = cause.id;
        must(id.chars().all(|c| c.is_ascii_lowercase() || c == '_'), format!("{id}: snake_case"));
        must(!cause.title.is_empty() && !cause.title.ends_with('.'), format!("{id}: title is a noun phrase"));
        must(
            !cause.says.is_empty() && !cause.says.ends_with('.'),
            format!("{id}: says is a title without a full stop"),
        );
        must(sentence(cause.story), format!("{id}: story is a sentence"));
        must(
            !cause.place.is_empty() && !cause.place.ends_with('.'),
            format!("{id}: place goes on a sentence"),
        );
        must(
            !cause.fix.is_empty() && cause.fix.iter().all(|step| sentence(step)),
            format!("{id}: fix has steps"),
        );
        must(!cause.refuted_by.is_empty(), format!("{id}: says what would refute it"));
        must(
            !format!("{}{}{:?}", cause.says, cause.story, cause.fix).contains('!'),
            format!("{id}: no exclamation mark"),
        );
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn files_are_named_by_their_ids() {
    let root = Path::new(SOURCE);
    let mut of_rules: Vec<String> = folders(&root.join("rules"))
        .iter()
        .flat_map(|chapter| files(&root.join("rules").join(chapter)))
        .collect();
    of_rules.sort();
    let mut ids: Vec<String> = rules::ALL.iter().map(|rule| rule.id.replace('-', "_")).collect();
    ids.sort();
    assert_eq!(of_rules, ids);
    assert_eq!(files(&root.join("causes")), causes::ALL.iter().map(|cause| cause.id).collect::<Vec<_>>());
    let dashed =
        |names: Vec<String>| names.into_iter().map(|name| name.replace('_', "-")).collect::<Vec<_>>();
    assert_eq!(
        dashed(files(&root.join("providers"))),
        providers::ALL.iter().map(|provider| provider.id).collect::<Vec<_>>()
    );
    assert_eq!(dashed(files(&root.join("edges"))), edges::ALL.iter().map(|edge| edge.id).collect::<Vec<_>>());
}

#[test]
fn every_pattern_of_the_tables_compiles() {
    let of_providers = providers::ALL.iter().flat_map(|provider| {
        let own = provider.recognise.issuers.iter().copied();
        let headers = provider.recognise.headers.iter().map(|(_, pattern)| *pattern);
        own.chain(headers)
            .chain(provider.errors.iter().map(|entry| entry.pattern))
            .map(move |pattern| (provider.id, pattern))
    });
    let of_edges = edges::ALL.iter().flat_map(|edge| {
        let headers = edge.headers.iter().map(|(_, pattern)| *pattern);
        let entries = edge.errors.iter().map(|entry| entry.pattern);
        edge.pages.iter().copied().chain(headers).chain(entries).map(move |pattern| (edge.id, pattern))
    });
    let wrong: Vec<String> = of_providers
        .chain(of_edges)
        .filter_map(|(id, pattern)| {
            regex_lite::Regex::new(pattern).err().map(|error| format!("{id}: {pattern}: {error}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
