//! PKCE binds the code to the client that asked for it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-absent",
    title: "No PKCE in the authorization request",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1.1"), Document::Rfc7636.at("4.3")],
    why: "Without PKCE a code that is stolen on its way back can be redeemed by the thief.",
    fix: "Switch on PKCE with the method `S256` in the library or framework of the client.",
    config: "{\"client_id\":\"shop\",\"client_type\":\"public\"}",
    bad: example(examples::AUTHORIZATION),
    good: example(examples::PKCE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let asks_code =
        request.given("response_type").is_some_and(|kind| kind.split(' ').any(|word| word == "code"));
    if !asks_code {
        return Verdict::NotApplicable;
    }
    if request.given("code_challenge").is_some() {
        return Verdict::pass("`code_challenge` is sent");
    }
    let place = Location::param(request, "code_challenge");
    let none = "The authorization request has no `code_challenge`";
    if authorize::refused_for(flow, &["code_challenge", "code challenge", "pkce"]) {
        let finding = Finding::at(place, format!("{none}, and the provider demands PKCE"));
        return finding.class(Class::Failure).severity(Severity::Error).verdict();
    }
    match config.is_confidential() {
        Some(false) => Finding::at(place, format!("{none}; a public client must use PKCE"))
            .class(Class::Conformance)
            .verdict(),
        Some(true) | None if request.given("nonce").is_some() => {
            Finding::at(place, format!("{none}; `nonce` protects the ID token, not the code"))
                .severity(Severity::Info)
                .verdict()
        }
        Some(true) | None if is_unheard_of(flow) => {
            Finding::at(place, none).severity(Severity::Info).verdict()
        }
        Some(true) | None => Finding::at(place, none).verdict(),
    }
}

/// Whether the provider's metadata lists other things, but no method of PKCE.
fn is_unheard_of(flow: &Flow<'_>) -> bool {
    let lists = |member: &str| flow.metadata.as_ref().is_some_and(|metadata| metadata.contains_key(member));
    lists("response_types_supported") && !lists("code_challenge_methods_supported")
}
