//! Members of the metadata of a protected resource.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "protected-resource-metadata-members",
    title: "Resource metadata with a malformed member",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc9728.at("2")],
    why: "Clients take from this document how to present a token and which scopes to ask for. A wrong \
          type or an unknown method leaves them without.",
    fix: "Let whoever runs the resource write `bearer_methods_supported` as a list of `header`, `body` \
          and `query`, and lists as lists.",
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
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://op.example\"],\"bearer_methods_supported\":[\"Authorization\"]}
> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://op.example\"],\"bearer_methods_supported\":[\"header\"]}
> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::resources(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::ResourceMetadata);
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    let lists = [
        "authorization_servers",
        "scopes_supported",
        "bearer_methods_supported",
        "resource_signing_alg_values_supported",
    ];
    let wrong =
        lists.into_iter().find(|name| document.members.get(*name).is_some_and(|value| !value.is_array()));
    if let Some(name) = wrong {
        return Finding::at(document.place(name), format!("`{name}` of the resource's metadata is no list"))
            .verdict();
    }
    let methods = document.list("bearer_methods_supported").unwrap_or_default();
    match methods.iter().find(|method| !matches!(**method, "header" | "body" | "query")) {
        Some(method) => {
            let says = format!(
                "`bearer_methods_supported` lists `{method}`; known are `header`, `body` and `query`"
            );
            Finding::at(document.place("bearer_methods_supported"), says).verdict()
        }
        None => Verdict::pass("The members of the resource's metadata are well formed"),
    }
}
