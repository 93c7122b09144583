//! A pushed request is answered with 201, a `request_uri` and its life.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "par-response-status",
    title: "Answer to the pushed request against the specification",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc9126.at("2.2")],
    why: "Libraries check the status and both members. They stop the login where the provider answers \
          otherwise.",
    fix: "Let the provider answer with `201`, `request_uri` and `expires_in`; until then, look for a \
          setting of the client's library that takes this answer.",
    config: "",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 05 Jan 2026 10:00:00 GMT
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::PUSHED),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(pushed) = flow.first(Kind::PushedAuthorization) else { return Verdict::NotApplicable };
    let Some(status) = pushed.answer.status else {
        return Verdict::lacks("The answer to the pushed request is not in the capture.");
    };
    if status >= 300 {
        return Verdict::NotApplicable;
    }
    let json = pushed.answer.json.as_ref();
    let lacks = |member: &str| json.is_some_and(|json| json.get(member).is_none());
    let place = Location::of(pushed, Part::ResponseStatus, None);
    let says = match (status, lacks("request_uri"), lacks("expires_in")) {
        (201, false, false) if json.is_none() => {
            return Verdict::lacks("The body of the answer to the pushed request is not in the capture.");
        }
        (201, false, false) => {
            return Verdict::pass(
                "The pushed request is answered with `201`, `request_uri` and `expires_in`",
            );
        }
        (_, true, _) => "The answer to the pushed request has no `request_uri`".to_owned(),
        (_, _, true) => "The answer to the pushed request has no `expires_in`".to_owned(),
        (status, ..) => format!("The pushed request is answered with `{status}` in place of `201`"),
    };
    Finding::at(place, says).verdict()
}
