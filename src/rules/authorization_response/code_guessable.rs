//! A code must not be guessed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-guessable",
    title: "Short authorization code",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("10.10")],
    why: "Whoever guesses a code can redeem it. The probability must be below one in 2^128.",
    fix: "Let the provider issue codes of at least 128 random bits: 22 characters of base64url.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=4711&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let code = authorize::responses(flow).find_map(|response| Some((response, response.given("code")?)));
    let Some((response, code)) = code else { return Verdict::NotApplicable };
    if token::is_redacted(code) {
        return token::blanked("code");
    }
    let length = code.chars().count();
    // Known providers have codes of 20 characters.
    if length >= 12 {
        return Verdict::pass(format!("The code has {length} characters"));
    }
    let place = Location::param(response, "code");
    Finding::at(place, format!("The code has {length} characters")).verdict()
}
