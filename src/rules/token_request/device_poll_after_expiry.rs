//! Polls for a device code that is over.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::DEVICE_GRANT;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, polling, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "device-poll-after-expiry",
    title: "Polling for a device code that has ended",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8628.at("3.5"), Document::Rfc8628.at("3.2")],
    why: "A device code that has expired or was refused never brings a token; the person waits before a screen \
          that will not change.",
    fix: "Let the device stop at `expired_token`, `access_denied` and after `expires_in` seconds, and start \
          anew with a new code.",
    config: "",
    bad: example("> POST https://op.example/device_authorization HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"device_code\":\"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://op.example/device\",\"expires_in\":20,\"interval\":5}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:30 GMT
<
{\"error\":\"expired_token\"}"),
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
{\"error\":\"authorization_pending\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let polls = polling::polls(flow, DEVICE_GRANT);
    let subjects = polls.iter().enumerate();
    token::each(subjects, |(index, poll)| judge(flow, polls.get(..index).unwrap_or_default(), poll))
}

fn judge(flow: &Flow<'_>, earlier: &[&Message<'_>], poll: &Message<'_>) -> Verdict {
    let same = |before: &&&Message<'_>| before.given("device_code") == poll.given("device_code");
    let over = |before: &&&Message<'_>| matches!(polling::code(before), "expired_token" | "access_denied");
    let here = Location::param(poll, "device_code");
    if let Some(ended) = earlier.iter().filter(same).find(over) {
        let says = format!("The device asks again after the answer `{}`", polling::code(ended));
        return Finding::at(here, says).and_at(Location::answer(ended)).verdict();
    }
    let Some(start) = polling::start(flow, poll) else {
        return Verdict::lacks("The answer that brought the device code is not in the capture.");
    };
    let (Some(life), Some(age)) = (polling::seconds(start, "expires_in"), polling::between(start, poll))
    else {
        return Verdict::lacks("The capture does not say how old the device code is.");
    };
    if age <= life + polling::GRACE || token::succeeded(poll) {
        return Verdict::pass("The device code is still good when the device asks");
    }
    let says = format!("The device asks `{age:.0}` seconds after it got the code, `expires_in` was `{life}`");
    Finding::at(here, says).verdict()
}
