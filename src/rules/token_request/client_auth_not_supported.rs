//! The method of client authentication against those in the metadata.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-not-supported",
    title: "Client authentication by a method that the provider does not advertise",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "A provider looks for the client's credentials only where it knows them. Sent by another method they \
          count as missing.",
    fix: "Set the client library to a method that the provider's metadata lists in \
          `token_endpoint_auth_methods_supported`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\"]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let methods = client_auth::methods(request);
    let [sent] = methods.as_slice() else {
        return match request.body_not_recorded() && methods.is_empty() {
            true => Verdict::lacks(token::BODY),
            false => Verdict::NotApplicable,
        };
    };
    let Some(supported) = flow.metadata_list("token_endpoint_auth_methods_supported") else {
        return Verdict::lacks("No metadata of the provider lists its methods of client authentication.");
    };
    if supported.contains(sent) || token::succeeded(request) {
        return Verdict::pass(format!("The provider takes `{sent}`"));
    }
    let listed: Vec<String> = supported.iter().map(|method| format!("`{method}`")).collect();
    let says =
        format!("The client authenticates by `{sent}`, the provider's metadata lists {}", listed.join(", "));
    let place = match *sent {
        "client_secret_basic" => Location::of(request, Part::RequestHeader, Some("authorization")),
        "client_secret_post" => Location::param(request, "client_secret"),
        _ => Location::param(request, "client_assertion"),
    };
    let finding = Finding::at(place, says);
    token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]).verdict()
}
