//! Polls of backchannel authentication.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{CIBA_GRANT, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, polling, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "ciba-poll",
    title: "Poll of backchannel authentication that is too fast or without its id",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Ciba.at("10.1"), Document::Ciba.at("11")],
    why: "The provider answers a client that asks too often with `slow_down`, and one that does not say what \
          it asks for with an error.",
    fix: "Let the client send `auth_req_id` and wait for `interval` seconds, or 5 if there is none, between \
          two requests.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&client_id=shop&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&client_id=shop&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:12 GMT
<
{\"error\":\"authorization_pending\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&client_id=shop&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&client_id=shop&auth_req_id=1c266114-a1be-4252-8ad1-04986c5b9ac1
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:16 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let polls = polling::polls(flow, CIBA_GRANT);
    let subjects = polls.iter().enumerate();
    token::each(subjects, |(index, poll)| {
        let before = index.checked_sub(1).and_then(|index| polls.get(index));
        judge(flow, before.copied(), poll)
    })
}

fn judge(flow: &Flow<'_>, before: Option<&Message<'_>>, poll: &Message<'_>) -> Verdict {
    let place = Location::param(poll, "auth_req_id");
    let Some(id) = poll.given("auth_req_id") else {
        let says = "The poll has no `auth_req_id`";
        return Finding::at(place, says).class(Class::Failure).severity(Severity::Error).verdict();
    };
    let Some(before) = before.filter(|before| before.given("auth_req_id") == Some(id)) else {
        return Verdict::pass("The poll carries its `auth_req_id`");
    };
    let Some(waited) = polling::between(before, poll) else {
        return Verdict::lacks("The capture does not say when the requests were sent.");
    };
    let interval = polling::start(flow, poll)
        .and_then(|start| polling::seconds(start, "interval"))
        .unwrap_or(polling::INTERVAL);
    let wanted = if polling::code(before) == "slow_down" { interval + 5.0 } else { interval };
    // A provider may hold a request open until there is something to say (long polling).
    if waited + polling::GRACE >= wanted || token::succeeded(poll) {
        return Verdict::pass("The client waits between two polls");
    }
    Finding::at(place, format!("The client asks again after `{waited:.1}` seconds instead of `{wanted}`"))
        .verdict()
}
