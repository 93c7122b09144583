//! Whether a client assertion has a number of its own.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-jti-missing",
    title: "Client assertion without `jti`",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("9"), Document::Rfc7523.at("3")],
    why: "By `jti` a server knows an assertion that it has seen before. Servers that follow OpenID \
          Connect demand it.",
    fix: "Put a new random `jti` into every client assertion.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0fQ.3C9l2vL3y3bj_GzPKXrHJKrPwKbdR5kFTTx-Z2u60YjGgwOZ0fPxkQDdawXOLvHvgCypJYY7Z6B9xAiYMvFT1w
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
    let own = jwt_check::assertions(flow).filter(|carried| carried.is_of_client());
    token::each(own, |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    // The assertions of workload identities are made by somebody else.
    if assertion.claim_text("iss") != assertion.claim_text("sub") {
        return Verdict::NotApplicable;
    }
    match assertion.claims.contains_key("jti") {
        true => Verdict::pass("The client assertion has a `jti`"),
        false => Finding::at(carried.place.clone(), "The client assertion has no `jti`").verdict(),
    }
}
