//! The exporter left out cookies and credentials; what hangs on them cannot be judged.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};

pub static RULE: Rule = Rule {
    id: "capture-sanitized",
    title: "Capture without cookies and `Authorization`",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "Chrome leaves out the headers `Cookie`, `Set-Cookie` and `Authorization` unless told otherwise. \
          Client credentials, lost cookies and access tokens cannot be judged without them.",
    fix: "Export the capture again with sensitive data: in Chrome DevTools, Settings, Preferences, \
          Network, allow to generate HAR with sensitive data, then hold the export button. Handle that \
          file like a password.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00.000Z\",\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[{\"name\":\"Sec-Fetch-Mode\",\"value\":\"navigate\"}]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}]}}]}}",
    ),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(first) = flow.messages.first() else { return Verdict::NotApplicable };
    if !flow.sanitized {
        return Verdict::pass(
            "The capture was exported with cookies and `Authorization`, as far as they were sent",
        );
    }
    let says =
        "No request of this capture has a `Cookie` or `Authorization` header: the export left them out";
    Finding::at(Location::of(first, Part::RequestHeader, None), says).verdict()
}
