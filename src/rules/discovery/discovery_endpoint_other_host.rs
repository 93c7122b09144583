//! Endpoints in metadata on the hosts of somebody else.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-endpoint-other-host",
    title: "Endpoint on a host of another name",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("6.2")],
    why: "A document can send the client to any host. Where that is not the provider's own, it is \
          worth a look whether the document is genuine.",
    fix: "Compare the host with the provider's documentation; let the administrator use one host for \
          issuer and endpoints.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://login.elsewhere.test-host.example.org/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
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
    // Of known providers it is known; Google, for one, has its endpoints on several names.
    if flow.provider.id != "unknown" {
        return Verdict::NotApplicable;
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    let Some(own) = document.text("issuer").and_then(site) else { return Verdict::NotApplicable };
    let other = document.addresses().filter(|(_, address)| site(address).is_some_and(|site| site != own));
    let findings = other.map(|(name, address)| {
        Finding::at(
            document.place(name),
            format!("`{name}` of the metadata is `{address}`, the issuer is on `{own}`"),
        )
    });
    Verdict::of(findings.take(1).collect(), "The endpoints are on hosts of the issuer's name")
}

/// The last two labels of the host.
fn site(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let labels: Vec<&str> = url.host_str()?.rsplit('.').take(2).collect();
    Some(labels.into_iter().rev().collect::<Vec<_>>().join("."))
}
