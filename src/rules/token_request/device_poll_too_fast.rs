//! How often a device asks.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::DEVICE_GRANT;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, polling, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "device-poll-too-fast",
    title: "Device that polls faster than allowed",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8628.at("3.5"), Document::Rfc8628.at("3.2")],
    why: "A provider answers a device that asks too often with `slow_down`, and the device must then wait \
          longer than before.",
    fix: "Let the device wait for the number of seconds in `interval`, or 5 if there is none, before it asks \
          again.",
    config: "",
    bad: example("> POST https://op.example/device_authorization HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"device_code\":\"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://op.example/device\",\"expires_in\":900,\"interval\":5}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:12 GMT
<
{\"error\":\"authorization_pending\"}"),
    good: example("> POST https://op.example/device_authorization HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"device_code\":\"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://op.example/device\",\"expires_in\":900,\"interval\":5}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:15 GMT
<
{\"error\":\"authorization_pending\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let polls = polling::polls(flow, DEVICE_GRANT);
    if polls.len() < 2 {
        return match token::requests(flow).any(Message::body_not_recorded) {
            true => Verdict::lacks(token::BODY),
            false => Verdict::NotApplicable,
        };
    }
    let pairs = polls.iter().zip(polls.iter().skip(1));
    token::each(pairs, |(earlier, later)| judge(flow, earlier, later))
}

fn judge(flow: &Flow<'_>, earlier: &Message<'_>, later: &Message<'_>) -> Verdict {
    if earlier.given("device_code") != later.given("device_code") || polling::code(earlier) == "slow_down" {
        return Verdict::NotApplicable;
    }
    let Some(waited) = polling::between(earlier, later) else {
        return Verdict::lacks("The capture does not say when the requests were sent.");
    };
    let interval = polling::start(flow, later)
        .map(|start| polling::seconds(start, "interval").unwrap_or(polling::INTERVAL));
    let Some(interval) = interval else {
        return Verdict::lacks("The answer that names the interval is not in the capture.");
    };
    if waited + polling::GRACE >= interval {
        return Verdict::pass(format!("The device waits for `{interval}` seconds before it asks again"));
    }
    let says = format!("The device asks again after `{waited:.1}` seconds, `interval` is `{interval}`");
    Finding::at(Location::param(later, "device_code"), says).verdict()
}
