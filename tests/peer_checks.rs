//! Every check that another tool, a test suite or a library makes: the rules that decide it, or why a capture cannot.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::collections::BTreeSet;

use loginscope::rules;
use serde_json::Value;

/// Decided by what a capture holds; the others take requests that attack the server.
const PASSIVE: usize = 352;
/// So many passive checks are decided by a rule at least.
const DECIDED: usize = 342;

fn table() -> Vec<Value> {
    serde_json::from_str(include_str!("../src/cli/peer_checks.json")).unwrap()
}

fn text<'a>(check: &'a Value, member: &str) -> &'a str {
    check[member].as_str().unwrap()
}

#[test]
fn every_check_names_rules_that_exist_or_a_reason() {
    let checks = table();
    let ids: BTreeSet<&str> = checks.iter().map(|check| text(check, "id")).collect();
    assert_eq!((checks.len(), ids.len()), (374, 374));
    let known: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    let (mut decided, mut open, mut strange) = (0, Vec::new(), Vec::new());
    let mut passive = 0;
    for check in &checks {
        let id = text(check, "id");
        let named: Vec<&str> =
            check["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap()).collect();
        strange.extend(
            named.iter().filter(|rule| !known.contains(**rule)).map(|rule| format!("{id}: no rule {rule}")),
        );
        let reason = text(check, "because");
        if text(check, "seen") == "A" {
            assert!(!reason.is_empty(), "{id}: says why a capture does not decide it");
            continue;
        }
        passive += 1;
        decided += usize::from(!named.is_empty());
        if named.is_empty() && reason.is_empty() {
            open.push(id);
        }
    }
    println!("{decided} of {passive} checks that need no request are decided by a rule; open: {open:?}");
    assert!(strange.is_empty(), "{}", strange.join("\n"));
    assert_eq!(passive, PASSIVE);
    assert!(decided >= DECIDED, "{decided} are decided by a rule");
}
