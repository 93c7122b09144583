//! Bodies that a judgement needs and the capture does not hold.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict};

pub static RULE: Rule = Rule {
    id: "capture-body-missing",
    title: "Body that is not in the capture",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "Chrome forgets the bodies of a page when the browser leaves it. What stood in a body that is \
          missing cannot be judged.",
    fix: "Record the login again with \"Preserve log\" on, and export before the page is left; or record \
          with Firefox, which keeps the bodies.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA
< HTTP/1.1 200 OK
< Content-Length: 512
<",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let telling: Vec<&Message<'_>> =
        flow.messages.iter().filter(|message| is_telling(message.kind)).collect();
    if telling.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut findings: Vec<Finding> = Vec::new();
    for message in telling {
        let what = message.kind.label();
        if message.body_not_recorded() && message.kind != Kind::Discovery {
            let place = Location::of(message, Part::RequestBody, None);
            findings
                .push(Finding::at(place, format!("{what}: the body of the request is not in the capture")));
        }
        if answer_is_missing(message) {
            let place = Location::of(message, Part::ResponseBody, None);
            findings
                .push(Finding::at(place, format!("{what}: the body of the answer is not in the capture")));
        }
    }
    Verdict::of(
        findings,
        "The bodies of the requests to the provider and of their answers are in the capture",
    )
}

/// Messages whose bodies rules read.
fn is_telling(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Discovery
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::TokenRequest
            | Kind::Userinfo
    )
}

/// Redirects and answers that the browser withheld have no body to record.
fn answer_is_missing(message: &Message<'_>) -> bool {
    let has_one = message.answer.status.is_some_and(|status| !(300..400).contains(&status) && status != 204);
    has_one && !message.answer.recorded && message.exchange.error.is_none()
}
