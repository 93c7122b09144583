//! A `state` that nobody sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-unexpected",
    title: "`state` in the response although none was sent",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.2")],
    why: "The provider returns only what the client sent. A `state` from elsewhere belongs to another login, \
          or somebody has put it in.",
    fix: "Let the client send `state` with every request and refuse responses whose `state` it does not know.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=zz9
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(response) = flow.authorization_response() else { return Verdict::NotApplicable };
    match asked(flow, "state") {
        Asked::Absent(_) => {}
        Asked::Sent(..) => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    }
    match response.given("state") {
        Some(_) => {
            let says = "The response brings a `state`, the authorization request had none";
            Finding::at(Location::param(response, "state"), says).verdict()
        }
        None => Verdict::pass("No `state` was sent, and none came back"),
    }
}
