//! A pushed request lives as long as its answer says.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{authorize, clock};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-expired",
    title: "Expired `request_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("2.2"), Document::Rfc9126.at("4")],
    why: "Pushed requests are kept for a short time. A client that waits, or a person who comes back to \
          an old page, finds it gone.",
    fix: "Push the request in the client right before the browser is sent to the provider.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00.000Z\",\"time\":10,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/par\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\"}},\"response\":{\"status\":201,\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"request_uri\\\":\\\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\\\",\\\"expires_in\\\":60}\"}}},{\"startedDateTime\":\"2026-01-05T10:03:00.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c\",\"headers\":[]},\"response\":{\"status\":400,\"headers\":[],\"content\":{}}}]}}",
    ),
    good: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00.000Z\",\"time\":10,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/par\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3\"}},\"response\":{\"status\":201,\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"request_uri\\\":\\\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\\\",\\\"expires_in\\\":60}\"}}},{\"startedDateTime\":\"2026-01-05T10:00:20.000Z\",\"time\":10,\"request\":{\"method\":\"GET\",\"url\":\"https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c\",\"headers\":[]},\"response\":{\"status\":302,\"headers\":[{\"name\":\"Location\",\"value\":\"https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3\"}],\"content\":{}}}]}}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked = flow
        .of(Kind::AuthorizationRequest)
        .find_map(|request| Some((request, request.given("request_uri")?)));
    let Some((request, uri)) = asked else { return Verdict::NotApplicable };
    let pushed =
        flow.of(Kind::PushedAuthorization).find(|pushed| pushed.answer.text("request_uri") == Some(uri));
    let Some(pushed) = pushed else {
        return Verdict::lacks("The answer to the pushed request is not in the capture.");
    };
    let life = pushed.answer.json.as_ref().and_then(|json| json.get("expires_in")?.as_f64());
    let times = life.zip(request.exchange.started.zip(pushed.exchange.started));
    let Some((life, (used, begun))) = times else {
        return Verdict::lacks("The times of the two requests, or `expires_in`, are not in the capture.");
    };
    let age = used.seconds_since(begun) - pushed.exchange.duration_ms.unwrap_or_default() / 1000.0;
    let (age_says, life_says) = (clock::span(age), clock::span(life));
    if age <= life {
        return Verdict::pass(format!("The `request_uri` is used after {age_says}; it lives {life_says}"));
    }
    let says = format!("The `request_uri` is used after {age_says}; it lives {life_says} (`expires_in`)");
    let finding = Finding::at(Location::param(request, "request_uri"), says).and_at(Location::of(
        pushed,
        Part::ResponseBody,
        Some("expires_in"),
    ));
    authorize::settled(flow, finding).verdict()
}
