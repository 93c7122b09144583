//! Whether the registered grant types go with the response types.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-grant-types",
    title: "Registered grant types that do not go with the response types",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7591.at("2.1"), Document::OidcRegistration.at("2")],
    why: "What a client may get from the authorization endpoint and what it may do at the token \
          endpoint are registered apart. If they do not go together, the second half of the login is \
          refused.",
    fix: "Let the administrator register `authorization_code` for every response type with `code`, and \
          `implicit` for those with `id_token` or `token`.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"response_types\":[\"code\"],\"grant_types\":[\"authorization_code\"]},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"response_types\":[\"code\"],\"grant_types\":[\"client_credentials\"]}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let (Some(kinds), Some(grants)) = (config.response_types.as_deref(), config.grant_types.as_deref())
    else {
        return Verdict::NotApplicable;
    };
    let has = |grant: &str| grants.iter().any(|own| own == grant);
    let wrong = kinds.iter().filter_map(|kind| {
        let asks = |word: &str| kind.split_whitespace().any(|own| own == word);
        let due = match () {
            () if asks("code") && !has("authorization_code") => "authorization_code",
            () if (asks("id_token") || asks("token")) && !has("implicit") => "implicit",
            () => return None,
        };
        let says = format!(
            "The client is registered for the response type `{kind}` and not for the grant type `{due}`"
        );
        Some(configured::finding(flow, says))
    });
    Verdict::of(wrong.collect(), "The registered response types and grant types go together")
}
