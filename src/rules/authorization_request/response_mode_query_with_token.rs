//! Tokens never come in a query.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-mode-query-with-token",
    title: "`response_mode=query` for a response with tokens",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::ResponseTypes.at("3"), Document::ResponseTypes.at("5")],
    why: "A query is written to logs and passed on in `Referer`. Providers must refuse to send tokens \
          in it.",
    fix: "Use `response_type=code` in the client, or `response_mode=form_post` for tokens.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&nonce=n-0S6_WzA2Mj&response_mode=query HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example(examples::RESPONSE_MODE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "response_mode", |request, mode| {
        let kinds = request.given("response_type").unwrap_or_default();
        let tokens = authorize::words(kinds).iter().any(|kind| matches!(*kind, "token" | "id_token"));
        if mode != "query" || !tokens {
            return Verdict::pass(format!("`response_mode={mode}` fits `response_type={kinds}`"));
        }
        let says = format!("`response_type` is `{kinds}` and `response_mode` is `query`");
        authorize::settled(flow, Finding::at(Location::param(request, "response_mode"), says)).verdict()
    })
}
