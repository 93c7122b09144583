//! DPoP proofs that are sent more than once.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::dpop::{self, Proof};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-jti-reused",
    title: "DPoP proof that was sent before",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("11.1"), Document::Rfc9449.at("4.2")],
    why: "Every proof has a number of its own in `jti`. A server that has seen it before takes the \
          second request for a replay and refuses it.",
    fix: "Make a new proof with a new random `jti` for every request, also for a retry.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"use_dpop_nonce\"}
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
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"use_dpop_nonce\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMiIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibjEifQ._14xVqnW6wN6YODp-k7NuTli_6Q52thVW95lSbc-dGYr3rLsKg6BYrXt-Fh-RbU7Xap8LvcBOxxnyqY7t9SUUQ
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
    if proofs.is_empty() {
        return dpop::each(flow, |_| Verdict::NotApplicable);
    }
    let findings = proofs.iter().enumerate().filter_map(|(index, proof)| {
        let earlier = proofs.iter().take(index).find(|earlier| is_same(earlier, proof))?;
        Some(found(earlier, proof))
    });
    Verdict::of(findings.collect(), "Every DPoP proof was sent once")
}

fn is_same(earlier: &Proof<'_, '_>, proof: &Proof<'_, '_>) -> bool {
    let (a, b) = (earlier.message.exchange, proof.message.exchange);
    let jti = proof.jwt.claim_text("jti");
    // Another server keeps another list.
    a.by_service_worker == b.by_service_worker
        && a.origin() == b.origin()
        && earlier.message.answer.status.is_some()
        && (earlier.text == proof.text || jti.is_some() && earlier.jwt.claim_text("jti") == jti)
}

fn found(earlier: &Proof<'_, '_>, proof: &Proof<'_, '_>) -> Finding {
    let says = match earlier.text == proof.text {
        true => "The same DPoP proof was sent in an earlier request",
        false => "A DPoP proof with the same `jti` was sent in an earlier request",
    };
    let finding = Finding::at(proof.place("jti"), says).and_at(earlier.place("jti"));
    match proof.message.answer.status {
        Some(status) if status < 400 => finding.class(Class::Conformance).severity(Severity::Warning),
        _ => token::weighed(finding, proof.message, &dpop::FITTING),
    }
}
