//! Bodies that a judgement needs and the capture does not hold.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};

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
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let telling: Vec<&Message<'_>> =
        flow.messages.iter().filter(|message| is_telling(message.kind)).collect();
    if telling.is_empty() {
        return Verdict::NotApplicable;
    }
    let unsent = telling.iter().filter(|message| message.body_not_recorded());
    let unread = telling.iter().filter(|message| answer_is_missing(message));
    let missing: Vec<(String, Location)> = unsent
        .map(|message| (format!("of the {}", name(message)), Location::of(message, Part::RequestBody, None)))
        .chain(unread.map(|message| {
            (
                format!("of the answer to the {}", name(message)),
                Location::of(message, Part::ResponseBody, None),
            )
        }))
        .collect();
    let Some(((first, place), rest)) = missing.split_first() else {
        return Verdict::pass(
            "The bodies of the requests to the provider and of their answers are in the capture",
        );
    };
    let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
    let says = format!("The body {first} is not in the capture{more}");
    let finding = Finding::at(place.clone(), says);
    rest.iter().fold(finding, |finding, (_, place)| finding.and_at(place.clone())).verdict()
}

fn name(message: &Message<'_>) -> String {
    message.kind.label().to_lowercase()
}

/// Messages whose bodies rules read.
fn is_telling(kind: Kind) -> bool {
    matches!(kind, Kind::PushedAuthorization | Kind::DeviceAuthorization | Kind::TokenRequest)
}

/// Redirects and answers that the browser withheld have no body to record.
fn answer_is_missing(message: &Message<'_>) -> bool {
    let has_one = message.answer.status.is_some_and(|status| !(300..400).contains(&status) && status != 204);
    has_one && !message.answer.recorded && message.exchange.error.is_none()
}
