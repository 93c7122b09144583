//! One `state` for one attempt: a second request with new values must have a new one.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-repeated",
    title: "The same `state` in two attempts",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1"), Document::Rfc6749.at("10.12")],
    why: "A `state` that does not change can be known to others, and then protects nobody; the client also \
          mixes up attempts in two tabs.",
    fix: "Make a new random `state` in the client for every authorization request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-1 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign in</p>
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-2 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-1 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Repetition),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = flow
        .of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::PushedAuthorization))
        .filter(|request| request.given("state").is_some())
        .collect();
    let Some((first, later)) = requests.split_first() else { return Verdict::NotApplicable };
    let Some(again) = later.iter().find(|later| is_new_attempt(first, later)) else {
        return Verdict::pass("No other request of this login has the same `state`");
    };
    let (here, there) = (Location::param(again, "state"), Location::param(first, "state"));
    let says = "A second authorization request has a new `nonce` or `code_challenge`, but the same `state`";
    let rows = [("First request", &there, first), ("Second request", &here, again)];
    let rows = rows.map(|(label, place, request)| {
        Row::secret(label, place.clone(), request.given("state").unwrap_or_default())
    });
    Finding::at(here.clone(), says).and_at(there.clone()).rows(rows.to_vec()).verdict()
}

/// A reload and the provider's own pages repeat all values of a request; a client that starts anew makes new ones.
fn is_new_attempt(first: &Message<'_>, later: &Message<'_>) -> bool {
    let same = |name: &str| first.given(name) == later.given(name);
    let renewed = |name: &str| first.given(name).is_some() && later.given(name).is_some() && !same(name);
    first.exchange.address() == later.exchange.address()
        && same("client_id")
        && same("state")
        && (renewed("nonce") || renewed("code_challenge"))
}
