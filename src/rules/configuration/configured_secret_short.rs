//! How long the client's secret is.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jws::is_symmetric;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-secret-short",
    title: "Client secret that is too short",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::OidcCore.at("16.19"), Document::Rfc7518.at("3.2")],
    why: "A short secret can be guessed. One that signs ID tokens must be as long as the hash, or \
          whoever has a token can try secrets until one fits.",
    fix: "Let the administrator make a new secret of at least 32 random characters.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"client_secret\":\"a-made-up-secret-of-more-than-32-octets\",\"id_token_signed_response_alg\":\"HS256\"},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"client_secret\":\"shop1\",\"id_token_signed_response_alg\":\"HS256\"}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(fingerprint) = &config.client_secret_fingerprint else { return Verdict::NotApplicable };
    let length = fingerprint.length;
    let Some(signs) = config.id_token_signed_response_alg.as_deref().filter(|name| is_symmetric(name)) else {
        return Verdict::NotApplicable;
    };
    let due = match signs {
        "HS256" => 32,
        "HS384" => 48,
        _ => 64,
    };
    if length >= due {
        return Verdict::pass(format!("The client's secret has {length} characters"));
    }
    configured::finding(flow, format!("The client's secret has {length} characters, `{signs}` needs {due}"))
        .verdict()
}
