//! The authorization servers that a resource names against the one that is used.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "protected-resource-metadata-authorization-server-mismatch",
    title: "Login at a server that the resource does not name",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9728.at("2"), Document::Rfc9728.at("7.6")],
    why: "The resource takes tokens of the servers it names only. A token of another one is refused, \
          after a login that looked fine.",
    fix: "Log in at a server of `authorization_servers`, or let whoever runs the resource name the one \
          that is used.",
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
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://login.example\"]}
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
    good: example(crate::rule::metadata::RESOURCE_EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::resources(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::ResourceMetadata);
    }
    token::each(documents.iter(), |document| judge(flow, document))
}

fn judge(flow: &Flow<'_>, document: &Read<'_, '_>) -> Verdict {
    let place = document.place("authorization_servers");
    let Some(named) = document.list("authorization_servers") else {
        return match document.members.get("authorization_servers") {
            Some(_) => Finding::at(place, "`authorization_servers` is no list").verdict(),
            None => Verdict::NotApplicable,
        };
    };
    if named.is_empty() {
        return Finding::at(place, "`authorization_servers` is an empty list").verdict();
    }
    let asked = flow.authorization_request().or_else(|| flow.first(Kind::TokenRequest));
    let Some(asked) = asked else { return Verdict::NotApplicable };
    let Some(issuer) = flow.metadata_text("issuer") else {
        let origin = asked.exchange.origin();
        let near = named.iter().any(|server| server.starts_with(&origin));
        return match near {
            true => Verdict::pass(format!("The login is at a server that the resource names, `{origin}`")),
            false => Verdict::lacks("The issuer of the server that is used is not in the capture."),
        };
    };
    let same = |server: &&&str| server.trim_end_matches('/') == issuer.trim_end_matches('/');
    if let Some(server) = named.iter().find(same) {
        return Verdict::pass(format!("The login is at a server that the resource names, `{server}`"));
    }
    let listed = named.join(" ");
    let says = format!("The resource names `{listed}`, the login is at `{issuer}`");
    Finding::at(place.clone(), says)
        .compared(("Resource", Some(place), &listed), ("Login", None, issuer))
        .verdict()
}
