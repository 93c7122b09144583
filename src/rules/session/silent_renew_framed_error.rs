//! A silent request is answered by a redirect, not by a page.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::authorize;
use crate::rule::quote::quote;
use crate::rule::silent;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "silent-renew-framed-error",
    title: "Page of the provider in the hidden frame",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "Nobody sees the page in the hidden frame. The client waits for a response until it gives up, \
          and says that the renewal timed out.",
    fix: "Open the same request in a window of its own to see what the provider's page says, and \
          correct what it names.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = silent::request(flow) else { return Verdict::NotApplicable };
    if authorize::responses(flow).next().is_some() {
        return Verdict::pass("The provider answers the silent request with a response");
    }
    let mut pages = flow.of(Kind::AuthorizationRequest).chain(flow.of(Kind::Interaction));
    let shown = pages.rfind(|page| page.answer.status.is_some_and(|status| status == 200 || status >= 400));
    let Some(page) = shown else {
        return match request.answer.status {
            Some(_) => Verdict::pass("The provider leads on without a page"),
            None => Verdict::lacks("The answer to the silent request is not in the capture."),
        };
    };
    let words = quote(flow, &page.answer.words(), 120);
    let status = page.answer.status.unwrap_or_default();
    let says = match words.as_str() {
        "" => format!("The silent request ends at a page of the provider with status `{status}`"),
        words => {
            format!("The silent request ends at a page of the provider with status `{status}`: \"{words}\"")
        }
    };
    Finding::at(Location::answer(page), says).verdict()
}
