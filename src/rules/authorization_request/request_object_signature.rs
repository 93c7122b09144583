//! The signature of a request object against the client's keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, request_object, signed};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-signature",
    title: "Request object whose signature does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("6.2"), Document::Rfc7515.at("5.2")],
    why: "The provider verifies the request object with the key that is registered for the client. \
          With another key the whole request is refused.",
    fix: "Sign in the client with the private key whose public half is registered at the provider, and \
          put its `kid` into the header.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"UXOxkFuNWGTpYhU6JD9Bbg9w1xImUPvnWJ7XUis8niQ\",\"y\":\"vPcc4XDXEah5yaG-6tvEVwgkgPpRX_7hGoPvK4EtGbA\",\"kid\":\"client-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}}",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.OzRGjZOe_Uw8nRi8B5FzsepCXMnvTxxkiI7rIK4etwNDkke9rdly0zCRGUbAceUjI1AsFAw5Ww_sC-SCq1K3Ww HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    request_object::each(flow, |object| match flow.signature(config, Signer::Client, object.text) {
        Signature::Verified { key } => {
            Verdict::pass(format!("The request object is signed with {}", signed::key_words(&key)))
        }
        Signature::Wrong { key } => {
            let says =
                format!("The request object's signature was not made with {}", signed::key_words(&key));
            object.fails(Finding::at(object.place("alg"), says))
        }
        Signature::Unfit { key, why } => {
            let says = format!("The request object names {}, which {why}", signed::key_words(&key));
            object.fails(Finding::at(object.place("kid"), says))
        }
        Signature::KeyUnknown { kid, from, .. } => {
            let which = kid.map_or("no key".to_owned(), |kid| format!("key `{kid}`"));
            let says =
                format!("The request object names {which}, which is not in {}", signed::source_words(&from));
            object.fails(Finding::at(object.place("kid"), says).likely())
        }
        Signature::Unsigned => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    })
}
