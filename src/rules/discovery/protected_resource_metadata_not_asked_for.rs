//! Whether the login asks for the resource whose metadata was read.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, metadata};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "protected-resource-metadata-not-asked-for",
    title: "Login that does not ask for the resource",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8707.at("2"), Document::Rfc9728.at("7.4")],
    why: "A server with several resources makes the token for the one that is named in `resource`. \
          Without it the token may be for another, and the resource refuses it after a login that \
          looked fine.",
    fix: "Send `resource` with the value of the metadata in both the authorization request and the \
          token request.",
    config: "",
    bad: example("> POST https://mcp.example/mcp HTTP/1.1
> Content-Type: application/json
>
{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"
<
> GET https://mcp.example/.well-known/oauth-protected-resource/mcp HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://op.example\"]}
> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fmcp.example%2Fother HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> POST https://mcp.example/mcp HTTP/1.1
> Content-Type: application/json
>
{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"
<
> GET https://mcp.example/.well-known/oauth-protected-resource/mcp HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://op.example\"]}
> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fmcp.example%2Fmcp HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::resources(flow);
    let Some(resource) = documents.iter().find_map(|document| document.text("resource")) else {
        return metadata::none(flow, Kind::ResourceMetadata);
    };
    let (own, request) = match asked(flow, "resource") {
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Sent(own, request) => (Some(own), request),
        Asked::Absent(request) => (None, request),
    };
    let place = Location::param(request, "resource");
    match own {
        Some(own) if own.trim_end_matches('/') == resource.trim_end_matches('/') => {
            Verdict::pass(format!("The login asks for the resource `{own}`"))
        }
        Some(own) => {
            let says = format!("The login asks for `{own}`, the resource is `{resource}`");
            Finding::at(place.clone(), says)
                .compared(("Metadata", None, resource), ("Authorization request", Some(place), &own))
                .verdict()
        }
        None => Finding::at(place, format!("The login does not name the resource, `{resource}`")).verdict(),
    }
}
