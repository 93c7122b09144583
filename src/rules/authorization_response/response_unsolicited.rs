//! A response answers a request; one that comes by itself may be somebody else's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-unsolicited",
    title: "Response without a request",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("4.7"), Document::Rfc6749.at("10.12")],
    why: "The client keeps `state` and the PKCE verifier of each request. A response from a bookmark, \
          the history or another site finds nothing kept, and the client must refuse it: it may come \
          from an attacker.",
    fix: "Begin the login again at the client's own page; in the client, lead an unknown response there \
          with a plain sentence.",
    config: "",
    bad: example(
        "> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
> Sec-Fetch-Site: none
> Sec-Fetch-Dest: document
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Unknown state</p>",
    ),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(callback) = flow.first(Kind::Callback) else { return Verdict::NotApplicable };
    if flow.authorization_request().is_some() {
        return Verdict::pass("The request that the response answers is in the capture");
    }
    let site = callback.exchange.request.headers.first("sec-fetch-site").unwrap_or_default();
    if site != "none" {
        return Verdict::lacks("The authorization request is not in the capture.");
    }
    let place = Location::of(callback, Part::RequestHeader, Some("sec-fetch-site"));
    let says =
        "The response comes from no page (`Sec-Fetch-Site: none`): from a bookmark, the history, or typed";
    authorize::taken(flow, Finding::at(place, says).likely()).verdict()
}
