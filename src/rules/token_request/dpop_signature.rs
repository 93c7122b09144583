//! The signature of a DPoP proof against the key in its header.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, dpop, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-signature",
    title: "DPoP proof whose signature does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.3"), Document::Rfc7515.at("5.2")],
    why: "The signature proves that the client holds the private key to the public one in the header. \
          If they do not fit, the proof proves nothing.",
    fix: "Sign the proof in the client with the private key of the pair whose public half stands in \
          `jwk`, with the `alg` that the header names.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.thitdq98lDppNAUzzgtEgpw6NrlCwAZj52_ZNCaR1Gk7ZtTpvM9pbFoIQhOwbv9Jwq0MbRMs9LyejfvhupX9LQ
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_dpop_proof\"}"),
    good: example(crate::rule::dpop::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    dpop::each(flow, |proof| match flow.signature(config, Signer::Itself, proof.text) {
        Signature::Verified { .. } => Verdict::pass("The DPoP proof is signed with the key in its header"),
        Signature::Wrong { .. } => {
            let says = "The DPoP proof's signature was not made with the key in its header";
            proof.fails(Finding::at(proof.place("jwk"), says))
        }
        Signature::Unfit { why, .. } => {
            proof.fails(Finding::at(proof.place("jwk"), format!("The key in the DPoP proof's header {why}")))
        }
        Signature::Unsigned => proof.fails(Finding::at(proof.place("alg"), "The DPoP proof is not signed")),
        Signature::KeyUnknown { .. } => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    })
}
