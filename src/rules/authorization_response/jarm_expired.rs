//! The time of a secured authorization response.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::clock::{Clock, span};
use crate::rule::jarm::{self, Secured};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jarm-expired",
    title: "Secured authorization response that had expired on arrival",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Jarm.at("2.1"), Document::Jarm.at("2.4")],
    why: "The response counts for a few minutes. A client must drop one that has expired, since it may \
          be replayed; often a clock is wrong.",
    fix: "Set the client's clock by the network, and handle the response when it arrives.",
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
< Location: https://shop.example/cb?response=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQxNDA0LCJjb2RlIjoiU3BseGxPQmVaUVFZYllTNld4U2JJQSIsInN0YXRlIjoiYTFiMmMzIn0.pdphEgWbsap-H_Qo9hHqR26U1uiK3zqdwGDaiTjDf9OVgiN6xa4LKp2lg4xmZs2MtE6lFhtuWYYznzlJJJtcCQ
<"),
    good: example(crate::rule::jarm::EXAMPLE),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    jarm::each(flow, judge)
}

fn judge(response: &Secured<'_, '_>) -> Verdict {
    let place = response.place("exp");
    let Some(until) = response.jwt.time("exp") else {
        return Finding::at(place, "The secured response has no `exp`, or one that is no number").verdict();
    };
    let Some(clock) = Clock::of(response.message, true) else {
        return Verdict::lacks("The capture does not say when the response arrived.");
    };
    let late = clock.now.seconds_since(until);
    if late <= 0.0 {
        let says = format!("The response was good for another {} when it arrived", span(late));
        return Verdict::pass(says);
    }
    let says = format!("The response expired {} before it arrived{}", span(late), clock.skew());
    let finding = Finding::at(place, says);
    let doubtful = late < 60.0 || clock.may_be_moved(late);
    if doubtful { finding.severity(Severity::Warning).likely() } else { finding }.verdict()
}
