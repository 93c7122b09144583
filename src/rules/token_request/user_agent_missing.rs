//! Requests that do not say which program sends them.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "user-agent-missing",
    title: "Refused request without `User-Agent`",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("10.1.5")],
    why: "Several APIs and many firewalls refuse requests that do not say which program sends them.",
    fix: "Let the client send a `User-Agent` with its name and version.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Host: op.example
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 403 Forbidden
< Content-Type: text/plain
<
Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> User-Agent: shop/1.4
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
    ),
    evidence: Evidence::Read(&[Reading::Headers(Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let kinds = [Kind::TokenRequest, Kind::ApiCall, Kind::Userinfo, Kind::Discovery, Kind::Keys];
    let by_program = flow.messages.iter().filter(|message| kinds.contains(&message.kind));
    token::each(by_program, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let headers = &message.exchange.request.headers;
    if headers.first("user-agent").is_some_and(|name| !name.trim().is_empty()) {
        return Verdict::pass("The request says which program sends it");
    }
    let refused = matches!(message.answer.status, Some(400 | 403 | 429));
    let words = message.answer.words().to_ascii_lowercase();
    // Whether other servers mind is not to be seen: captures leave headers out.
    let named = words.contains("user-agent") || words.contains("user agent");
    if !refused || !named {
        return Verdict::NotApplicable;
    }
    if headers.0.is_empty() {
        return Verdict::lacks("The request's headers are not in the capture.");
    }
    let status = message.answer.status.unwrap_or_default();
    let place = Location::of(message, Part::RequestHeader, Some("user-agent"));
    let says = format!("The request has no `User-Agent`, and the server, which answers `{status}`, names it");
    Finding::at(place, says).and_at(Location::answer(message)).verdict()
}
