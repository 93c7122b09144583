//! Client ids that are the address of a document.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-metadata-document",
    title: "Client id document that the provider cannot use",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::ClientIdMetadata.at("3")],
    why: "With an address as `client_id` the provider reads who the client is from there. An address \
          that it may not use, or a provider that does not do so, ends the login with an unknown \
          client.",
    fix: "Use as `client_id` the `https` address of the document with a path and without fragment, \
          dots or credentials, and only where the provider's metadata has \
          `client_id_metadata_document_supported`; register the client otherwise.",
    config: "",
    bad: example("> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"client_id_metadata_document_supported\":false}
> GET https://op.example/authorize?response_type=code&client_id=https%3A%2F%2Fagent.example%2Fclient.json&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?state=a1b2c3&error=unauthorized_client
<"),
    good: example("> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"client_id_metadata_document_supported\":true}
> GET https://op.example/authorize?response_type=code&client_id=https%3A%2F%2Fagent.example%2Fclient.json&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests = flow.of(Kind::AuthorizationRequest).chain(flow.of(Kind::PushedAuthorization));
    token::each(requests, |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let id = request.given("client_id").unwrap_or_default();
    let Some(url) =
        url::Url::parse(id).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
    else {
        return Verdict::NotApplicable;
    };
    let place = Location::param(request, "client_id");
    let supported =
        flow.metadata.as_ref().map(|metadata| metadata.get("client_id_metadata_document_supported"));
    // Some providers use addresses as plain names.
    if supported.flatten().is_none() && !id.ends_with(".json") {
        return Verdict::NotApplicable;
    }
    let dots = id.split('/').any(|part| matches!(part, "." | ".."));
    let what = match () {
        () if url.scheme() != "https" && !crate::http::is_loopback(&url) => Some("is not `https`"),
        () if url.path().len() <= 1 => Some("has no path"),
        () if url.fragment().is_some() => Some("has a fragment"),
        () if !url.username().is_empty() || url.password().is_some() => Some("has credentials"),
        () if dots => Some("has a `.` or `..` in its path"),
        () => None,
    };
    if let Some(what) = what {
        return Finding::at(place, format!("The client id is the address `{id}`: it {what}")).verdict();
    }
    match supported {
        None => Verdict::lacks("Whether the provider reads client id documents is not in the capture."),
        Some(Some(Value::Bool(true))) => Verdict::pass("The provider says that it reads client id documents"),
        Some(_) => {
            let says = format!(
                "The client id is the address `{id}`; the provider's metadata has no `client_id_metadata_document_supported`"
            );
            Finding::at(place, says).likely().verdict()
        }
    }
}
