//! Endpoints in public metadata on hosts that only a house knows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::oauth::Kind;
use crate::rule::host::is_internal;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-endpoint-internal",
    title: "Internal address in public metadata",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc8414.at("2")],
    why: "The client takes the endpoints from the document. A name that only the servers among \
          themselves know cannot be reached from a browser or from outside.",
    fix: "Let whoever runs the provider configure its public address (host name, or the proxy's \
          forwarded headers), so that every endpoint has it.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://keycloak:8443/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::metadata::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    let inside =
        |address: &str| url::Url::parse(address).is_ok_and(|url| is_internal(&url) || is_loopback(&url));
    if inside(&document.message.exchange.request.url) {
        return Verdict::NotApplicable;
    }
    let findings = document.addresses().filter(|(_, address)| inside(address)).map(|(name, address)| {
        let read_at = document.message.exchange.origin();
        let says = format!("`{name}` of the metadata is `{address}`; the metadata was read at `{read_at}`");
        let finding = Finding::at(document.place(name), says);
        // What only servers call may be inside on purpose.
        match name {
            "authorization_endpoint" | "end_session_endpoint" | "check_session_iframe" => finding,
            _ => finding.likely(),
        }
    });
    Verdict::of(findings.collect(), "Every endpoint of the metadata is on a public host")
}
