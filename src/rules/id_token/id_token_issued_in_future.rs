//! ID tokens that were issued after they arrived.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::{Clock, span};
use crate::rule::id_token::{Token, complaint, none, tokens};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-issued-in-future",
    title: "ID token issued in the future",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7519.at("4.1.6")],
    why: "By the clock of the machine that verifies it the token does not exist yet, so many clients refuse \
          it. One of the two clocks is wrong.",
    fix: "Synchronise the clocks of the machine that verifies the token and of the provider (NTP); let the \
          client allow a few minutes of difference.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ2NTA1LCJpYXQiOjE3NzI0NDI5MDV9.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

/// Seconds that libraries commonly allow two clocks to differ.
const LEEWAY: f64 = 300.0;
/// A difference below this is rounding and travel.
const NOISE: f64 = 60.0;
/// Words in which libraries reject a token of the future.
const COMPLAINT: &str = r"(?i)\b(?:iat|issued.?at|nbf|token|jwt)\b[^.\n]{0,40}(?:in the future|too early|not (?:yet valid|active|before))";

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let clocked: Vec<(&Token<'_, '_>, Clock)> =
        tokens.iter().filter_map(|token| Some((token, token.clock()?))).collect();
    if clocked.is_empty() {
        return Verdict::lacks("The capture does not say when the ID token arrived.");
    }
    let mut findings: Vec<Finding> =
        clocked.iter().filter_map(|(token, clock)| found(token, clock)).collect();
    if findings.is_empty()
        && let Some((token, clock)) = clocked.first()
        && let Some((message, words)) = complaint(flow, COMPLAINT)
    {
        let says = format!(
            "The client says: “{words}”; the ID token arrived at {clock}, so the clock of the machine that verifies \
             it is behind",
        );
        findings.push(Finding::at(token.place("iat"), says).and_at(Location::answer(message)).likely());
    }
    Verdict::of(findings, "The ID token was issued before it arrived")
}

fn found(token: &Token<'_, '_>, clock: &Clock) -> Option<Finding> {
    let place = token.place("iat");
    let Some(issued) = token.jwt.time("iat") else {
        let what = if token.jwt.claims.contains_key("iat") { "`iat` is no number" } else { "has no `iat`" };
        let finding = Finding::at(place, format!("The ID token: {what}"));
        return Some(finding.class(Class::Conformance).severity(Severity::Warning));
    };
    let early = issued.seconds_since(clock.now);
    if early <= NOISE {
        return None;
    }
    let says =
        format!("The ID token was issued {} after it arrived, at {clock}{}", span(early), clock.skew());
    let rows = vec![
        Row::clear("Issued", Some(place.clone()), &issued.to_string(), None),
        Row::clear("Arrived", None, &clock.now.to_string(), None),
    ];
    let finding = Finding::at(place, says).rows(rows);
    let doubtful = early < LEEWAY || clock.may_be_moved(early);
    Some(if doubtful { finding.severity(Severity::Warning).likely() } else { finding })
}
