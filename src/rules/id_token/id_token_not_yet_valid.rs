//! ID tokens that are used before their time.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::span;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-not-yet-valid",
    title: "ID token that is not valid yet",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7519.at("4.1.5"), Document::OidcCore.at("3.1.3.7")],
    why: "A token may say from when on it counts. A client whose clock is behind the provider's sees a \
          token from the future and refuses it.",
    fix: "Synchronise the clock of the machine that verifies the token (NTP), and let the client allow \
          a few minutes of difference.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5iZiI6MTc3MjQ0MzgwNH0.zhij588zbuWu_wBPsJYWoytARI_KNlTGrZ7KSINJJwP653sfZfn6hh6xufU_iwo4gjwAi1lp43rI6JuMgt9BWQ\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5iZiI6MTc3MjQ0MjAwNH0.GRVC2J57TtbVgXLaxfp_UfAhAyRCLLQTr14v1M_4ohteEwXnkxAQLT9ecKaw5_N7SkiA_VkJtyb3yV4RY7voOQ\"}"),
    evidence: Evidence::Told,
    check,
};

/// Seconds that libraries commonly allow two clocks to differ.
const LEEWAY: f64 = 300.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    tokens.retain(|token| token.jwt.claims.contains_key("nbf"));
    token::each(tokens.iter(), judge)
}

fn judge(token: &Token<'_, '_>) -> Verdict {
    let place = token.place("nbf");
    let Some(from) = token.jwt.time("nbf") else {
        let finding = Finding::at(place, "The ID token's `nbf` is no number");
        return finding.class(Class::Conformance).severity(Severity::Warning).verdict();
    };
    let Some(clock) = token.clock() else {
        return Verdict::lacks("The capture does not say when the ID token arrived.");
    };
    let early = from.seconds_since(clock.now);
    if early <= 1.0 {
        return Verdict::pass("The ID token was valid already when it arrived");
    }
    let says =
        format!("The ID token is valid only {} after it arrived, at {clock}{}", span(early), clock.skew());
    let finding = Finding::at(place.clone(), says).rows(vec![
        Row::clear("Valid from", Some(place), &from.to_string(), None),
        Row::clear("Arrived", None, &clock.now.to_string(), None),
    ]);
    let doubtful = early < LEEWAY || clock.may_be_moved(early);
    if doubtful { finding.severity(Severity::Warning).likely() } else { finding }.verdict()
}
