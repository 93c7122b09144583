//! The same code delivered to the client twice.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-repeated",
    title: "Response delivered twice",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2")],
    why: "A code works once. When the callback is loaded again (a reload, the back button, a prefetch, an \
          effect that runs twice), the client redeems it again, and the second time fails.",
    fix: "Redirect away from the callback address in the client as soon as the code is read, so that a \
          reload does not repeat it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign in</p>
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Bad code</p>"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Seen(Subject::Repetition),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // What the service worker sent on is one delivery, and one without an answer is tried again by the browser.
    let delivered: Vec<&Message<'_>> = flow
        .of(Kind::Callback)
        .filter(|callback| callback.given("code").is_some())
        .filter(|callback| !callback.exchange.by_service_worker && callback.answer.status.is_some())
        .collect();
    if delivered.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some((first, again)) = delivered.iter().enumerate().find_map(|(index, first)| {
        let again = delivered.iter().skip(index + 1).find(|again| repeats(first, again))?;
        Some((first, again))
    }) else {
        return Verdict::pass("The response is delivered once");
    };
    let headers = &again.exchange.request.headers;
    let ahead = ["sec-purpose", "purpose"]
        .iter()
        .any(|name| headers.first(name).is_some_and(|value| value.contains("prefetch")));
    let how = if ahead { ", fetched ahead by the browser" } else { "" };
    let says = format!("`{}` gets the same code twice{how}", again.exchange.address());
    let (here, there) = (Location::param(again, "code"), Location::param(first, "code"));
    Finding::at(here, says).and_at(there).verdict()
}

/// The same request once more; a redirect of the client to its own address is not.
fn repeats(first: &Message<'_>, again: &Message<'_>) -> bool {
    let target = first.exchange.redirect_target();
    first.given("code") == again.given("code")
        && first.exchange.address() == again.exchange.address()
        && first.exchange.request.method == again.exchange.request.method
        && target.as_deref() != Some(again.exchange.request.url.as_str())
}
