//! `claims` outside of OpenID Connect.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "claims-without-openid",
    title: "`claims` without the scope `openid`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("5.5")],
    why: "The parameter belongs to OpenID Connect. Without the scope `openid` the provider ignores it, and the \
          claims do not come.",
    fix: "Add `openid` to the scope of the client's request, or leave `claims` out.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&claims=%7B%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let (value, request) = match asked(flow, "claims") {
        Asked::Sent(value, request) => (value, request),
        Asked::Absent(_) => return Verdict::NotApplicable,
        Asked::Unseen(_) if flow.authorization_request().is_none() => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    };
    drop(value);
    match asked(flow, "scope") {
        Asked::Sent(scope, _) if scope.split(' ').any(|word| word == "openid") => {
            Verdict::pass("`claims` comes with the scope `openid`")
        }
        Asked::Sent(scope, _) => Finding::at(
            Location::param(request, "claims"),
            format!("The request has `claims`, its scope is `{scope}`"),
        )
        .verdict(),
        Asked::Absent(_) => {
            Finding::at(Location::param(request, "claims"), "The request has `claims` and no scope").verdict()
        }
        Asked::Unseen(what) => Verdict::lacks(what),
    }
}
