//! The client's own address answered the response with an error, or tells of one out of sight.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::flow::What;
use crate::oauth::{Kind, Message, Part};
use crate::rule::quote::quote;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-failed",
    title: "Failed callback",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.2.5"), Document::Rfc6749.at("4.1.2")],
    why: "The provider has done its part and given a code; what fails is the client that receives it, or a \
          request that its server makes out of sight.",
    fix: "Look into the log of the client's server at this moment, where the whole error stands; record \
          its request to the token endpoint if the page tells of one.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 500 Internal Server Error
< Content-Type: text/html
<
<p>token exchange failed: token endpoint returned status 401</p>"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let received: Vec<&Message<'_>> = flow
        .of(Kind::Callback)
        .filter(|callback| callback.given("error").is_none())
        .chain(flow.of(Kind::ClientPage))
        .collect();
    if received.is_empty() {
        return Verdict::NotApplicable;
    }
    let failed = flow.failures.iter().rev().filter(|failure| failure.what == What::ClientFailed);
    let failed = failed.filter_map(|failure| flow.messages.get(failure.message));
    if let Some(callback) = failed.into_iter().find(|message| received.contains(message)) {
        return found(flow, callback).verdict();
    }
    let answered = received.iter().find_map(|callback| callback.answer.status);
    match answered {
        Some(status) => Verdict::pass(format!("The client answers the callback with `{status}`")),
        None => Verdict::lacks("The client's answer to the callback is not in the capture."),
    }
}

fn found(flow: &Flow<'_>, callback: &Message<'_>) -> Finding {
    let address = callback.exchange.address();
    let status =
        callback.answer.status.map_or_else(|| "no status".to_owned(), |status| format!("`{status}`"));
    if let Some(relayed) = &callback.relayed {
        let says = format!(
            "The client{} tells of a failed request of its own: \"{}\"",
            if address.is_empty() { String::new() } else { format!(" at `{address}`") },
            quote(flow, &relayed.says, 240)
        );
        return Finding::at(told_at(callback), says);
    }
    if let Some(landed) = &callback.landed {
        let to = landed.target.split(['?', '#']).next().unwrap_or_default();
        let says = format!(
            "The client answers the callback by sending the browser to `{}`: \"{}\"",
            quote(flow, to, 120),
            quote(flow, &landed.says, 160)
        );
        return Finding::at(told_at(callback), says);
    }
    let words = quote(flow, &callback.answer.words(), 160);
    let says = match words.as_str() {
        "" => format!("The client answers the callback at `{address}` with {status}"),
        words => format!("The client answers the callback at `{address}` with {status}: \"{words}\""),
    };
    Finding::at(Location::answer(callback), says)
}

/// Where the client tells it: in its page, or in the address that it redirects to.
fn told_at(callback: &Message<'_>) -> Location {
    let in_answer = callback.answer.page.is_some() || callback.answer.error.is_some();
    let part = if in_answer { Part::ResponseBody } else { Part::ResponseLocation };
    Location::of(callback, part, None)
}
