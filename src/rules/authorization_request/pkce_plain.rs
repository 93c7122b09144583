//! The method `plain` shows the verifier to everybody who sees the request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-plain",
    title: "PKCE with the method `plain`",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7636.at("4.2"), Document::Rfc9700.at("2.1.1")],
    why: "With `plain` the challenge is the secret itself: whoever reads the authorization request can \
          redeem the code. Many providers refuse it.",
    fix: "Change the PKCE method of the client to `S256`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code_challenge_method=plain HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::PKCE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(challenge) = request.given("code_challenge") else { return Verdict::NotApplicable };
    let verifier = flow.code_requests().find_map(|token| token.given("code_verifier"));
    let says = match request.given("code_challenge_method") {
        Some("plain") => "`code_challenge_method` is `plain`",
        None if verifier == Some(challenge) => {
            "There is no `code_challenge_method`, and the verifier itself is the challenge: that is `plain`"
        }
        None => return Verdict::NotApplicable,
        Some(method) => return Verdict::pass(format!("`code_challenge_method` is `{method}`")),
    };
    let finding = Finding::at(Location::param(request, "code_challenge_method"), says);
    match authorize::refused_for(flow, &["code_challenge", "challenge method", "pkce"]) {
        true => finding.class(Class::Failure).severity(Severity::Error),
        false => finding,
    }
    .verdict()
}
