//! The metadata lists the response types that the provider gives.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-type-not-supported",
    title: "`response_type` that the provider does not list",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "The provider does not offer this kind of answer and refuses the request.",
    fix: "Change the client to a response type of the list, mostly `code`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"response_types_supported\":[\"code\"]}
> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=unsupported_response_type&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"response_types_supported\":[\"code\",\"code id_token\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "response_type", |request, asked| {
        let Some(listed) = flow.metadata_list("response_types_supported") else {
            return Verdict::lacks("No metadata of the provider lists its response types.");
        };
        // The order of the words does not matter (RFC 6749, section 3.1.1).
        let sorted = |kind: &str| {
            let mut words: Vec<String> = kind.split_whitespace().map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        if listed.iter().any(|kind| sorted(kind) == sorted(asked)) {
            return Verdict::pass(format!("The provider lists `{asked}`"));
        }
        let says = format!(
            "`response_type` is `{asked}`; the provider's metadata lists {}",
            authorize::named(listed.iter().copied())
        );
        authorize::settled(flow, Finding::at(Location::param(request, "response_type"), says)).verdict()
    })
}
