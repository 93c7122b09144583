//! Tokens that are to be bound to a certificate.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "mtls-bound-tokens-not-supported",
    title: "Certificate-bound tokens that the provider does not advertise",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8705.at("3.3"), Document::Rfc8705.at("3.4")],
    why: "The client relies on tokens that only its certificate can use; the provider issues such that \
          everybody can use.",
    fix: "Have the provider's administrator switch on certificate-bound access tokens, or bind them by DPoP.",
    config: "{\"client_id\":\"shop\",\"tls_client_certificate_bound_access_tokens\":true}",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/jwks\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/jwks\",\"tls_client_certificate_bound_access_tokens\":true}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    if config.other.get("tls_client_certificate_bound_access_tokens") != Some(&Value::Bool(true)) {
        return Verdict::NotApplicable;
    }
    let Some(request) = flow.first(Kind::TokenRequest).or(flow.first(Kind::AuthorizationRequest)) else {
        return Verdict::NotApplicable;
    };
    let Some(metadata) = &flow.metadata else {
        return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
    };
    if metadata.get("tls_client_certificate_bound_access_tokens") == Some(&Value::Bool(true)) {
        return Verdict::pass("The provider binds access tokens to certificates");
    }
    let place = match flow.first(Kind::Discovery) {
        Some(discovery) => {
            Location::of(discovery, Part::ResponseBody, Some("tls_client_certificate_bound_access_tokens"))
        }
        None => Location::param(request, "client_id"),
    };
    let says = "The client is registered for certificate-bound access tokens, the provider's metadata does not list them";
    Finding::at(place, says).verdict()
}
