//! What a device gets to start with.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "device-response-incomplete",
    title: "Device authorization answer without a required member",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8628.at("3.2")],
    why: "Without the code, the address and the lifetime a device cannot tell the person what to do and does \
          not know when to stop.",
    fix: "Let the provider send `device_code`, `user_code`, `verification_uri` and `expires_in`; this is for \
          whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/device_authorization HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"device_code\":\"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://op.example/device\",\"interval\":5}"),
    good: example("> POST https://op.example/device_authorization HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"device_code\":\"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://op.example/device\",\"expires_in\":900,\"interval\":5}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.of(Kind::DeviceAuthorization), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let success = request.answer.status.is_some_and(|status| (200..300).contains(&status));
    if !success || request.answer.error.is_some() {
        return Verdict::NotApplicable;
    }
    let Some(json) = &request.answer.json else {
        return match request.answer.recorded {
            true => Verdict::NotApplicable,
            false => Verdict::lacks("The device authorization's answer is not in the capture."),
        };
    };
    let has = |name: &str| json.get(name).is_some_and(|value| !value.is_null());
    // Google and older servers say `verification_url`.
    let lacks: Vec<String> = ["device_code", "user_code", "verification_uri", "expires_in"]
        .into_iter()
        .filter(|name| !(has(name) || *name == "verification_uri" && has("verification_url")))
        .map(|name| format!("`{name}`"))
        .collect();
    if lacks.is_empty() {
        return Verdict::pass("The device gets code, address and lifetime");
    }
    let place = Location::of(request, Part::ResponseBody, None);
    Finding::at(place, format!("The device authorization's answer has no {}", lacks.join(" and no ")))
        .verdict()
}
