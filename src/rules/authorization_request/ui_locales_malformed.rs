//! Languages are named by language tags.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "ui-locales-malformed",
    title: "Malformed `ui_locales`",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "The provider does not understand the language and shows its pages in its own.",
    fix: "Write language tags in the client with a hyphen and separate them by spaces: `de-AT de en`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&ui_locales=de_AT HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&ui_locales=de-AT%20de HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "ui_locales", |request, locales| {
        let piece =
            |piece: &str| (1..=8).contains(&piece.len()) && piece.chars().all(|c| c.is_ascii_alphanumeric());
        let tag =
            |tag: &&str| tag.split('-').all(piece) && tag.starts_with(|c: char| c.is_ascii_alphabetic());
        let strange: Vec<&str> = authorize::words(locales).into_iter().filter(|word| !tag(word)).collect();
        if strange.is_empty() {
            return Verdict::pass(format!("`ui_locales` is `{locales}`"));
        }
        let says = format!("`ui_locales` has {}, which is no language tag", authorize::named(strange));
        Finding::at(Location::param(request, "ui_locales"), says).verdict()
    })
}
