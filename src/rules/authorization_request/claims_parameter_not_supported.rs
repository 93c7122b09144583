//! Whether the provider reads the `claims` parameter.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "claims-parameter-not-supported",
    title: "`claims` for a provider that does not read it",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3"), Document::OidcCore.at("5.5")],
    why: "A provider that does not know the parameter ignores it; the claims that the client waits for \
          never come.",
    fix: "Ask in the client by `scope` for the claims, or let the administrator put them into the \
          token.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"claims_parameter_supported\":false}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%22id_token%22%3A%7B%22email%22%3Anull%7D%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"claims_parameter_supported\":true}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%22id_token%22%3A%7B%22email%22%3Anull%7D%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Asked::Sent(_, request) = asked(flow, "claims") else { return Verdict::NotApplicable };
    let Some(metadata) = &flow.metadata else {
        return Verdict::lacks("Whether the provider reads `claims` is not in the capture.");
    };
    match metadata.get("claims_parameter_supported") {
        Some(Value::Bool(true)) => Verdict::pass("The provider's metadata says that it reads `claims`"),
        Some(_) => {
            let says =
                "The request has `claims`; the provider's metadata has `claims_parameter_supported` `false`";
            Finding::at(Location::param(request, "claims"), says).verdict()
        }
        None => Verdict::lacks("The provider's metadata does not say whether it reads `claims`."),
    }
}
