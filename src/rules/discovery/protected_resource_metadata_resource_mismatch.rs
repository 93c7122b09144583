//! The resource that metadata names against the one that is called.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "protected-resource-metadata-resource-mismatch",
    title: "Resource metadata of another resource",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9728.at("3.3"), Document::Rfc9728.at("2")],
    why: "The client must ignore metadata whose `resource` is not the address it calls, or a stranger \
          could send it to a login of his own. A slash at the end, another path or http for https is \
          enough.",
    fix: "Set `resource` in the metadata to exactly the address that clients call, with its path and \
          without a slash that they do not send.",
    config: "",
    bad: example(
        "> POST https://mcp.example/mcp HTTP/1.1
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
{\"resource\":\"https://mcp-internal.example/mcp\",\"authorization_servers\":[\"https://op.example\"]}",
    ),
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
    let place = document.place("resource");
    let Some(own) = document.text("resource") else {
        return Finding::at(place, "The resource's metadata has no `resource`").verdict();
    };
    let implied = implied(document.message.exchange.address());
    let origin = document.message.exchange.origin();
    let called = flow
        .of(Kind::ApiCall)
        .map(|call| call.exchange.address())
        .find(|address| address.starts_with(&origin));
    let Some(wanted) = called.map(str::to_owned).or_else(|| implied.clone()) else {
        return Verdict::NotApplicable;
    };
    // A client that stops here compares as strings (RFC 9728, section 3.3).
    let stops =
        [Kind::AuthorizationRequest, Kind::Registration, Kind::TokenRequest, Kind::PushedAuthorization];
    let stops = called.is_some() && stops.iter().all(|kind| flow.first(*kind).is_none());
    if own == wanted || implied.as_deref() == Some(own) && !stops {
        return Verdict::pass(format!("The metadata is of the resource that is called, `{own}`"));
    }
    let says = format!("The metadata is of `{own}`, the client calls `{wanted}`");
    let finding =
        Finding::at(place.clone(), says).compared(("Called", None, &wanted), ("Metadata", Some(place), own));
    // Clients in use also take a resource that the address lies below (draft-mcguinness-oauth-rfc9728bis).
    let below = wanted
        .strip_prefix(own.trim_end_matches('/'))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let slash = own.trim_end_matches('/') == wanted.trim_end_matches('/');
    if slash && stops {
        return finding.likely().verdict();
    }
    if below || slash {
        return finding.class(Class::Conformance).severity(Severity::Warning).likely().verdict();
    }
    finding.verdict()
}

/// The resource that a metadata address stands for: the well-known part is put between host and path (RFC 9728, section
/// 3.1).
fn implied(address: &str) -> Option<String> {
    let (before, after) = address.split_once("/.well-known/oauth-protected-resource")?;
    Some(format!("{before}{after}"))
}
