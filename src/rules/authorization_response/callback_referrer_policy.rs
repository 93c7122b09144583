//! The callback page says how much of its address others may see.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::pages::telling_policy;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-referrer-policy",
    title: "Referrer policy that tells the callback's address",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.2.4"), Document::ReferrerPolicy.at("")],
    why: "With this policy the browser tells other sites the whole address of the page, with the code \
          or token in it.",
    fix: "Send `Referrer-Policy: no-referrer` or `strict-origin-when-cross-origin` with the client's \
          pages.",
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
< Referrer-Policy: unsafe-url
<
<p>Signed in</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Referrer-Policy: no-referrer
<
<p>Signed in</p>"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let pages: Vec<&Message<'_>> =
        flow.of(Kind::Callback).filter(|callback| callback.answer.status == Some(200)).collect();
    if pages.is_empty() {
        return Verdict::NotApplicable;
    }
    let found = pages.iter().find_map(|page| Some((page, telling_policy(page.exchange)?)));
    let Some((page, policy)) = found else {
        return match pages.iter().all(|page| page.exchange.response.headers.0.is_empty()) {
            true => Verdict::lacks("The headers of the callback page are not in the capture."),
            false => Verdict::pass("The callback page does not tell others its whole address"),
        };
    };
    let place = Location::of(page, Part::ResponseHeader, Some("referrer-policy"));
    Finding::at(place, format!("The callback page has `Referrer-Policy: {policy}`")).verdict()
}
