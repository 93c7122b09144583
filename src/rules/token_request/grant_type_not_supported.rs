//! The grant against those in the metadata.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-not-supported",
    title: "Grant that the provider does not advertise",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::Rfc6749.at("5.2")],
    why: "A provider that does not know the grant answers `unsupported_grant_type`, whatever else the request \
          says.",
    fix: "Let the client use a grant that the provider's metadata lists, or have its administrator switch this \
          one on.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"grant_types_supported\":[\"authorization_code\"]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=password&client_id=shop&username=ada&password=pw-made-up
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"unsupported_grant_type\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"grant_types_supported\":[\"authorization_code\"]}
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

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(grant) = request.given("grant_type") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let Some(supported) = flow.metadata_list("grant_types_supported") else {
        return Verdict::lacks("No metadata of the provider lists its grants.");
    };
    if supported.contains(&grant) || token::succeeded(request) {
        return Verdict::pass(format!("The provider takes `{grant}`"));
    }
    let listed: Vec<String> = supported.iter().map(|own| format!("`{own}`")).collect();
    let says = format!("`grant_type` is `{grant}`, the provider's metadata lists {}", listed.join(", "));
    let finding = Finding::at(Location::param(request, "grant_type"), says);
    token::weighed(finding, request, &["unsupported_grant_type", "unauthorized_client"]).verdict()
}
