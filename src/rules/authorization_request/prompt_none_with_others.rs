//! No page and a page at the same time.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "prompt-none-with-others",
    title: "`prompt=none` together with what needs a page",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "`none` forbids every page, and the other words ask for one. The provider must answer with an \
          error.",
    fix: "Send `prompt=none` alone in the client for silent requests, and the other words without it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none%20login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "prompt", |request, prompt| {
        let words = authorize::words(prompt);
        let zero = words.contains(&"none") && request.given("max_age") == Some("0");
        let says = match (words.contains(&"none") && words.len() > 1, zero) {
            (true, _) => format!("`prompt` is `{prompt}`"),
            (_, true) => "`prompt` is `none`, and `max_age=0` asks for a new sign-in".to_owned(),
            _ => return Verdict::pass(format!("`prompt` is `{prompt}`")),
        };
        authorize::settled(flow, Finding::at(Location::param(request, "prompt"), says)).verdict()
    })
}
