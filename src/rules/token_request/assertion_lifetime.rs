//! How long an assertion lives.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::{Carried, Clocks, in_words};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-lifetime",
    title: "Assertion that lives too long",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7523.at("3")],
    why: "A long-lived assertion is as good as a password to whoever finds it. Servers refuse those \
          that expire unreasonably far in the future.",
    fix: "Make a new assertion for every request, with `exp` one to five minutes ahead, in seconds.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc4MDIxODAwNCwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.MwNkHcjaUQEQyHYUVxcfAc4CvOUwBWUTjzacR71ZVYY0RyGx-vRhrLA56geJQeh5CXE4-ZVAODSyAbKlXJCXbw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    good: example(examples::SIGNED_ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let own = jwt_check::assertions(flow).filter(|carried| !carried.is_of_user());
    token::each(own, |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    let from = assertion.time("iat").or_else(|| Clocks::at(carried.message).of_server());
    let Some((until, from)) = assertion.time("exp").zip(from) else { return Verdict::NotApplicable };
    let life = until.seconds_since(from);
    let centuries = until.0 > MILLISECONDS;
    if life <= 86_400.0 && !centuries {
        return Verdict::pass(format!("The assertion lives for {}", in_words(life)));
    }
    // Half a century ahead: milliseconds.
    if centuries || life > 50.0 * 31_557_600.0 {
        let says = "The assertion's `exp` looks like milliseconds where seconds are due";
        let finding =
            Finding::at(carried.place.clone(), says).class(Class::Failure).severity(Severity::Error);
        return token::weighed(
            finding,
            carried.message,
            &["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"],
        )
        .verdict();
    }
    let says = format!("The assertion lives for {}, more than a day", in_words(life));
    Finding::at(carried.place.clone(), says).verdict()
}

/// The year 5138: whoever writes milliseconds for seconds names later ones.
const MILLISECONDS: f64 = 1e14;
