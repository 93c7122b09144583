//! What metadata says of the ways in which clients authenticate.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-auth-methods",
    title: "Metadata that leaves open how clients authenticate",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "A client picks its way to authenticate from this list. An empty one, or one that names \
          signed assertions without their algorithms, leaves it to guess.",
    fix: "Let whoever runs the provider list `token_endpoint_auth_methods_supported`, and with signed \
          assertions `token_endpoint_auth_signing_alg_values_supported`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"token_endpoint_auth_methods_supported\":[\"private_key_jwt\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"token_endpoint_auth_methods_supported\":[\"private_key_jwt\"],\"token_endpoint_auth_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    // To others it does not matter how assertions are signed.
    let method = config.token_endpoint_auth_method.as_deref().unwrap_or_default();
    let signs = method.ends_with("_jwt")
        || flow.messages.iter().any(|message| message.given("client_assertion").is_some());
    token::each(documents.iter(), |document| judge(document, signs))
}

fn judge(document: &Read<'_, '_>, asserts: bool) -> Verdict {
    let (methods, algorithms) =
        ("token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported");
    let Some(listed) = document.list(methods) else { return Verdict::NotApplicable };
    if listed.is_empty() {
        return Finding::at(document.place(methods), format!("`{methods}` of the metadata is empty"))
            .verdict();
    }
    let signs =
        asserts && listed.iter().any(|method| matches!(*method, "private_key_jwt" | "client_secret_jwt"));
    match document.list(algorithms) {
        None if signs => {
            let says = format!("The metadata lists signed assertions and has no `{algorithms}`");
            Finding::at(document.place(algorithms), says).verdict()
        }
        Some(own) if own.contains(&"none") => {
            Finding::at(document.place(algorithms), format!("`{algorithms}` lists `none`")).verdict()
        }
        _ => Verdict::pass(format!("The metadata lists how clients authenticate: `{}`", listed.join(", "))),
    }
}
