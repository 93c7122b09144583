//! A scope is asked for once.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-repeated",
    title: "Repeated scope",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.3")],
    why: "It does no harm by itself, but shows that two places of the client add scopes; some servers \
          compare the list with the registered one word by word.",
    fix: "Remove the doubled word in the settings of the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20profile%20openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::TWO_SCOPES),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "scope", |request, scope| {
        let words = authorize::words(scope);
        let again: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(index, word)| words.iter().take(*index).any(|earlier| earlier == *word))
            .map(|(_, word)| *word)
            .collect();
        if again.is_empty() {
            return Verdict::pass(format!("Every scope of `{scope}` stands there once"));
        }
        let says = format!("`scope` is `{scope}`; twice in it: {}", authorize::named(again));
        Finding::at(Location::param(request, "scope"), says).verdict()
    })
}
