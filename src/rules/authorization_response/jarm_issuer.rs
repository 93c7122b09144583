//! The issuer of a secured authorization response.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::jarm::{self, Secured};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jarm-issuer",
    title: "Secured authorization response of another issuer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Jarm.at("2.1"), Document::Jarm.at("2.4")],
    why: "The response says who made it. One of another issuer than the client asked may come from an \
          attacker's server, and the client must drop it.",
    fix: "Configure the issuer in the client exactly as the provider's metadata spells it.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&response_mode=query.jwt HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?response=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUvIiwiYXVkIjoic2hvcCIsImV4cCI6MTc3MjQ0MjMwNCwiY29kZSI6IlNwbHhsT0JlWlFRWWJZUzZXeFNiSUEiLCJzdGF0ZSI6ImExYjJjMyJ9.J7PIUGWdvWfTOh0IDvJ4B1Gf18GcZS-vZP__rAQWa1jGaOsOuUykqBwTf3zy2BQmqJkCKch-wAFihzRHjYpQqA
<"),
    good: example(crate::rule::jarm::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    jarm::each(flow, |response| judge(flow, config, response))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, response: &Secured<'_, '_>) -> Verdict {
    let place = response.place("iss");
    let Some(own) = response.jwt.claim_text("iss") else {
        return Finding::at(place, "The secured response has no `iss`").verdict();
    };
    let Some(wanted) = flow.metadata_text("issuer").or(config.issuer.as_deref()) else {
        return Verdict::lacks("Neither the provider's metadata nor a configured issuer is there.");
    };
    if own == wanted {
        return Verdict::pass(format!("The response is of the issuer `{own}`"));
    }
    let says = format!("The response's `iss` is `{own}`, the issuer is `{wanted}`");
    Finding::at(place.clone(), says)
        .compared(("Issuer", None, wanted), ("Response", Some(place), own))
        .verdict()
}
