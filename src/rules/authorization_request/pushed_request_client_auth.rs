//! How the client authenticates when it pushes a request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pushed-request-client-auth",
    title: "Pushed request without the client's authentication",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("2"), Document::Rfc6749.at("2.3")],
    why: "The client authenticates at this endpoint as it does at the token endpoint. Without it, or \
          in another way than registered, the request is refused.",
    fix: "Send the same credentials with the pushed request as with the token request, in the \
          registered way.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"token_endpoint_auth_method\":\"client_secret_basic\"}",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDphLW1hZGUtdXAtc2VjcmV0
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::PushedAuthorization), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() || flow.sanitized {
        return Verdict::lacks("The pushed request's body or its `Authorization` is not in the capture.");
    }
    let own = client_auth::methods(request);
    let registered = config.token_endpoint_auth_method.as_deref();
    let place = Location::param(request, "client_id");
    let fails = |says: String| {
        token::weighed(Finding::at(place.clone(), says), request, &["invalid_client", "invalid_request"])
            .verdict()
    };
    match (own.first(), registered) {
        (Some(own), Some(wanted)) if *own == wanted => {
            Verdict::pass(format!("The pushed request authenticates the client by `{own}`, as registered"))
        }
        (Some(own), Some(wanted)) => {
            fails(format!("The pushed request authenticates the client by `{own}`; registered is `{wanted}`"))
        }
        (Some(own), None) => Verdict::pass(format!("The pushed request authenticates the client by `{own}`")),
        // Certificates are not in the capture.
        (None, Some("none" | "tls_client_auth" | "self_signed_tls_client_auth")) => Verdict::NotApplicable,
        (None, _) if config.is_confidential() == Some(true) && !client_auth::has_header(request) => {
            fails("The pushed request has no credentials of the client, which is confidential".into())
        }
        (None, _) => Verdict::NotApplicable,
    }
}
