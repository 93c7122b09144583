//! The key announced for the code against the key of the token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, dpop, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-jkt-mismatch",
    title: "Code bound to another key than the proof's",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("10"), Document::Rfc9449.at("10.1")],
    why: "With `dpop_jkt` the client says with which key it will redeem the code. A proof by another \
          key is refused, and the code is lost.",
    fix: "Make the thumbprint in the client of the public key that it will use at the token endpoint, \
          and keep that key pair until then.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&dpop_jkt=2emhZYM4F58Fw0Q5ghDcNWpSmtHUxuoi-uq1MqPaYeY HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_dpop_proof\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&dpop_jkt=uy0ygqJx1h8lWtoc0HN8SdXitALJMDmhYDJIV69kkQw HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"token_type\":\"DPoP\",\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let proofs = dpop::proofs(flow);
    // A proof beside a pushed request binds the code to its key, too (RFC 9449, section 10.1).
    let pushed = || {
        let proof = proofs.iter().find(|proof| proof.message.kind == Kind::PushedAuthorization)?;
        Some((proof.key()?.thumbprint?, proof.place("jwk")))
    };
    let announced = match asked(flow, "dpop_jkt") {
        Asked::Sent(announced, request) => Some((announced, Location::param(request, "dpop_jkt"))),
        Asked::Absent(_) | Asked::Unseen(_) => pushed(),
    };
    let Some((announced, there)) = announced else { return Verdict::NotApplicable };
    let redeeming: Vec<_> =
        proofs.iter().filter(|proof| proof.message.grant() == Some("authorization_code")).collect();
    if redeeming.is_empty() {
        return Verdict::lacks("The token request's DPoP proof is not in the capture.");
    }
    token::each(redeeming.into_iter(), |proof| {
        let Some(own) = proof.key().and_then(|key| key.thumbprint) else { return Verdict::NotApplicable };
        if own == announced {
            return Verdict::pass("The code is redeemed with the key that was announced for it");
        }
        let says = format!("The code is bound to key `{announced}`, the proof is made with `{own}`");
        let finding = Finding::at(there.clone(), says).and_at(proof.place("jwk"));
        let finding = finding.compared(
            ("Announced", Some(there.clone()), &announced),
            ("DPoP proof", Some(proof.place("jwk")), &own),
        );
        token::weighed(finding, proof.message, &["invalid_dpop_proof", "invalid_grant", "invalid_request"])
            .verdict()
    })
}
