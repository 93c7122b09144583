//! Token answers that a cache may keep.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-cacheable",
    title: "Token answer without `Cache-Control: no-store`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "A cache between provider and client, or the browser's own, may keep the tokens, and whoever reads \
          the cache has them.",
    fix: "Let the token endpoint send `Cache-Control: no-store` with every answer that carries tokens; this \
          is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: public, max-age=600
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers = granted(flow);
    if answers.is_empty() {
        return none(flow);
    }
    if answers.iter().all(|request| request.exchange.response.headers.0.is_empty()) {
        return Verdict::lacks("The token answer's headers are not in the capture.");
    }
    Verdict::of(
        answers.into_iter().filter_map(found).collect(),
        "The token answer says `Cache-Control: no-store`",
    )
}

fn found(request: &Message<'_>) -> Option<Finding> {
    let headers = &request.exchange.response.headers;
    if headers.0.is_empty() {
        return None;
    }
    let given: Vec<&str> = headers.all("cache-control").collect();
    let policy = given.join(", ").to_ascii_lowercase();
    if policy.split([',', ' ']).any(|word| word == "no-store") {
        return None;
    }
    let place = Location::of(request, Part::ResponseHeader, Some("cache-control"));
    let says = if given.is_empty() {
        "The token answer has no `Cache-Control`".to_owned()
    } else {
        format!("The token answer has `Cache-Control: {}` without `no-store`", given.join(", "))
    };
    // RFC 9111, section 3: an answer to POST is stored only if it says for how long it is fresh.
    let fresh = ["public", "s-maxage"].iter().any(|word| policy.contains(word))
        || policy.contains("max-age=") && !policy.contains("max-age=0");
    let severity = if fresh { Severity::Warning } else { Severity::Info };
    Some(Finding::at(place, says).severity(severity))
}
