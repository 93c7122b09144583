//! The client of the token request against the client of the authorization request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::asked::{Asked, asked};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-of-other-client",
    title: "Code of another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("5.2")],
    why: "A code is issued to one client and can only be redeemed by it. Another `client_id` is refused, \
          even of the same owner.",
    fix: "Use the same `client_id` in the authorization request and in the token request; if frontend and \
          backend have registrations of their own, let one of them do both steps.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop-backend&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::CODE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let (first, by) = match asked(flow, "client_id") {
        Asked::Sent(id, by) => (id, by),
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    let Some(second) = request.client_id() else {
        return match (flow.sanitized, request.body_not_recorded()) {
            (_, true) => Verdict::lacks(token::BODY),
            (true, false) => Verdict::lacks("The exporter has dropped the `Authorization` header."),
            (false, false) => Verdict::NotApplicable,
        };
    };
    if token::is_redacted(&second) {
        return token::blanked("client_id");
    }
    let basic = request.basic().filter(|_| request.given("client_id").is_none());
    let as_it_stands = basic.as_ref().map(client_auth::raw_user);
    let of_assertion = request.given("client_id").is_none() && basic.is_none();
    if first == second
        || as_it_stands.as_deref() == Some(first.as_str())
        || (of_assertion && second.contains("://"))
    {
        return Verdict::pass(format!("Both requests are of the client `{first}`"));
    }
    if !token::is_of_this_login(flow, request) {
        return Verdict::lacks(token::OTHER_LOGIN);
    }
    let here = match basic {
        Some(_) => Location::of(request, Part::RequestHeader, Some("authorization")),
        None => Location::param(request, if of_assertion { "client_assertion" } else { "client_id" }),
    };
    let there = Location::param(by, "client_id");
    let says = format!("The code was issued to the client `{first}`, the client `{second}` redeems it");
    let finding = Finding::at(here.clone(), says)
        .and_at(there.clone())
        .compared(("Authorization request", Some(there), &first), ("Token request", Some(here), &second));
    token::weighed(
        finding,
        request,
        &["invalid_grant", "invalid_client", "unauthorized_client", "invalid_request"],
    )
    .verdict()
}
