//! The client must have something at its redirect URI.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-not-found",
    title: "Nothing at the redirect URI",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.2.5")],
    why: "The provider has sent the browser to the registered address, and the client has no page \
          there, or none that takes this method. The code is lost.",
    fix: "Add the route of the redirect URI to the client (also to the web server before it), for the \
          method by which the response comes.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 404 Not Found
< Content-Type: text/html
<
<p>Not found</p>"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let callbacks: Vec<&Message<'_>> = flow.of(Kind::Callback).collect();
    if callbacks.is_empty() {
        return Verdict::NotApplicable;
    }
    let lost = callbacks.iter().find(|callback| matches!(callback.answer.status, Some(404 | 405 | 410)));
    let Some(callback) = lost else {
        return match callbacks.iter().find_map(|callback| callback.answer.status) {
            Some(status) => Verdict::pass(format!("The client answers the callback with `{status}`")),
            None => Verdict::lacks("The client's answer to the callback is not in the capture."),
        };
    };
    let (status, exchange) = (callback.answer.status.unwrap_or_default(), callback.exchange);
    let says = format!("`{} {}` is answered with `{status}`", exchange.request.method, exchange.address());
    authorize::taken(flow, Finding::at(Location::of(callback, Part::ResponseStatus, None), says)).verdict()
}
