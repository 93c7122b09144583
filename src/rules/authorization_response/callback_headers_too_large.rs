//! A server takes headers of a limited size.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-headers-too-large",
    title: "Headers of the callback that are too large",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6585.at("5")],
    why: "Cookies pile up: one for each login that was begun, or tokens in a session cookie. At some \
          point the server, or the proxy before it, refuses every request of this browser.",
    fix: "Delete the client's cookies of old attempts when a login ends, keep the session on the \
          server, or raise the limit of the server.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Request Header Or Cookie Too Large</p>"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let pages: Vec<&Message<'_>> = flow
        .of(Kind::Callback)
        .chain(flow.of(Kind::Interaction))
        .chain(flow.of(Kind::AuthorizationRequest))
        .collect();
    if pages.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some(page) = pages.iter().find(|page| refuses(page)) else {
        return match pages.iter().any(|page| page.answer.status.is_none()) {
            true => Verdict::lacks("An answer to the login's pages is not in the capture."),
            false => Verdict::pass("No server finds the headers too large"),
        };
    };
    let cookies: usize = page.exchange.request.headers.all("cookie").map(str::len).sum();
    let size = if cookies > 0 { format!("; its cookies have {cookies} bytes") } else { String::new() };
    let status = page.answer.status.unwrap_or_default();
    let says = format!("`{}` is answered with `{status}`: headers too large{size}", page.exchange.address());
    Finding::at(Location::of(page, Part::ResponseStatus, None), says).verdict()
}

fn refuses(page: &Message<'_>) -> bool {
    let words = page.answer.words().to_ascii_lowercase();
    let header = ["header", "cookie"].iter().any(|word| words.contains(word));
    let large = ["too large", "too long", "too big", "exceed"].iter().any(|word| words.contains(word));
    match page.answer.status {
        Some(431 | 494) => true,
        Some(400 | 413 | 414 | 502 | 520) => header && large,
        _ => false,
    }
}
