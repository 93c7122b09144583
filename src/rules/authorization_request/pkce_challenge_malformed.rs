//! A challenge has 43 to 128 characters of the unreserved alphabet; with S256 exactly 43 of base64url.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-challenge-malformed",
    title: "Malformed `code_challenge`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.2"), Document::Rfc7636.at("4.4.1")],
    why: "The provider refuses such a challenge, or never finds a verifier that fits it.",
    fix: "Build the challenge in the client as base64url of the SHA-256 hash, without `=` at the end; a \
          PKCE library does that.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM%3D&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>invalid code_challenge</p>"),
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
    let hashed = request.given("code_challenge_method") == Some("S256");
    let Some(what) = wrong(challenge, hashed) else {
        return Verdict::pass(format!(
            "`code_challenge` has {} characters of the right alphabet",
            challenge.len()
        ));
    };
    let place = Location::param(request, "code_challenge");
    let says = format!("`code_challenge` is `{challenge}`: {what}");
    authorize::settled(flow, Finding::at(place, says)).verdict()
}

fn wrong(challenge: &str, hashed: bool) -> Option<String> {
    let length = challenge.chars().count();
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || (!hashed && matches!(c, '.' | '~'));
    if hashed && length == 64 && challenge.chars().all(|c| c.is_ascii_hexdigit()) {
        return Some("that is the hash in hexadecimal digits; base64url is due".into());
    }
    if challenge.ends_with('=') {
        return Some("the padding `=` at the end must be left out".into());
    }
    if challenge.contains(['+', '/', ' ']) {
        return Some("that is standard base64; base64url has `-` and `_` in place of `+` and `/`".into());
    }
    if let Some(stranger) = challenge.chars().find(|c| !allowed(*c)) {
        return Some(format!("the character `{stranger}` is not allowed in it"));
    }
    match (hashed, length) {
        (true, 43) | (false, 43..=128) => None,
        (true, _) => Some(format!("it has {length} characters, a SHA-256 hash in base64url has 43")),
        (false, _) => Some(format!("it has {length} characters, 43 to 128 are allowed")),
    }
}
