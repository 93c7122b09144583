//! Metadata that is answered with a redirect.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-redirected",
    title: "Metadata behind a redirect",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("4.2"), Document::Rfc8414.at("3.2")],
    why: "Many clients do not follow a redirect here, since the answer decides whom they trust. They \
          stop, or end at a login page.",
    fix: "Set in the client the address to which the redirect leads, if that is the issuer's own; \
          otherwise let whoever runs the server answer there directly.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration/ HTTP/1.1
>
< HTTP/1.1 301 Moved Permanently
< Location: https://www.op.example/.well-known/openid-configuration
<
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::metadata::EXAMPLE),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Discovery)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answered =
        flow.of(Kind::Discovery).chain(flow.of(Kind::Keys)).filter(|message| message.answer.status.is_some());
    token::each(answered, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let status = message.answer.status.unwrap_or_default();
    if !(300..400).contains(&status) || status == 304 {
        return Verdict::pass("The metadata is answered without a redirect");
    }
    let target = message.exchange.redirect_target();
    let to = target.as_deref().and_then(|target| target.split(['?', '#']).next()).unwrap_or_default();
    let says = format!("`{}` is answered with `{status}` and leads to `{to}`", message.exchange.address());
    Finding::at(Location::of(message, Part::ResponseLocation, None), says).verdict()
}
