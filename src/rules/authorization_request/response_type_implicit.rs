//! Access tokens should not come through the browser's address.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-type-implicit",
    title: "Access token asked from the authorization endpoint",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1.2")],
    why: "An access token that comes back in a URL can be read from the history, by scripts and by \
          pages behind it, and nothing ties it to this client.",
    fix: "Change the client to `response_type=code` with PKCE.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#access_token=at-made-up&token_type=Bearer&state=a1b2c3
<"),
    good: example(examples::PKCE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "response_type", |request, asked| {
        if !authorize::words(asked).contains(&"token") {
            return Verdict::pass(format!(
                "`response_type={asked}` brings no access token through the browser"
            ));
        }
        let says = format!("`response_type={asked}` asks for an access token in the address of the callback");
        Finding::at(Location::param(request, "response_type"), says).verdict()
    })
}
