//! What a device does after `slow_down`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::DEVICE_GRANT;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, polling, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "device-slow-down-ignored",
    title: "Device that does not slow down",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8628.at("3.5")],
    why: "After `slow_down` a device must wait five seconds longer each time. One that goes on as before is \
          refused for ever.",
    fix: "Let the device add 5 seconds to its interval at every `slow_down`.",
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
< Date: Mon, 23 Nov 2026 22:12:05 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"slow_down\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:15 GMT
<
{\"error\":\"slow_down\"}"),
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
< Date: Mon, 23 Nov 2026 22:12:05 GMT
<
{\"error\":\"authorization_pending\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:09 GMT
<
{\"error\":\"slow_down\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:20 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let polls = polling::polls(flow, DEVICE_GRANT);
    let after = polls.iter().zip(polls.iter().skip(1)).enumerate();
    let slowed = after.filter(|(_, (earlier, _))| polling::code(earlier) == "slow_down");
    token::each(slowed, |(index, (earlier, later))| {
        let told = polls.get(..=index).unwrap_or_default().iter();
        let times = told.filter(|poll| polling::code(poll) == "slow_down").count();
        judge(flow, earlier, later, times)
    })
}

fn judge(flow: &Flow<'_>, earlier: &Message<'_>, later: &Message<'_>, times: usize) -> Verdict {
    let Some(waited) = polling::between(earlier, later) else {
        return Verdict::lacks("The capture does not say when the requests were sent.");
    };
    let interval = polling::start(flow, later)
        .and_then(|start| polling::seconds(start, "interval"))
        .unwrap_or(polling::INTERVAL);
    let wanted = interval + 5.0 * times as f64;
    if waited + polling::GRACE >= wanted {
        return Verdict::pass("The device waits longer after `slow_down`");
    }
    let says =
        format!("After `slow_down` the device asks again after `{waited:.1}` seconds instead of `{wanted}`");
    let finding = Finding::at(Location::param(later, "device_code"), says).and_at(Location::answer(earlier));
    let harmed = polling::code(later) == "slow_down";
    if harmed {
        finding.verdict()
    } else {
        finding.class(Class::Conformance).severity(Severity::Warning).verdict()
    }
}
