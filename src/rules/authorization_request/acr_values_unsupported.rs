//! The metadata lists the kinds of sign-in that the provider knows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "acr-values-unsupported",
    title: "`acr_values` that the provider does not list",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.2.1"), Document::OidcDiscovery.at("3")],
    why: "The provider signs the person in another way than the client wants; a client that then \
          demands the kind in the ID token refuses the login.",
    fix: "Choose `acr_values` in the client from the provider's `acr_values_supported`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"acr_values_supported\":[\"mfa\",\"pwd\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&acr_values=phrh HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"acr_values_supported\":[\"mfa\",\"pwd\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&acr_values=mfa HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "acr_values", |request, asked| {
        let Some(listed) = flow.metadata_list("acr_values_supported") else {
            return Verdict::lacks("No metadata of the provider lists `acr_values`.");
        };
        // They are in order of preference: one that is known is enough.
        if authorize::words(asked).iter().any(|word| listed.contains(word)) {
            return Verdict::pass(format!("The provider lists one of `{asked}`"));
        }
        let says = format!(
            "`acr_values` is `{asked}`; the provider's metadata lists {}",
            authorize::named(listed.iter().copied())
        );
        Finding::at(Location::param(request, "acr_values"), says).verdict()
    })
}
