//! token-error: to be written.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Rule, Severity, Verdict};

pub static RULE: Rule = Rule {
    id: "token-error",
    title: "",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[],
    why: "",
    fix: "",
    config: "",
    bad: "",
    good: "",
    check,
};

fn check(_: &Flow<'_>, _: &ClientConfig) -> Verdict {
    Verdict::NotApplicable
}
