//! Requests that were refused because there were too many of them.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::token_answer::{error, has_failed};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "rate-limited",
    title: "Too many requests",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6585.at("4"), Document::Rfc9110.at("10.2.3")],
    why: "The provider refuses every request of the client for a while, also right ones; repeating at once \
          may make the wait longer.",
    fix: "Wait as long as `Retry-After` says before the client asks again, keep tokens until they expire \
          instead of asking for new ones, and stop retry loops.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 429 Too Many Requests
< Content-Type: application/json
< Retry-After: 120
<
{\"error\":\"slow_down\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Answer(Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answered = flow.messages.iter().any(|message| {
        message.answer.status.is_some()
            && !matches!(message.kind, Kind::Callback | Kind::ClientPage | Kind::Preflight)
    });
    let failed = flow.messages.iter().filter(|message| has_failed(flow, message) && is_limited(message));
    let findings: Vec<Finding> = failed.map(found).collect();
    if findings.is_empty() && !answered {
        return Verdict::NotApplicable;
    }
    Verdict::of(findings, "No request was refused as one too many")
}

/// By status, or in words where a service answers 400 or 403 instead.
fn is_limited(message: &Message<'_>) -> bool {
    const WORDS: &str = r"(?i)rate ?limit (?:has been )?exceeded|(?:user)?rateLimitExceeded|\brate_limit(?:ed|_exceeded)?\b|too many (?:requests|attempts|login attempts)|quota exceeded|API rate limit";
    let refused = message.answer.status.is_some_and(|status| status >= 400 && status != 401);
    message.answer.status == Some(429)
        || refused && crate::provider::matches(WORDS, &message.answer.words(), "")
}

fn found(message: &Message<'_>) -> Finding {
    let headers = &message.exchange.response.headers;
    let step = message.kind.label().to_lowercase();
    let says = format!("The {step} is refused as one too many: {}", error(message));
    let wait = headers.first("retry-after").map(|wait| match wait.trim().parse::<u64>() {
        Ok(seconds) => format!("; `Retry-After` says to wait {seconds} seconds"),
        Err(_) => format!("; `Retry-After` says to wait until `{wait}`"),
    });
    let none = "; the answer does not say how long to wait (`Retry-After`)".to_owned();
    let finding = Finding::at(Location::answer(message), format!("{says}{}", wait.clone().unwrap_or(none)));
    match wait {
        Some(_) => finding.and_at(Location::of(message, Part::ResponseHeader, Some("retry-after"))),
        None => finding,
    }
}
