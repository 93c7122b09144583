//! The form of an issuer identifier.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-issuer-form",
    title: "Issuer that is no usable identifier",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc8414.at("2"), Document::Rfc9207.at("2")],
    why: "An issuer is an `https` address without query and fragment. Anything else makes the address \
          of its metadata ambiguous, and clients refuse it.",
    fix: "Let whoever runs the provider give it an issuer without query and fragment.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example?tenant=1\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
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
    let Some(issuer) = document.text("issuer") else { return Verdict::NotApplicable };
    // Entra's documents for many tenants have a placeholder.
    let what = match url::Url::parse(&issuer.replace(['{', '}'], "")) {
        Err(_) => Some("is not absolute"),
        Ok(url) if url.query().is_some() => Some("has a query"),
        Ok(url) if url.fragment().is_some() => Some("has a fragment"),
        Ok(url) if url.host_str().is_none() => Some("has no host"),
        Ok(_) => None,
    };
    match what {
        Some(what) => {
            Finding::at(document.place("issuer"), format!("The metadata's `issuer` is `{issuer}`: it {what}"))
                .verdict()
        }
        None => Verdict::pass("The issuer is an address without query and fragment"),
    }
}
