//! The method in a DPoP proof against the one that is used.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::dpop::{self, Proof};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-method",
    title: "DPoP proof for another method",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.2"), Document::Rfc9449.at("4.3")],
    why: "A proof says in `htm` for which method it was made. The server refuses it with any other.",
    fix: "Set `htm` in the client to the method of the request, in capitals, and make a new proof for \
          every request.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImlhdCI6MTc3MjQ0MjAwNH0.0TqNnObRWW8iAIcGS9m3cjJgPA3niQ9WV55bbtl0u758fnHFcNg_T6JzGXDhpEyG2v2NGPJ6b8_jDj5GqqXUdw
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
    let method = proof.message.exchange.request.method.as_str();
    let Some(own) = proof.jwt.claim_text("htm") else { return Verdict::NotApplicable };
    if own == method {
        return Verdict::pass(format!("The DPoP proof is made for `{own}`"));
    }
    let says = format!("The DPoP proof is made for `{own}`, the request is a `{method}`");
    let line = Location::of(proof.message, Part::RequestLine, None);
    let place = proof.place("htm");
    proof.fails(
        Finding::at(place.clone(), says)
            .compared(("`htm` of the proof", Some(place), own), ("Request", Some(line), method)),
    )
}
