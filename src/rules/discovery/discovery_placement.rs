//! Where metadata was looked for and where it was found.

use crate::config::ClientConfig;
use crate::flow::{Flow, after};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-placement",
    title: "Metadata at another place than was tried first",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("3.1"), Document::OidcDiscovery.at("4.1")],
    why: "There are two places for an issuer with a path: the well-known part before the path (OAuth) \
          or behind it (OpenID). A client that tries only one of them does not find the document.",
    fix: "Let the client try both places, or let whoever runs the provider answer at both.",
    config: "",
    bad: example("> GET https://op.example/.well-known/oauth-authorization-server/t1 HTTP/1.1
>
< HTTP/1.1 404 Not Found
<
> GET https://op.example/t1/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example/t1\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::metadata::EXAMPLE),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Discovery)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked: Vec<&Message<'_>> =
        flow.of(Kind::Discovery).filter(|message| message.answer.status.is_some()).collect();
    let found = asked
        .iter()
        .find(|message| message.answer.json.as_ref().is_some_and(|json| json.get("issuer").is_some()));
    let Some(found) = found else { return Verdict::NotApplicable };
    let missed: Vec<String> = asked
        .iter()
        .filter(|message| {
            message.answer.status.is_some_and(|status| status >= 400)
                && after(found.exchange, message.exchange)
        })
        .filter(|message| message.exchange.origin() == found.exchange.origin())
        .map(|message| format!("`{}`", message.exchange.path()))
        .collect();
    let there = found.exchange.path();
    if missed.is_empty() {
        return Verdict::pass(format!("The metadata was found at the first place that was tried, `{there}`"));
    }
    let says = format!("The metadata was found at `{there}`, after {}", missed.join(", "));
    Finding::at(Location::of(found, Part::RequestUrl, None), says).verdict()
}
