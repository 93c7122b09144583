//! The signature of a secured authorization response.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::rule::jarm::{self, Secured};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, signed};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jarm-signature",
    title: "Secured authorization response whose signature does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Jarm.at("2.4"), Document::Rfc7515.at("5.2")],
    why: "The signature shows that the response comes from the provider and was not changed on its way \
          through the browser. If it does not verify, the client must drop the response.",
    fix: "Let the client take the keys from the `jwks_uri` of the issuer that it asked; if it does, \
          let whoever runs the provider sign with a key that it publishes.",
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
< Location: https://shop.example/cb?response=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQyMzA0LCJjb2RlIjoiU3BseGxPQmVaUVFZYllTNld4U2JJQSIsInN0YXRlIjoiYTFiMmMzIn0.b1qe7Aoy0hV8DbtawQ7URiCUc3cyoj72lzJ2ZQkYwhOz1bXMOhSLDojM7IQme-Pgz-9nE-_oNvxz4aRTBZ8rnA
<"),
    good: example(crate::rule::jarm::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    jarm::each(flow, |response| judge(flow, config, response))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, response: &Secured<'_, '_>) -> Verdict {
    let (key, says) = match flow.signature(config, Signer::Provider, response.text) {
        Signature::Verified { key } => {
            return Verdict::pass(format!("The response is signed with {}", signed::key_words(&key)));
        }
        Signature::Unsigned => {
            return Finding::at(response.place("alg"), "The response is not signed").verdict();
        }
        Signature::NotCheckable(why) => return Verdict::lacks(why),
        Signature::Wrong { key } => {
            let says = format!("The response's signature was not made with {}", signed::key_words(&key));
            (key.from, says)
        }
        Signature::Unfit { key, why } => {
            (key.from.clone(), format!("The response names {}, which {why}", signed::key_words(&key)))
        }
        Signature::KeyUnknown { kid, from, .. } => {
            let which = kid.map_or("no key".to_owned(), |kid| format!("key `{kid}`"));
            let says = format!("The response names {which}, which is not in {}", signed::source_words(&from));
            (from, says)
        }
    };
    let finding = Finding::at(response.place("alg"), says);
    if signed::is_certain(&key) { finding } else { finding.likely() }.verdict()
}
