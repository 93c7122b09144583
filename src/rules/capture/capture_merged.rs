//! An exchange that was recorded twice counts once.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};

pub static RULE: Rule = Rule {
    id: "capture-merged",
    title: "Entries that stand in the capture twice",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "Two exports of one session, or one that wrote an entry twice, were looked at together. Each \
          exchange is counted once, so that nothing looks as if it was sent twice.",
    fix: "Leave out the file that holds the same entries, if it was not meant to be there.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:05.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}},{\"startedDateTime\":\"2026-01-05T10:00:05.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}}]}}",
    ),
    good: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:05.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}},{\"startedDateTime\":\"2026-01-05T10:00:06.000Z\",\"time\":10,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb\"}},\"response\":{\"status\":200,\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"access_token\\\":\\\"at-made-up\\\",\\\"token_type\\\":\\\"Bearer\\\"}\"}}}]}}",
    ),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(first) = flow.messages.first() else { return Verdict::NotApplicable };
    let (files, doubled) = (flow.around.files, flow.around.doubled);
    if doubled == 0 {
        return Verdict::pass("No entry stands in the capture twice");
    }
    let among = if files > 1 { format!(" in {files} files") } else { String::new() };
    let entries = if doubled == 1 { "1 entry stands".to_owned() } else { format!("{doubled} entries stand") };
    let says = format!("{entries}{among} more than once, equal in every byte, and counted once");
    Finding::at(Location::of(first, Part::RequestLine, None), says).verdict()
}
