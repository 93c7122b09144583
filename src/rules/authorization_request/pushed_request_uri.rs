//! Pushed requests that point to a request themselves.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pushed-request-uri",
    title: "Pushed request with a `request_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("2.1")],
    why: "A pushed request brings the parameters and gets a `request_uri` for them. One that brings a \
          `request_uri` instead is refused.",
    fix: "Push the parameters themselves from the client, and send the `request_uri` of the answer in \
          the authorization request only.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"pushed_authorization_request_endpoint\":\"https://op.example/par\"}
> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&request_uri=https%3A%2F%2Fshop.example%2Frequest.jwt
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}"),
    good: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
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
    evidence: Evidence::Read(&[Reading::Body(Kind::PushedAuthorization)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::PushedAuthorization), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() {
        return Verdict::lacks("The pushed request's body is not in the capture.");
    }
    if request.given("request_uri").is_none() {
        return Verdict::pass("The pushed request brings the parameters themselves");
    }
    let place = Location::param(request, "request_uri");
    token::weighed(
        Finding::at(place, "The pushed request has a `request_uri`"),
        request,
        &["invalid_request"],
    )
    .verdict()
}
