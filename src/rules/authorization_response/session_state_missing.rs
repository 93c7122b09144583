//! What session management needs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "session-state-missing",
    title: "No `session_state` although the provider advertises session management",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcSession.at("2")],
    why: "Without the value the client cannot notice that the person has signed out at the provider.",
    fix: "Have the provider's administrator switch on session management for this client, or leave it out of \
          the metadata.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"check_session_iframe\":\"https://op.example/session\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"check_session_iframe\":\"https://op.example/session\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&session_state=5f2b.c1
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if flow.metadata_text("check_session_iframe").is_none() {
        return Verdict::NotApplicable;
    }
    let Some(response) = flow.authorization_response().filter(|response| response.given("error").is_none())
    else {
        return Verdict::NotApplicable;
    };
    match asked(flow, "scope") {
        Asked::Sent(scope, _) if scope.split(' ').any(|word| word == "openid") => {}
        Asked::Sent(..) | Asked::Absent(_) => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    }
    if response.given("response").is_some() {
        return Verdict::lacks("The response is a JWT.");
    }
    match response.given("session_state") {
        Some(_) => Verdict::pass("The response brings a `session_state`"),
        None => {
            let says = "The metadata names a `check_session_iframe`, the response has no `session_state`";
            Finding::at(Location::param(response, "session_state"), says).verdict()
        }
    }
}
