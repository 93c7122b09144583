//! A token request for an authorization code without the code.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-missing",
    title: "No `code` in the token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3")],
    why: "The code is what the client exchanges for tokens. Without it there is nothing to redeem.",
    fix: "Send the `code` of the authorization response in the token request; look whether the client \
          reads it from the right place (query, fragment or form) before it sends it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\",\"error_description\":\"Missing parameter: code\"}"),
    good: example(examples::CODE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if request.given("grant_type").is_some_and(|grant| grant != "authorization_code") {
        return Verdict::NotApplicable;
    }
    if request.body_not_recorded() && request.given("code").is_none() {
        return Verdict::lacks(token::BODY);
    }
    if request.given("grant_type").is_none() {
        return Verdict::NotApplicable;
    }
    if request.given("code").is_some() {
        return Verdict::pass("The token request sends a `code`");
    }
    // What belongs to another grant is told by the rule on that.
    if ["refresh_token", "device_code", "username", "assertion"]
        .iter()
        .any(|name| request.given(name).is_some())
    {
        return Verdict::NotApplicable;
    }
    let says = if request.params.has("code") {
        "The token request sends an empty `code`"
    } else {
        "The token request has `grant_type=authorization_code` and no `code`"
    };
    let here = Location::param(request, "code");
    let row = Row::absent("Token request", here.clone());
    Finding::at(here, says).rows(vec![row]).verdict()
}
