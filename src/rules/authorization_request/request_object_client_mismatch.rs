//! The client that a request object names.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-client-mismatch",
    title: "Request object of another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("5"), Document::Rfc9101.at("4"), Document::Rfc9101.at("6.3")],
    why: "The signed request says who asks. Where it names another client than the parameters around \
          it, the provider must refuse it.",
    fix: "Set `iss` and `client_id` of the request object to the `client_id` of the request.",
    config: "",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic3RvY2siLCJyZXNwb25zZV90eXBlIjoiY29kZSIsInJlZGlyZWN0X3VyaSI6Imh0dHBzOi8vc2hvcC5leGFtcGxlL2NiIiwic2NvcGUiOiJvcGVuaWQiLCJzdGF0ZSI6ImExYjJjMyIsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiZXhwIjoxNzcyNDQyMzA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InIxIn0.sgCWTYHJ292WZhVMUKo_gFQBteOX88XsnjNX8cN2Mp9RWo-UWq1KLH3IwVXEeoEPgXHJ_EJVg4SQpYdN3CQagg HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_object
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    request_object::each(flow, judge)
}

fn judge(object: &Object<'_, '_>) -> Verdict {
    let outer = object.message.given("client_id");
    let inner = object.jwt.claim_text("client_id");
    let Some(client) = outer.or(inner) else { return Verdict::NotApplicable };
    for name in ["client_id", "iss"] {
        let Some(own) = object.jwt.claim_text(name).filter(|own| *own != client) else { continue };
        let says = format!("The request object's `{name}` is `{own}`, the client is `{client}`");
        let place = object.place(name);
        let there = Location::param(object.message, "client_id");
        let finding = Finding::at(place.clone(), says)
            .compared(("Request", Some(there), client), ("Request object", Some(place), own));
        return object.fails(if name == "iss" { finding.likely() } else { finding });
    }
    match inner {
        Some(_) => Verdict::pass(format!("The request object names the client `{client}`")),
        None => {
            let finding = Finding::at(object.place("client_id"), "The request object has no `client_id`");
            finding.class(Class::Conformance).severity(Severity::Warning).verdict()
        }
    }
}
