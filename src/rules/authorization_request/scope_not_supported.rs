//! The metadata lists the scopes that the provider knows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::nearest::{distance, nearest};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-not-supported",
    title: "Scope that the provider does not list",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "A scope that the provider does not know is refused or left out. Lists need not be complete, \
          so only a refusal makes it certain.",
    fix: "Compare the spelling with the provider's documentation, and ask in the client for scopes that \
          it knows.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"scopes_supported\":[\"openid\",\"profile\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20profil HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_scope&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"scopes_supported\":[\"openid\",\"profile\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20profile HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "scope", |request, scope| {
        let Some(listed) = flow.metadata_list("scopes_supported") else {
            return Verdict::lacks("No metadata of the provider lists its scopes.");
        };
        let strange: Vec<&str> =
            authorize::words(scope).into_iter().filter(|asked| !listed.contains(asked)).collect();
        let Some(first) = strange.first() else {
            return Verdict::pass(format!("The provider lists every scope of `{scope}`"));
        };
        if !authorize::refused_for(flow, &["scope"]) {
            return Verdict::pass("The provider does not refuse the scopes; its list need not be complete");
        }
        let near = nearest(first, listed.iter().copied())
            .filter(|near| distance(first, near) <= 3)
            .map_or_else(String::new, |near| format!("; `{near}` is the nearest to `{first}`"));
        let says = format!(
            "The provider's metadata does not list {}{near}",
            authorize::named(strange.iter().copied())
        );
        Finding::at(Location::param(request, "scope"), says).severity(Severity::Error).likely().verdict()
    })
}
