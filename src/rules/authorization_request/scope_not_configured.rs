//! The stored configuration says which scopes the client may ask for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, scopes};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-not-configured",
    title: "Scope that is not configured for the client",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.3"), Document::Rfc7591.at("2")],
    why: "A provider refuses scopes that the client is not registered for, or leaves them out of the \
          token without a word.",
    fix: "Register the scope for the client with the provider, or stop asking for it.",
    config: "{\"client_id\":\"shop\",\"scope\":\"openid profile\"}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20orders HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_scope&state=a1b2c3
<"),
    good: example(examples::ONE_SCOPE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    authorize::on(flow, "scope", |request, scope| {
        let Some(configured) = config.scope.as_deref() else {
            return Verdict::lacks("No stored configuration lists the scopes of the client.");
        };
        let known = authorize::words(configured);
        let strange: Vec<&str> = authorize::words(scope)
            .into_iter()
            .filter(|asked| !known.iter().any(|granted| scopes::covers(granted, asked)))
            .collect();
        if strange.is_empty() {
            return Verdict::pass(format!("Every scope of `{scope}` is configured"));
        }
        let says = format!(
            "`scope` asks for {}; the stored configuration has `{configured}`",
            authorize::named(strange)
        );
        let finding = Finding::at(Location::param(request, "scope"), says);
        match authorize::refused_for(flow, &["scope"]) {
            true => finding.severity(Severity::Error),
            false => finding.class(Class::Conformance),
        }
        .verdict()
    })
}
