//! A resource indicator has no fragment.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::resource;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "resource-fragment",
    title: "Fragment in `resource`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8707.at("2")],
    why: "The part behind `#` names a place within a page and never an API; servers must refuse it.",
    fix: "Remove the fragment from the `resource` that the client sends.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&resource=https%3A%2F%2Fapi.shop.example%23orders HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_target&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&resource=https%3A%2F%2Fapi.shop.example HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut asked = resource::given(flow).peekable();
    if asked.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match asked.find(|(_, value)| value.contains('#')) {
        None => Verdict::pass("No `resource` has a fragment"),
        Some((request, value)) => {
            let says = format!("`resource` is `{value}`, with a fragment");
            resource::settled(flow, request, Finding::at(Location::param(request, "resource"), says))
                .verdict()
        }
    }
}
