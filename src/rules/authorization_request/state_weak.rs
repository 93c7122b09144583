//! A state that can be guessed protects nobody.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{authorize, guessable};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-weak",
    title: "Guessable `state`",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("10.10"), Document::Rfc9700.at("4.7.1")],
    why: "Whoever guesses the value can hand the browser a response of their own, and the person ends \
          up in another account.",
    fix: "Make `state` in the client of at least 16 random bytes, written as base64url.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=1234 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=Zm9vYmFyLXJhbmRvbS0x HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "state", |request, state| {
        let Some(how) = guessable::how(state) else {
            return Verdict::pass(format!("`state` has {} characters", state.chars().count()));
        };
        // The code is bound to this browser by the verifier, or the ID token by the nonce.
        if authorize::has_pkce(request) || request.given("nonce").is_some() {
            return Verdict::pass(format!("`state` is {how}; PKCE or `nonce` protects the login"));
        }
        Finding::at(Location::param(request, "state"), format!("`state` is {how}")).verdict()
    })
}
