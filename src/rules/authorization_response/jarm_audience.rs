//! The client that a secured authorization response is for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::jarm::{self, Secured};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jarm-audience",
    title: "Secured authorization response for another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Jarm.at("2.1"), Document::Jarm.at("2.4")],
    why: "The response names the client that it is for. A client that is not named must drop it, or \
          somebody else's login would be taken for this one.",
    fix: "Use in the client the `client_id` that the authorization request was sent with.",
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
< Location: https://shop.example/cb?response=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzdG9jayIsImV4cCI6MTc3MjQ0MjMwNCwiY29kZSI6IlNwbHhsT0JlWlFRWWJZUzZXeFNiSUEiLCJzdGF0ZSI6ImExYjJjMyJ9.VQcGRKWtbycDirbLNuoOfOyzYsMDKjR02gRysY0p7e8GtSw-Jkp6JOGu6Zux5ZqpbUJb6CATVAzBK5MS2Kgq8A
<"),
    good: example(crate::rule::jarm::EXAMPLE),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    jarm::each(flow, |response| judge(flow, response))
}

fn judge(flow: &Flow<'_>, response: &Secured<'_, '_>) -> Verdict {
    let place = response.place("aud");
    let audiences = response.jwt.audiences();
    let Some(first) = audiences.first() else {
        return Finding::at(place, "The secured response has no `aud`").verdict();
    };
    let Some(id) = flow.client_id() else {
        return Verdict::lacks("The client's id is not in the capture.");
    };
    if audiences.contains(&id.as_str()) {
        return Verdict::pass(format!("The response is for the client `{id}`"));
    }
    let says = format!("The response is for `{first}`, the client is `{id}`");
    Finding::at(place.clone(), says)
        .compared(("Client", None, &id), ("Response", Some(place), first))
        .verdict()
}
