//! Authorization details are a JSON list of objects with a type.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "authorization-details-malformed",
    title: "Malformed `authorization_details`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9396.at("2"), Document::Rfc9396.at("5")],
    why: "The provider cannot read what the client wants to do and refuses the request.",
    fix: "Write `authorization_details` in the client as a JSON array of objects that each have a \
          `type`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&authorization_details=%7B%22type%22%3A%22payment%22%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_authorization_details&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&authorization_details=%5B%7B%22type%22%3A%22payment%22%7D%5D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "authorization_details", |request, details| {
        let listed = flow.metadata_list("authorization_details_types_supported").unwrap_or_default();
        let Some(what) = wrong(details, &listed) else {
            return Verdict::pass("`authorization_details` is a JSON list of objects with a type");
        };
        let place = Location::param(request, "authorization_details");
        authorize::settled(flow, Finding::at(place, format!("`authorization_details` {what}"))).verdict()
    })
}

fn wrong(details: &str, listed: &[&str]) -> Option<String> {
    let items = match serde_json::from_str(details) {
        Ok(Value::Array(items)) => items,
        Ok(_) => return Some("is JSON, but no list".into()),
        Err(error) => return Some(format!("is no JSON: it breaks off at column {}", error.column())),
    };
    items.iter().enumerate().find_map(|(index, item)| match item.get("type").and_then(Value::as_str) {
        None => Some(format!("has no `type` in item {}", index + 1)),
        Some(kind) if !listed.is_empty() && !listed.contains(&kind) => {
            Some(format!("has the type `{kind}`, which the provider's metadata does not list"))
        }
        Some(_) => None,
    })
}
