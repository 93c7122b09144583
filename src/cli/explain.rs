//! `loginscope explain`: the words of rules, causes, error codes, edges and guides, printed from their statics.

use clap::Args;
use loginscope::cause::Cause;
use loginscope::report::{class, references, severity};
use loginscope::rule::Rule;
use loginscope::{causes, rules};

use super::{guides, lookup};

/// Arguments of `explain`.
#[derive(Args)]
pub struct Explain {
    /// Id of a rule (`state-differs`), a cause (`state_mismatch`), an error code (`invalid_grant`, `AADSTS50011`), an edge
    /// (`cloudflare`) or a guide (`guide-403`); `guides` lists the guides.
    #[arg(value_name = "ID")]
    id: String,
}

impl Explain {
    /// Prints the explanation; an unknown id names the nearest ones.
    pub fn run(self) -> Result<u8, String> {
        let id = self.id.trim();
        if let Some(rule) = rules::ALL.iter().find(|rule| rule.id == id) {
            super::say(&explain_rule(rule));
        } else if let Some(cause) = causes::ALL.iter().find(|cause| cause.id == id) {
            super::say(&explain_cause(cause));
        } else if id == "guides" {
            super::say(&guides::list());
        } else if let Some(guide) = guides::find(id) {
            super::say(guide.text);
        } else if let Some(text) = lookup::explain(id) {
            super::say(&text);
        } else {
            return Err(unknown(id));
        }
        Ok(0)
    }
}

fn unknown(id: &str) -> String {
    let words: Vec<&str> = id.split(['-', '_']).filter(|word| word.len() > 2).collect();
    let ids = rules::ALL.iter().map(|rule| rule.id).chain(causes::ALL.iter().map(|cause| cause.id));
    let shared = |candidate: &str| words.iter().filter(|word| candidate.contains(**word)).count();
    let mut near: Vec<&str> = ids.filter(|candidate| shared(candidate) > 0).collect();
    near.sort_by_key(|candidate| std::cmp::Reverse(shared(candidate)));
    near.truncate(5);
    let hint = if near.is_empty() {
        "`loginscope rules` lists the rules".to_owned()
    } else {
        format!("near it: {}", near.join(", "))
    };
    format!("no rule and no cause is called `{id}`; {hint}. `loginscope explain guides` lists the guides.")
}

fn explain_rule(rule: &Rule) -> String {
    let references: Vec<String> = references(rule)
        .into_iter()
        .map(|reference| format!("  {} {}", reference.title, reference.url))
        .collect();
    let checks: Vec<String> =
        super::rules::checks_of(rule).map(|check| format!("  {} {}", check.id, check.check)).collect();
    let checks = if checks.is_empty() {
        String::new()
    } else {
        format!("\nDecides these checks of other tools\n{}\n", checks.join("\n"))
    };
    let config = if rule.config.is_empty() {
        String::new()
    } else {
        format!("\nWith the client configuration\n\n{}\n", rule.config)
    };
    format!(
        "{}: {}\n{}, {}\n\nWhy\n  {}\n\nFix\n  {}\n\nReferences\n{}\n{checks}{config}\nThis fails\n\n{}\n\nThis passes\n\n{}\n",
        rule.id,
        rule.title,
        severity(rule.severity),
        class(rule.class),
        rule.why,
        rule.fix,
        references.join("\n"),
        indented(rule.bad),
        indented(rule.good),
    )
}

fn explain_cause(cause: &Cause) -> String {
    let list = |items: &[&str]| -> String {
        let lines: Vec<String> =
            items.iter().enumerate().map(|(index, item)| format!("  {}. {item}", index + 1)).collect();
        lines.join("\n")
    };
    format!(
        "{}: {}\n{}\n\nWhat it is\n  {}.\n\nHow it comes about\n  {}\n\nWho must act\n  {}, {}.\n\nFix\n{}\n\nWhat would refute it\n{}\n",
        cause.id,
        cause.title,
        cause.trouble.id(),
        cause.says,
        cause.story,
        cause.who.says(),
        cause.place,
        list(cause.fix),
        list(cause.refuted_by),
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect::<String>().trim_end().to_owned()
}
