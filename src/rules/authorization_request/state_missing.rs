//! `state` binds the response to the browser that asked; PKCE and nonce do so, too.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-missing",
    title: "No `state` in the authorization request",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1"), Document::Rfc6749.at("10.12")],
    why: "Without it the client cannot tell an answer that it asked for from one that somebody else has \
          started: a user can be logged in to a stranger's account.",
    fix: "Add a fresh random `state` to every authorization request of the client, keep it in the session, \
          and compare it on return.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if request.given("state").is_some() {
        return Verdict::pass("`state` is sent");
    }
    let finding = Finding::at(Location::param(request, "state"), "The authorization request has no `state`");
    if authorize::refused_for(flow, &STATE_WORDS) {
        let says = "The authorization request has no `state`, and the provider refuses it for that";
        let finding = Finding { says: says.into(), ..finding };
        return finding.class(Class::Failure).severity(Severity::Error).verdict();
    }
    let others = ["code_challenge", "nonce"].iter().find(|name| request.given(name).is_some());
    match others {
        Some(name) => {
            let says = format!("The authorization request has no `state`; `{name}` binds the response");
            Finding { says, ..finding }.severity(Severity::Info).verdict()
        }
        None => finding.verdict(),
    }
}

const STATE_WORDS: [&str; 6] =
    ["'state'", "\"state\"", "state parameter", "missing state", "state is", "parameter: state"];
