//! A pushed request is for one authorization request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-reused",
    title: "`request_uri` used twice",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("4"), Document::Rfc9126.at("7.3")],
    why: "A client must use a `request_uri` once: what it stands for, such as the PKCE challenge, is \
          for one login. Many providers refuse the second time.",
    fix: "Push a new request in the client for every login.",
    config: "",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 201 Created
< Content-Type: application/json
< Date: Mon, 05 Jan 2026 10:00:00 GMT
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>request_uri is expired or was used</p>"),
    good: example(examples::PUSHED),
    evidence: Evidence::Seen(Subject::Repetition),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = flow
        .of(Kind::AuthorizationRequest)
        .filter(|request| request.given("request_uri").is_some_and(|uri| !uri.starts_with("http")))
        .collect();
    let Some((first, later)) = requests.split_first() else { return Verdict::NotApplicable };
    // A page of the provider, or a reload before the response came, repeats the request.
    let answered = |request: &Message<'_>| {
        authorize::responses(flow).any(|response| {
            response.given("code").is_some() && crate::flow::after(request.exchange, response.exchange)
        })
    };
    let same =
        |again: &&&Message<'_>| again.given("request_uri") == first.given("request_uri") && answered(again);
    let Some(again) = later.iter().find(same) else {
        return Verdict::pass("The `request_uri` is used once");
    };
    let says = "The `request_uri` is sent again after a response has come for it";
    Finding::at(Location::param(again, "request_uri"), says)
        .and_at(Location::param(first, "request_uri"))
        .verdict()
}
