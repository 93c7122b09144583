//! No parameter of a response stands in it twice.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-parameter-repeated",
    title: "Repeated parameter in the response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc9207.at("2.4")],
    why: "A client cannot know which of the values counts; libraries refuse such a response.",
    fix: "Look what adds the parameter a second time: a query in the registered redirect URI, a proxy, \
          or the client's own redirect.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?state=x&code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut responses = authorize::responses(flow).peekable();
    if responses.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let names = ["code", "state", "iss", "error", "response", "id_token", "access_token"];
    let found = responses.find_map(|response| {
        let name = names.into_iter().find(|name| response.params.all(name).count() > 1)?;
        Some((response, name))
    });
    let Some((response, name)) = found else {
        return Verdict::pass("Every parameter of the response stands there once");
    };
    let count = response.params.all(name).count();
    let says = format!("`{name}` stands in the response {count} times");
    authorize::taken(flow, Finding::at(Location::param(response, name), says)).verdict()
}
