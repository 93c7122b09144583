//! What every rule finds in every real failure and every recorded login: one line a capture, so that a review shows
//! each new firing. `INSTA_UPDATE=always cargo test --test firings` writes it anew.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use loginscope::rule::{Class, Severity};
use support::{Known, cases, recorded};

/// The rules that fail, by class and severity: `F!` why it failed, `C~` not conformant, `H.` could be safer.
fn line(known: &Known) -> String {
    let flows = loginscope::judge(&[known.capture()], &known.clients);
    let of_flow = |verdicts: &loginscope::rule::Verdicts| -> String {
        let mut found: Vec<String> = verdicts
            .all()
            .into_iter()
            .map(|(rule, finding)| {
                let class = match finding.class.unwrap_or(rule.class) {
                    Class::Failure => 'F',
                    Class::Conformance => 'C',
                    Class::Hardening => 'H',
                };
                let severity = match finding.severity.unwrap_or(rule.severity) {
                    Severity::Error => '!',
                    Severity::Warning => '~',
                    Severity::Info => '.',
                };
                format!("{class}{severity} {}", rule.id)
            })
            .collect();
        found.dedup();
        found.join(", ")
    };
    format!("{}: {}", known.name, flows.iter().map(of_flow).collect::<Vec<_>>().join(" | "))
}

#[test]
fn every_firing_of_a_rule_is_known() {
    let lines: Vec<String> = cases().iter().chain(&recorded()).map(line).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
