//! A file that breaks off lacks what came after.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};

pub static RULE: Rule = Rule {
    id: "capture-truncated",
    title: "Capture that breaks off",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[],
    why: "What stood behind the break is lost: the step that failed may be in it.",
    fix: "Export the capture again, and check that the disk is not full and that the download was \
          complete.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}},{\"startedDateTime\":\"2026-01-0",
    ),
    good: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}}]}}",
    ),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(last) = flow.messages.last() else { return Verdict::NotApplicable };
    if !flow.around.truncated {
        return Verdict::pass("The capture is whole");
    }
    Finding::at(
        Location::of(last, Part::RequestLine, None),
        "The capture breaks off; this is the last step before it",
    )
    .verdict()
}
