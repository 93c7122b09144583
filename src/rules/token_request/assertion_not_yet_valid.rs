//! Assertions that are used before their time.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::{Carried, Clocks, in_words};
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, example, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-not-yet-valid",
    title: "Assertion that is not valid yet",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::Rfc7519.at("4.1.5")],
    why: "A server refuses an assertion that was issued in the future by its clock, or that counts \
          only later. The cause is a clock that is ahead.",
    fix: "Set the clock of the machine that signs by the network (NTP), and leave `nbf` out or set it \
          some seconds back.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MzIwNCwiaWF0IjoxNzcyNDQyOTA0LCJqdGkiOiJqMSIsIm5iZiI6MTc3MjQ0MjkwNH0.ZDOwiAEdhF6_MbNxZRyNUNdc6vzRS9R_1BlDj3q1BcEAIQEHp2pBT-4cA0O6r55-cHyloFFyasR_e9YOhBUzMg
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSIsIm5iZiI6MTc3MjQ0MjAwNH0.3CNDdbXrA4T_dzZ51OriRh3eQAlmtJ7x-NS32br-AhjA5RJ8ATbmHUkZ0FYlDlMcFzK9MMr9UQbUB65yXkF3Kw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

/// Seconds that servers commonly allow.
const LEEWAY: f64 = 60.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let own = jwt_check::assertions(flow).filter(|carried| !carried.is_of_user());
    token::each(own, |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    let times = ["nbf", "iat"].map(|name| assertion.time(name).map(|time| (name, time)));
    let latest = times.into_iter().flatten().reduce(|a, b| if b.1.0 > a.1.0 { b } else { a });
    let Some((name, from)) = latest else { return Verdict::NotApplicable };
    let clocks = Clocks::at(carried.message);
    let Some(now) = clocks.of_server() else {
        return Verdict::lacks("The capture has no times.");
    };
    let early = from.seconds_since(now);
    if early <= 1.0 {
        return Verdict::pass("The assertion was valid already when it was sent");
    }
    let skew = clocks.skew_in_words().map(|says| format!(". {says}")).unwrap_or_default();
    let says = format!("The assertion's `{name}` is {} after the request{skew}", in_words(early));
    let finding = Finding::at(carried.place.clone(), says).rows(vec![
        Row::clear(
            &format!("`{name}` of the assertion"),
            Some(carried.place.clone()),
            &from.to_string(),
            None,
        ),
        Row::clear("Request", None, &now.to_string(), None),
    ]);
    let finding = if early <= LEEWAY || early > 86_400.0 { finding.likely() } else { finding };
    token::weighed(
        finding,
        carried.message,
        &["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"],
    )
    .verdict()
}
