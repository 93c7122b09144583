//! The `device_code` of the device flow.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::DEVICE_GRANT;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "device-code-missing",
    title: "Token request of the device flow without `device_code`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8628.at("3.4")],
    why: "The code is what the person's approval hangs on; without it the provider cannot know which device \
          asks.",
    fix: "Let the client send the `device_code` from the device authorization's answer (and not the \
          `user_code`).",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"authorization_pending\"}"),
    evidence: Evidence::Read(&[Reading::Body(Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let polls = token::requests(flow).filter(|request| {
        request.grant() == Some(DEVICE_GRANT)
            || request.body_not_recorded() && flow.first(Kind::DeviceAuthorization).is_some()
    });
    token::each(polls, |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.given("device_code").is_some() {
        return Verdict::pass("The token request carries a `device_code`");
    }
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    let user = flow.first(Kind::DeviceAuthorization).and_then(|asked| asked.answer.text("user_code"));
    let mixed = user.is_some() && request.params.0.iter().any(|param| Some(param.value()) == user);
    let what = if mixed { "; it carries the `user_code`, which is for the person" } else { "" };
    let place = Location::param(request, "device_code");
    Finding::at(place, format!("The token request of the device flow has no `device_code`{what}")).verdict()
}
