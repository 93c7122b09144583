//! Where pushed authorization requests are required, the browser carries a `request_uri` only.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "par-required",
    title: "Authorization request that was not pushed, although that is required",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9126.at("5"), Document::Rfc9126.at("6")],
    why: "The provider takes the parameters from the pushed request alone, and refuses a request that \
          brings them through the browser.",
    fix: "Send the parameters from the client's server to the pushed authorization request endpoint first, \
          and only the `request_uri` from its answer through the browser.",
    config: "{\"client_id\":\"shop\",\"require_pushed_authorization_requests\":true}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Pushed Authorization Request must be used</p>"),
    good: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"request_uri\":\"urn:example:1\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aexample%3A1 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    if request.given("request_uri").is_some() {
        return Verdict::pass("The authorization request refers to a pushed one by `request_uri`");
    }
    let advertised =
        flow.metadata.as_ref().and_then(|metadata| metadata.get(REQUIRED)).and_then(Value::as_bool);
    let who = match (config.require_pushed_authorization_requests, advertised) {
        (Some(true), _) => "the stored configuration of the client",
        (_, Some(true)) => "the metadata of the provider",
        (None, None) if flow.metadata.is_none() => {
            return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
        }
        _ => return Verdict::NotApplicable,
    };
    let says = format!("The authorization request has no `request_uri`; {who} says `{REQUIRED}`");
    authorize::settled(flow, Finding::at(Location::param(request, "request_uri"), says)).verdict()
}

const REQUIRED: &str = "require_pushed_authorization_requests";
