//! The token endpoint for clients with a certificate.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "mtls-endpoint-alias",
    title: "Certificate client at the endpoint without certificates",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8705.at("5")],
    why: "The provider asks for certificates at an address of its own. At the usual one it never sees the \
          client's, and the client counts as unknown.",
    fix: "Let the client send its requests to `mtls_endpoint_aliases` of the provider's metadata.",
    config: "{\"client_id\":\"shop\",\"token_endpoint_auth_method\":\"tls_client_auth\",\"metadata\":{\"token_endpoint\":\"https://op.example/token\",\"mtls_endpoint_aliases\":{\"token_endpoint\":\"https://mtls.op.example/token\"}}}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://mtls.op.example/token HTTP/1.1
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
    let by_certificate =
        config.token_endpoint_auth_method.as_deref().is_some_and(|method| method.contains("tls_client_auth"));
    if !by_certificate {
        return Verdict::NotApplicable;
    }
    let Some(metadata) = &flow.metadata else {
        return match flow.first(Kind::TokenRequest) {
            Some(_) => Verdict::lacks("The provider's metadata is neither in the capture nor stored."),
            None => Verdict::NotApplicable,
        };
    };
    let alias =
        metadata.get("mtls_endpoint_aliases").and_then(|aliases| aliases.get("token_endpoint")?.as_str());
    let Some(alias) = alias else { return Verdict::NotApplicable };
    token::each(token::requests(flow), |request| judge(alias, request))
}

fn judge(alias: &str, request: &Message<'_>) -> Verdict {
    let used = request.exchange.address();
    if used == alias || token::succeeded(request) {
        return Verdict::pass("The token request goes where the provider asks for certificates");
    }
    let place = Location::of(request, Part::RequestUrl, None);
    let says = format!("The token request goes to `{used}`; for clients with a certificate it is `{alias}`");
    let finding = Finding::at(place.clone(), says)
        .compared(("For certificates", None, alias), ("Token request", Some(place), used));
    token::weighed(finding, request, &["invalid_client", "invalid_request", "unauthorized_client"]).verdict()
}
