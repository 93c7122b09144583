//! A code that a second response brings again.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-issued-twice",
    title: "The same code issued to two requests",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("10.5")],
    why: "A code is for one login. One that comes again can be redeemed for another one.",
    fix: "Let the provider make a new code for every request; this is for whoever runs the provider.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://op.example/authorize?response_type=code&client_id=shop&state=d4e5f6&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=d4e5f6
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Repetition),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let issued: Vec<&Message<'_>> =
        flow.of(Kind::AuthorizationResponse).filter(|response| response.given("code").is_some()).collect();
    let Some((first, later)) = issued.split_first() else { return Verdict::NotApplicable };
    let again = later.iter().find(|response| {
        response.given("code") == first.given("code")
            && response.exchange.entry != first.exchange.entry
            && response.given("state") != first.given("state")
    });
    match again {
        Some(again) => {
            let says = "Two responses with different `state` bring the same code";
            Finding::at(Location::param(again, "code"), says).and_at(Location::param(first, "code")).verdict()
        }
        None => Verdict::pass("Every response brings a code of its own"),
    }
}
