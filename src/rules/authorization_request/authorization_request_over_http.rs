//! The authorization request must go over TLS, except to this machine.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::oauth::{Kind, Message, Part};
use crate::rule::host;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-request-over-http",
    title: "Authorization request without TLS",
    severity: Severity::Error,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.1")],
    why: "Whoever shares the network reads the password that the user types on the page that answers, and \
          can put another page in its place.",
    fix: "Change the authorization endpoint in the client to its `https` address, and let the provider \
          answer no other.",
    config: "",
    bad: example("> GET http://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // With HSTS the browser turns to https by itself; Chrome writes that as a redirect of its own.
    let sent = |message: &&Message<'_>| message.exchange.response.status_text != "Internal Redirect";
    let Some(request) = flow.of(Kind::AuthorizationRequest).find(sent) else { return Verdict::NotApplicable };
    let Some(url) = request.exchange.url() else { return Verdict::NotApplicable };
    let origin = request.exchange.origin();
    if url.scheme() != "http" || is_loopback(&url) {
        return Verdict::pass(format!("The authorization request goes to `{origin}`"));
    }
    let place = Location::of(request, Part::RequestUrl, None);
    let finding = Finding::at(place, format!("The authorization request goes to `{origin}`, without TLS"));
    let internal = host::is_internal(&url);
    if internal { finding.severity(Severity::Warning) } else { finding }.verdict()
}
