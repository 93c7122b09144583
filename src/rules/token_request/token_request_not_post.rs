//! The method of the token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-not-post",
    title: "Token request that is no `POST`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.2"), Document::Rfc9110.at("15.5.6")],
    why: "The token endpoint takes `POST` only. With `GET` the code and the secret stand in the address, \
          where logs and histories keep them.",
    fix: "Send the token request with `POST` and the parameters in the body; if the client does, look for \
          a redirect on the way that made a `GET` of it.",
    config: "",
    bad: example("> GET https://op.example/token?grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 405 Method Not Allowed
< Content-Type: application/json
<
{\"error\":\"method_not_allowed\"}"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let method = request.exchange.request.method.as_str();
    if request.exchange.is_alone() {
        return Verdict::lacks("The text holds an answer and not its request");
    }
    if method == "POST" {
        return Verdict::pass("The token request is a `POST`");
    }
    let redirected = flow.of(Kind::TokenRequest).any(|earlier| {
        earlier.exchange.redirect_target().as_deref() == Some(request.exchange.request.url.as_str())
    });
    // A page of the client at such a path is no token endpoint, and neither is its server's own call that takes the code.
    let names_client =
        request.given("client_id").is_some() || request.exchange.request.headers.has("authorization");
    let own_page = request.given("grant_type").is_none()
        && (request.given("state").is_some() || request.given("code").is_some() && !names_client);
    if redirected || own_page || method == "OPTIONS" || token::is_asked_by_get(flow, request) {
        return Verdict::NotApplicable;
    }
    let says = format!("The token request is sent with `{method}`, `POST` is due");
    let finding = Finding::at(Location::of(request, Part::RequestLine, None), says);
    token::weighed(finding, request, &["invalid_request", "unsupported_grant_type", "invalid_client"])
        .verdict()
}
