//! Endpoints in metadata that are reached without encryption.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::oauth::Kind;
use crate::rule::host::is_internal;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-endpoint-insecure",
    title: "Endpoint without encryption in the metadata",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc8414.at("2"), Document::Rfc6749.at("3.2")],
    why: "Codes, tokens and secrets go to these addresses. Over plain http everybody on the way reads \
          them, and many clients refuse. Behind a proxy it often means that the server does not know \
          its own outer scheme.",
    fix: "Let whoever runs the provider set its public address to `https`, and the proxy pass on \
          `X-Forwarded-Proto`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"http://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
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
    let plain = document.addresses().chain(document.text("issuer").map(|issuer| ("issuer", issuer)));
    let findings = plain.filter_map(|(name, address)| {
        let url = url::Url::parse(address).ok().filter(|url| url.scheme() == "http" && !is_loopback(url))?;
        let says = format!("`{name}` of the metadata is `{address}`, without encryption");
        let finding = Finding::at(document.place(name), says);
        // A house or laboratory of its own may do without.
        Some(match is_internal(&url) || document.message.exchange.request.url.starts_with("http://") {
            true => finding.class(Class::Hardening).severity(Severity::Warning),
            false => finding,
        })
    });
    Verdict::of(findings.collect(), "Every endpoint of the metadata is `https`")
}
