//! The time of a DPoP proof against the request's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::dpop::{self, Proof};
use crate::rule::jwt_check::{Clocks, in_words};
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-stale",
    title: "DPoP proof that is too old or from the future",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.3"), Document::Rfc9449.at("11.1")],
    why: "A proof is good for seconds or a few minutes by the server's clock. A client whose clock is \
          wrong, or that keeps proofs, is refused.",
    fix: "Make a new proof for every request, and set the client's clock by the network; where the \
          server gives a `DPoP-Nonce`, put it into the proof.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0Mzg0MDR9.PD1-Xi1kY5GmY0fqQ7ZoyNUhvTS9mej3QPSGcOQMH7WiTBKWDBjM4FjOL-5jMVRppnJ-zvKCIhzyZttpdtcefQ
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

/// Seconds that servers commonly allow.
const WINDOW: f64 = 300.0;
/// Seconds that a proof may be from the future, where a server refuses it without a word: some allow less than this.
const AHEAD: f64 = 60.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    dpop::each(flow, judge)
}

fn judge(proof: &Proof<'_, '_>) -> Verdict {
    let place = proof.place("iat");
    let Some(made) = proof.jwt.time("iat") else { return Verdict::NotApplicable };
    let clocks = Clocks::at(proof.message);
    let Some(now) = clocks.of_server() else {
        return Verdict::lacks("The capture has no times.");
    };
    let age = now.seconds_since(made);
    let is_silent = || proof.message.answer.status == Some(401) && proof.message.answer.error.is_none();
    let ahead = age < -AHEAD && is_silent();
    if age.abs() <= WINDOW && !ahead {
        return Verdict::pass(format!("The DPoP proof was made {} from the request", in_words(age)));
    }
    // A refused proof is refused for this; one that was taken was taken.
    if proof.message.answer.status.is_some_and(|status| status < 400) {
        return Verdict::pass("The server took the time of the DPoP proof");
    }
    let side = if age > 0.0 { "before" } else { "after" };
    let skew = clocks.skew_in_words().map(|says| format!(". {says}")).unwrap_or_default();
    let says =
        format!("The DPoP proof was made {} {side} the request, by the server's clock{skew}", in_words(age));
    let finding = Finding::at(place.clone(), says).rows(vec![
        Row::clear("`iat` of the proof", Some(place), &made.to_string(), None),
        Row::clear("Request", None, &now.to_string(), None),
    ]);
    proof.fails(if age.abs() > 86_400.0 || age.abs() <= WINDOW { finding.likely() } else { finding })
}
