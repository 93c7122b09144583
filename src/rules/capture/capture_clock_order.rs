//! Nothing is used before it is there, unless two clocks differ.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::clock;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};

pub static RULE: Rule = Rule {
    id: "capture-clock-order",
    title: "Times that contradict the order of the login",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "A step stands before the one that it needs: the entries come from machines whose clocks \
          differ, or their times were changed. Ages and orders in this report may be wrong.",
    fix: "Set the clocks of the recording machines (NTP) and record again, or record both sides on one \
          machine.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:01.000Z\",\"time\":10,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb\"}},\"response\":{\"status\":200,\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"access_token\\\":\\\"at-made-up\\\",\\\"token_type\\\":\\\"Bearer\\\"}\"}}},{\"startedDateTime\":\"2026-01-05T10:00:05.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}}]}}",
    ),
    good: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:05.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}},{\"startedDateTime\":\"2026-01-05T10:00:06.000Z\",\"time\":10,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb\"}},\"response\":{\"status\":200,\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"access_token\\\":\\\"at-made-up\\\",\\\"token_type\\\":\\\"Bearer\\\"}\"}}}]}}",
    ),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let issued =
        flow.of(Kind::AuthorizationResponse).find_map(|response| Some((response, response.given("code")?)));
    let Some((response, code)) = issued else { return Verdict::NotApplicable };
    let uses: Vec<&Message<'_>> = flow
        .of(Kind::Callback)
        .chain(flow.of(Kind::TokenRequest))
        .filter(|message| message.given("code") == Some(code) && message.exchange.started.is_some())
        .collect();
    let Some(begun) = response.exchange.started.filter(|_| !uses.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let ahead = |message: &&&Message<'_>| {
        message.exchange.started.is_some_and(|started| begun.seconds_since(started) > 0.001)
    };
    let Some(early) = uses.iter().find(ahead) else {
        return Verdict::pass("Every step stands behind the one that it needs");
    };
    let by = early.exchange.started.map(|started| begun.seconds_since(started)).unwrap_or_default();
    let says = format!(
        "The {} uses the code {} before the provider issues it, by the times of the capture",
        early.kind.label().to_lowercase(),
        clock::span(by.max(1.0))
    );
    Finding::at(Location::of(early, Part::RequestLine, None), says)
        .and_at(Location::of(response, Part::ResponseLocation, None))
        .verdict()
}
