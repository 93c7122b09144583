//! How the provider names persons to this client.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-subject-type",
    title: "Registered subject type that cannot work",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[
        Document::OidcRegistration.at("2"),
        Document::OidcRegistration.at("5"),
        Document::OidcCore.at("8.1"),
    ],
    why: "With `pairwise` each site sees another name of the same person; which redirect URIs count as \
          one site must be said where they are on several hosts.",
    fix: "Let the administrator set `subject_type` to `public` or `pairwise`, and with several hosts a \
          `sector_identifier_uri` on `https`.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"subject_type\":\"pairwise\",\"redirect_uris\":[\"https://shop.example/cb\"]},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"subject_type\":\"pairwise\",\"redirect_uris\":[\"https://shop.example/cb\",\"https://stock.example/cb\"]}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let text = |name: &str| config.member(name).and_then(Value::as_str);
    let (kind, sector) = (text("subject_type"), text("sector_identifier_uri"));
    if kind.is_none() && sector.is_none() {
        return Verdict::NotApplicable;
    }
    let fails = |says: String| configured::finding(flow, says).verdict();
    if let Some(kind) = kind.filter(|kind| !matches!(*kind, "public" | "pairwise")) {
        return fails(format!("`subject_type` is `{kind}`; known are `public` and `pairwise`"));
    }
    if let Some(sector) = sector.filter(|sector| !sector.starts_with("https://")) {
        return fails(format!("`sector_identifier_uri` is `{sector}`, it must be `https`"));
    }
    let mut hosts: Vec<String> = config
        .redirect_uris
        .iter()
        .flatten()
        .filter_map(|uri| url::Url::parse(uri).ok()?.host_str().map(str::to_owned))
        .collect();
    hosts.sort();
    hosts.dedup();
    if kind == Some("pairwise") && sector.is_none() && hosts.len() > 1 {
        return fails(format!(
            "`subject_type` is `pairwise` with {} hosts and no `sector_identifier_uri`",
            hosts.len()
        ));
    }
    Verdict::pass("The registered subject type goes with the redirect URIs")
}
