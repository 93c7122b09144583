//! No metadata at any address where the client looked for it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-not-found",
    title: "No metadata at the discovery address",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("4.1"), Document::Rfc8414.at("3.1")],
    why: "The client learns from this document where to send the user and where to redeem the code; \
          without it the login does not even begin.",
    fix: "Set the issuer in the client to the one the provider documents, with its path; the document \
          stands at that address followed by `/.well-known/openid-configuration`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 404 Not Found
< Content-Type: text/html
<
<p>Not found</p>"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Discovery)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked: Vec<&Message<'_>> =
        flow.of(Kind::Discovery).filter(|message| message.answer.status.is_some()).collect();
    let Some(last) = asked.last() else { return Verdict::NotApplicable };
    // Clients try several places; one answer is enough.
    let Some(found) = asked.iter().find(|message| is_there(message)) else {
        return missing(flow, last, asked.len()).verdict();
    };
    Verdict::pass(format!("The metadata stands at `{}`", found.exchange.address()))
}

fn is_there(message: &Message<'_>) -> bool {
    message.answer.status.is_some_and(|status| status < 400)
}

fn missing(flow: &Flow<'_>, message: &Message<'_>, tried: usize) -> Finding {
    let status = message.answer.status.unwrap_or_default();
    let also =
        if tried > 1 { format!("; none of {tried} requests brought the metadata") } else { String::new() };
    let says = format!("`{}` answers with `{status}`{also}", message.exchange.address());
    let finding = Finding::at(Location::of(message, Part::ResponseStatus, None), says);
    // A client that goes on knows the endpoints from elsewhere.
    match flow.authorization_request().is_some() || flow.first(Kind::TokenRequest).is_some() {
        true => finding.class(Class::Conformance).severity(Severity::Info),
        false => finding,
    }
}
