//! What stands in an address is written down along the way.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "login-hint-personal-data",
    title: "Personal data in `login_hint`",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::OidcCore.at("3.1.2.1"), Document::Rfc9126.at("1")],
    why: "The address of the request, with the person's e-mail address or number in it, gets into \
          histories and logs of servers and proxies.",
    fix: "Push the request (PAR) or post it, if the provider can; else leave `login_hint` out where it \
          is not needed.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&login_hint=ada%40shop.example HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&login_hint=user-4711 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "login_hint", |request, hint| {
        let digits = hint.chars().filter(char::is_ascii_digit).count();
        let number = digits >= 8
            && hint.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')'));
        let address = hint.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if request.part != Part::RequestQuery || !(number || address) {
            return Verdict::pass("`login_hint` puts no personal data into an address");
        }
        let what = if address { "an e-mail address" } else { "a telephone number" };
        Finding::at(Location::param(request, "login_hint"), format!("`login_hint` is {what}, in a URL"))
            .verdict()
    })
}
