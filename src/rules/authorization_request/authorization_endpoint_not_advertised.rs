//! The request must go to the endpoint that the metadata names.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-endpoint-not-advertised",
    title: "Other authorization endpoint than the provider names",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "The provider has moved its endpoint, or the client uses that of another tenant or version. \
          What works today may stop working, and tokens may come from another issuer.",
    fix: "Set the address in the client to the metadata's `authorization_endpoint`, or let the client \
          read the metadata.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/v2/authorize\",\"token_endpoint\":\"https://op.example/token\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    let Some(advertised) = flow.metadata_text("authorization_endpoint") else {
        return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
    };
    let asked = request.exchange.address();
    let bare = advertised.split(['?', '#']).next().unwrap_or_default();
    if same(bare, asked) {
        return Verdict::pass(format!("The request goes to `{bare}`, as the metadata says"));
    }
    let place = Location::of(request, Part::RequestUrl, None);
    let says = format!("The request goes to `{asked}`; the metadata's `authorization_endpoint` is `{bare}`");
    let finding = Finding::at(place.clone(), says)
        .compared(("Metadata", None, bare), ("Authorization request", Some(place), asked));
    // Whoever takes the request may do so at several addresses.
    match authorize::stage(flow) {
        authorize::Stage::Refused => finding.class(Class::Failure).severity(Severity::Error).likely(),
        authorize::Stage::Accepted | authorize::Stage::Open => finding,
    }
    .verdict()
}

fn same(a: &str, b: &str) -> bool {
    a == b || url::Url::parse(a).ok().zip(url::Url::parse(b).ok()).is_some_and(|(a, b)| a == b)
}
