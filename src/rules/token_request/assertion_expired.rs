//! The life of a JWT that authenticates the client or is the grant.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::{Carried, Clocks, in_words};
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Verdict, example, examples, jwt_check, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-expired",
    title: "Expired assertion",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3")],
    why: "An assertion is good for a short time only. One that has expired when it arrives is refused, \
          whether it was cached or a clock is wrong.",
    fix: "Make a new assertion for every token request, with `exp` a few minutes ahead in seconds since \
          1970 in UTC, and set the machine's clock by the network.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc5NTQyNDQwMCwianRpIjoiajEifQ.c2ln
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(jwt_check::assertions(flow), |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    let message = carried.message;
    // In an exchange on behalf of a user the assertion is that user's access token.
    if message.given("requested_token_use").is_some() && carried.place.name.as_deref() == Some("assertion") {
        return Verdict::NotApplicable;
    }
    let fitting = ["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"];
    let Some(expires) = assertion.time("exp") else {
        if assertion.claims.contains_key("exp") {
            return Verdict::NotApplicable;
        }
        let finding = Finding::at(carried.place.clone(), "The assertion has no `exp`");
        return token::weighed(finding, message, &["invalid_client"]).verdict();
    };
    let Some(now) = Clocks::at(message).of_server() else {
        return Verdict::lacks("The capture has no times.");
    };
    let late = now.seconds_since(expires);
    if late > 86_400.0 && Clocks::at(message).server.is_none() {
        return Verdict::lacks(
            "The only time in the capture is days after the assertion's, and may have been changed.",
        );
    }
    if late <= 0.0 {
        return Verdict::pass(format!("The assertion was good for another {}", in_words(late)));
    }
    // Made at the right minute, whole hours ago; without `iat` with one of the usual lives.
    let lives = life(&assertion).map_or(vec![60.0, 120.0, 180.0, 300.0, 600.0], |life| vec![life]);
    let zone = lives.iter().any(|life| {
        let hours = ((late + life) / 3600.0).round();
        (1.0..=14.0).contains(&hours) && (late + life - hours * 3600.0).abs() < 15.0
    });
    let how = if zone {
        "; its time is probably off by whole hours, as when local time is taken for UTC"
    } else {
        ""
    };
    let says = format!("The assertion expired {} before the request, at `{expires}`{how}", in_words(late));
    let finding = Finding::at(carried.place.clone(), says).rows(vec![
        Row::clear("`exp` of the assertion", Some(carried.place.clone()), &expires.to_string(), None),
        Row::clear("Request", None, &now.to_string(), None),
    ]);
    token::weighed(finding, message, &fitting).verdict()
}

/// Seconds from `iat` to `exp`.
fn life(assertion: &Jwt) -> Option<f64> {
    Some(assertion.time("exp")?.seconds_since(assertion.time("iat")?))
}
