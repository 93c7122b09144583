//! The metadata lists the PKCE methods that the provider knows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-not-supported",
    title: "PKCE method that the provider does not list",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::Rfc7636.at("4.3")],
    why: "A provider that does not know the method refuses the request, or ignores the challenge and \
          protects nothing.",
    fix: "Use a method of the provider's list in the client; every provider should know `S256`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"code_challenge_methods_supported\":[\"plain\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"code_challenge_methods_supported\":[\"S256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "code_challenge", |request, _| {
        let Some(listed) = flow.metadata_list("code_challenge_methods_supported") else {
            return Verdict::lacks("No metadata of the provider lists its PKCE methods.");
        };
        let method = request.given("code_challenge_method").unwrap_or("plain");
        if listed.contains(&method) {
            return Verdict::pass(format!("The provider lists the method `{method}`"));
        }
        let says = format!(
            "The method is `{method}`; the provider's metadata lists {}",
            authorize::named(listed.iter().copied())
        );
        authorize::settled(flow, Finding::at(Location::param(request, "code_challenge_method"), says))
            .verdict()
    })
}
