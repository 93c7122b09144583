//! The form of the other addresses that are registered for the client.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-addresses",
    title: "Registered address that cannot be used",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc7591.at("2"), Document::OidcRegistration.at("2")],
    why: "The provider sends people and requests to these addresses, and shows them on its pages. \
          Where they cannot be reached, that part of the login is missing.",
    fix: "Let the administrator register absolute `https` addresses.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"initiate_login_uri\":\"https://shop.example/login\"},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"initiate_login_uri\":\"http://shop.example/login\"}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let names = ["initiate_login_uri", "jwks_uri", "client_uri", "logo_uri", "policy_uri", "tos_uri"];
    let one = names.iter().filter_map(|name| Some((*name, config.member(name)?.as_str()?.to_owned())));
    let many = config.member("request_uris").and_then(Value::as_array).into_iter().flatten();
    let many = many.filter_map(|uri| Some(("request_uris", uri.as_str()?.to_owned())));
    let after = config.post_logout_redirect_uris.iter().flatten();
    let after = after.map(|uri| ("post_logout_redirect_uris", uri.clone()));
    let all: Vec<(&str, String)> = one.chain(many).chain(after).collect();
    if all.is_empty() {
        return Verdict::NotApplicable;
    }
    let wrong = all.iter().filter_map(|(name, uri)| {
        let secure = matches!(*name, "initiate_login_uri" | "jwks_uri" | "request_uris");
        let what = match url::Url::parse(uri) {
            Err(_) => "is not absolute",
            Ok(url) if secure && url.scheme() != "https" && !crate::http::is_loopback(&url) => {
                "is not `https`"
            }
            Ok(_) => return None,
        };
        Some(configured::finding(flow, format!("The registered `{name}`, `{uri}`, {what}")))
    });
    Verdict::of(wrong.collect(), "The other registered addresses are well formed")
}
