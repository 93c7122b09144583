//! ID tokens that had expired when they arrived.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::{Clock, span};
use crate::rule::id_token::{Token, complaint, none, tokens};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-expired",
    title: "ID token expired on arrival",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7519.at("4.1.4")],
    why: "The client refuses an expired token. A fresh one that has expired already means that the two clocks \
          differ, or that the answer is an old one.",
    fix: "Synchronise the clock of the machine that verifies the token (NTP), and let the client allow a few \
          minutes of difference; if the clocks agree, find out who hands on an old token.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQwMjA1LCJpYXQiOjE3NzI0MzY2MDV9.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

/// Seconds that libraries commonly allow two clocks to differ.
const LEEWAY: f64 = 300.0;
/// Words in which libraries reject an old token.
const COMPLAINT: &str =
    r"(?i)\b(?:id.?token|jwt)\b[^.\n]{0,30}expired|token used too late|\bexp\b[^.\n]{0,30}in the past";

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
        && let Some((token, _)) = clocked.first()
        && let Some((message, words)) = complaint(flow, COMPLAINT)
    {
        let says = format!("The client says: “{words}”, although the ID token was fresh when it arrived");
        findings.push(Finding::at(token.place("exp"), says).and_at(Location::answer(message)).likely());
    }
    Verdict::of(findings, "The ID token was still good when it arrived")
}

fn found(token: &Token<'_, '_>, clock: &Clock) -> Option<Finding> {
    let place = token.place("exp");
    let Some(until) = token.jwt.time("exp") else {
        let what = if token.jwt.claims.contains_key("exp") { "`exp` is no number" } else { "has no `exp`" };
        return Some(Finding::at(place, format!("The ID token: {what}")));
    };
    let late = clock.now.seconds_since(until);
    if late <= 0.0 {
        return None;
    }
    let says = format!("The ID token expired {} before it arrived{}", span(late), clock.skew());
    let rows = vec![
        Row::clear("Expires", Some(place.clone()), &until.to_string(), None),
        Row::clear("Arrived", None, &clock.now.to_string(), None),
    ];
    let finding = Finding::at(place, says).rows(rows);
    Some(match late {
        // Some providers repeat the login's ID token when a refresh token is used (OpenID Connect Core, section 12.2).
        _ if token.is_refreshed() => finding.class(Class::Conformance).severity(Severity::Warning),
        _ if late < LEEWAY || clock.may_be_moved(late) => finding.severity(Severity::Warning).likely(),
        _ => finding,
    })
}
