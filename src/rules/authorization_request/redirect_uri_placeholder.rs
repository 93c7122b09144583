//! A redirect URI that somebody forgot to fill in.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::placeholder::placeholder;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-placeholder",
    title: "Placeholder in the `redirect_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.2")],
    why: "A variable that is not set, or an example from a guide, stands in the address. No such \
          address is registered, and the response could not arrive.",
    fix: "Set the public address of the client in its settings, and check that the running program sees \
          that setting.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fundefined%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "redirect_uri", |request, uri| {
        let Some((piece, what)) = forgotten(uri) else {
            return Verdict::pass(format!("`{uri}` is filled in"));
        };
        let says = format!("`redirect_uri` is `{uri}`; `{piece}` is {what}");
        authorize::settled(flow, Finding::at(Location::param(request, "redirect_uri"), says)).verdict()
    })
}

/// The piece of the address that is a placeholder, and of which kind.
fn forgotten(uri: &str) -> Option<(&str, &'static str)> {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let mut pieces = rest.split('/').flat_map(|piece| [piece, piece.split(':').next().unwrap_or_default()]);
    let template = ["${", "{{", "#{"].iter().find(|open| uri.contains(**open));
    if template.is_some() {
        return Some((uri, "a template variable that was not replaced"));
    }
    let example = |piece: &str| {
        ["your-domain", "yourdomain", "your-app", "yourapp", "your-site", "yoursite"]
            .iter()
            .any(|example| piece.to_ascii_lowercase().starts_with(example))
    };
    pieces.find_map(|piece| match placeholder(piece) {
        // A path may well be called so.
        Some(_) if matches!(piece, "none" | "true" | "false" | "todo" | "") => None,
        Some(what) => Some((piece, what)),
        None => example(piece).then_some((piece, "an example that should have been replaced")),
    })
}
