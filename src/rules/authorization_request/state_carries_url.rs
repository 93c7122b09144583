//! An address in the state may lead the person elsewhere.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

pub static RULE: Rule = Rule {
    id: "state-carries-url",
    title: "Address in the `state`",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.11.1")],
    why: "A client that goes to the address in `state` after the login can be sent anywhere by whoever \
          makes the request: to a page that looks like it and asks for the password.",
    fix: "Keep the address in the session of the client and send a random `state`, or check it against \
          a list before going there.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=https%3A%2F%2Fshop.example%2Fcart HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=https%3A%2F%2Fshop.example%2Fcart
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "state", |request, state| {
        let carries = |text: &str| {
            ["https://", "http://", "https%3A%2F%2F", "http%3A%2F%2F"].iter().any(|url| text.contains(url))
        };
        // Readable, and not signed: a JWT has two dots.
        let inner = URL_SAFE_NO_PAD.decode(state.trim_end_matches('=')).or_else(|_| STANDARD.decode(state));
        let inner = inner.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        if !carries(state) && !carries(&inner) {
            return Verdict::pass("`state` carries no address");
        }
        Finding::at(
            Location::param(request, "state"),
            "`state` carries a whole address that anybody can read and change",
        )
        .verdict()
    })
}
