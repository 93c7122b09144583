//! A resource indicator is an absolute URI.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::resource;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "resource-not-absolute",
    title: "`resource` that is no absolute URI",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8707.at("2")],
    why: "The server finds the API by this address. What is no address is refused with \
          `invalid_target`.",
    fix: "Send the whole URI of the API as `resource` in the client, as its documentation or metadata \
          gives it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&resource=orders HTTP/1.1
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
    // The first version of Entra ID and AD FS take an application's id, and call it so.
    if matches!(flow.provider.id, "entra" | "adfs") {
        return Verdict::NotApplicable;
    }
    match asked.find(|(_, value)| url::Url::parse(value).is_err()) {
        None => Verdict::pass("Every `resource` is an absolute URI"),
        Some((request, value)) => {
            let says = format!("`resource` is `{value}`, which is no absolute URI");
            resource::settled(flow, request, Finding::at(Location::param(request, "resource"), says))
                .verdict()
        }
    }
}
