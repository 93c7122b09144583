//! Some exporters leave out the part of an address behind `#`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};

pub static RULE: Rule = Rule {
    id: "capture-fragment-missing",
    title: "Response whose fragment is not in the capture",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "The response came behind `#`, which Chrome and Playwright leave out of a request's address. \
          Its code and tokens cannot be judged.",
    fix: "Record with Firefox, or export with response headers, so that the provider's `Location` is \
          there.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb
<
> GET https://shop.example/cb HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>x</p>"),
    good: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#id_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEiLCJzaWQiOiJzLTEiLCJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc2NzYxMDgwMH0.c2ln&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(_) => return Verdict::NotApplicable,
    };
    let kinds = request.given("response_type").unwrap_or_default();
    let by_default = authorize::words(kinds).iter().any(|kind| matches!(*kind, "token" | "id_token"));
    let in_fragment = request.given("response_mode").map_or(by_default, |mode| mode.starts_with("fragment"));
    if !in_fragment {
        return Verdict::NotApplicable;
    }
    if authorize::responses(flow).next().is_some() {
        return Verdict::pass("The response is in the capture");
    }
    let sent_back = flow.messages.iter().find(|message| {
        message
            .exchange
            .redirect_target()
            .is_some_and(|target| request.given("redirect_uri") == Some(target.as_str()))
    });
    let Some(message) = sent_back else { return Verdict::NotApplicable };
    let says =
        "The provider sends the browser to the `redirect_uri`; what stood behind `#` is not in the capture";
    Finding::at(Location::of(message, Part::ResponseLocation, None), says).verdict()
}
