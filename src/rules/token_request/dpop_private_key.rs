//! Private keys in DPoP proofs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwk::PRIVATE;
use crate::rule::dpop::{self, Proof};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-private-key",
    title: "DPoP proof that gives its private key away",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.2"), Document::Rfc9449.at("4.3")],
    why: "Whoever sees the request can sign proofs in the client's name from then on; the binding of \
          the tokens is worth nothing. A server refuses such a proof.",
    fix: "Put only the public members of the key into `jwk` (export the public key), throw this key \
          pair away, and revoke the tokens that are bound to it.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIiwiZCI6ImJXRmtaUzExY0Mxd2NtbDJZWFJsTFd0bGVTMXZaaTB6TWkxaWVYUmxjeUUifX0.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.Y3ghEmy-24HHHalNs697EEyJTT0UEGE27Owm7tXY1WojKAQ7anOm6-g4qFCmVehSxT7gTFTCbemb-ny23FjlfA
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

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    dpop::each(flow, judge)
}

fn judge(proof: &Proof<'_, '_>) -> Verdict {
    let Some(members) = proof.jwt.header.get("jwk").and_then(serde_json::Value::as_object) else {
        return Verdict::NotApplicable;
    };
    match PRIVATE.iter().find(|name| members.contains_key(**name)) {
        Some(name) => {
            let says = format!("The proof's `jwk` holds `{name}`, a member of the private key");
            Finding::at(proof.place("jwk"), says).verdict()
        }
        None => Verdict::pass("The proof's `jwk` holds the public key only"),
    }
}
