//! A login page forbids others to show it inside their own.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "login-page-frameable",
    title: "Login page that others may frame",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.16"), Document::Rfc6749.at("10.13")],
    why: "A page around the login page can lie over it and make the person press or type what they do \
          not see.",
    fix: "Send `Content-Security-Policy: frame-ancestors 'none'` with the provider's pages.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form method=post><input type=\"password\" name=\"p\"></form>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Content-Security-Policy: frame-ancestors 'none'
<
<form method=post><input type=\"password\" name=\"p\"></form>"),
    evidence: Evidence::Read(&[Reading::AnswerBody(Kind::Interaction), Reading::AnswerHeaders(Kind::Interaction), Reading::AnswerBody(Kind::AuthorizationRequest), Reading::AnswerHeaders(Kind::AuthorizationRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut pages = flow
        .of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::Interaction))
        .filter(|page| page.answer.status == Some(200) && !page.exchange.response.headers.0.is_empty())
        .filter(|page| asks_password(page))
        .peekable();
    if pages.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let forbids = |page: &Message<'_>| {
        let headers = &page.exchange.response.headers;
        headers.has("x-frame-options")
            || headers.all("content-security-policy").any(|policy| policy.contains("frame-ancestors"))
    };
    let Some(page) = pages.find(|page| !forbids(page)) else {
        return Verdict::pass("The login page forbids to be framed");
    };
    let says = "The page that asks for the password has neither `X-Frame-Options` nor `frame-ancestors`";
    Finding::at(Location::of(page, Part::ResponseHeader, None), says).verdict()
}

fn asks_password(page: &Message<'_>) -> bool {
    let text = page.exchange.response.body.text().unwrap_or_default();
    ["type=\"password\"", "type='password'", "type=password"].iter().any(|field| text.contains(field))
}
