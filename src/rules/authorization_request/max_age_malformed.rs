//! An age is a number of seconds.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "max-age-malformed",
    title: "Malformed `max_age`",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "The provider refuses what is no number, or ignores it and takes a sign-in that is too old.",
    fix: "Send the number of seconds in digits, such as `max_age=3600`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&max_age=1h HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&max_age=3600 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "max_age", |request, age| {
        if age.parse::<u32>().is_ok() && age.chars().all(|c| c.is_ascii_digit()) {
            return Verdict::pass(format!("`max_age` is `{age}` seconds"));
        }
        let says = format!("`max_age` is `{age}`, which is no number of seconds");
        authorize::settled(flow, Finding::at(Location::param(request, "max_age"), says)).verdict()
    })
}
