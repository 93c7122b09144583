//! The form of the redirect URIs that are registered for the client.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-redirect-uris",
    title: "Registered redirect URI that cannot work",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.1.2"), Document::OidcRegistration.at("2"), Document::Rfc8252.at("7")],
    why: "A redirect URI that is not an absolute address, has a fragment, or has a wildcard in it \
          never equals what a client sends, or lets tokens go astray.",
    fix: "Let the administrator register absolute addresses, each in full, with `https` for everything \
          that is not on the person's own machine.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"redirect_uris\":[\"https://shop.example/cb\"]},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"redirect_uris\":[\"https://*.shop.example/cb\"]}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(uris) = config.redirect_uris.as_deref() else { return Verdict::NotApplicable };
    let wrong = uris.iter().filter_map(|uri| {
        let what = what(uri, config.application_type.as_deref())?;
        let says = format!("The registered redirect URI `{uri}` {what}");
        Some(configured::finding(flow, says))
    });
    let mut findings: Vec<Finding> = wrong.collect();
    if uris.is_empty() && flow.uses_code() {
        findings.push(configured::finding(flow, "No redirect URI is registered for the client"));
    }
    Verdict::of(findings, format!("The {} registered redirect URIs are well formed", uris.len()))
}

fn what(uri: &str, kind: Option<&str>) -> Option<&'static str> {
    let Ok(url) = url::Url::parse(&uri.replace('*', "x")) else { return Some("is not absolute") };
    match url.scheme() {
        _ if uri.contains('#') => Some("has a fragment"),
        _ if uri.contains('*') => Some("has a wildcard"),
        _ if uri.trim() != uri => Some("has white space at an end"),
        "http" if !crate::http::is_loopback(&url) && !crate::rule::host::is_internal(&url) => {
            Some("is without encryption")
        }
        "javascript" | "data" | "vbscript" => Some("has a scheme that runs as a script"),
        // A scheme of its own is for apps on a device (RFC 8252, section 7.1).
        "https" | "http" => None,
        _ if kind == Some("web") => Some("has a scheme of its own, which is for native apps"),
        _ => None,
    }
}
