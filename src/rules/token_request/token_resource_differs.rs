//! The `resource` of the token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-resource-differs",
    title: "Token request for another resource than the login was for",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8707.at("2.2"), Document::Rfc8707.at("2")],
    why: "The provider gives a token only for resources that the person consented to; another one is refused \
          with `invalid_target`, or the token is for the wrong API.",
    fix: "Send the same `resource` in the authorization request and in the token request: the address of the \
          API, absolute and without a fragment.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fapi.example%2F HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fapi.example
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_target\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fapi.example%2F HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&resource=https%3A%2F%2Fapi.example%2F
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
    let Some(sent) = request.given("resource") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let place = Location::param(request, "resource");
    let finding = if !url::Url::parse(sent).is_ok_and(|uri| !uri.cannot_be_a_base() || sent.contains(':')) {
        Finding::at(place, format!("`resource` is `{sent}`, not an absolute URI"))
    } else if sent.contains('#') {
        Finding::at(place, format!("`resource` is `{sent}`, with a fragment"))
    } else {
        let asked: Vec<&str> = flow
            .of(Kind::AuthorizationRequest)
            .chain(flow.of(Kind::PushedAuthorization))
            .chain(flow.of(Kind::DeviceAuthorization))
            .flat_map(|asked| asked.params.all("resource"))
            .map(|param| param.value())
            .collect();
        let Some(first) = asked.first() else {
            return match flow.authorization_request() {
                Some(_) => Verdict::NotApplicable,
                None => Verdict::lacks("The authorization request is not in the capture."),
            };
        };
        if asked.contains(&sent) {
            return Verdict::pass(format!("Both requests are for the resource `{sent}`"));
        }
        let says = format!(
            "The token request is for the resource `{sent}`, the authorization request was for `{first}`"
        );
        let there = flow.authorization_request().map(|asked| Location::param(asked, "resource"));
        Finding::at(place.clone(), says)
            .compared(("Authorization request", there, first), ("Token request", Some(place), sent))
    };
    if token::succeeded(request) {
        return finding.class(Class::Conformance).severity(Severity::Info).verdict();
    }
    token::weighed(finding, request, &["invalid_target", "invalid_request", "invalid_grant"]).verdict()
}
