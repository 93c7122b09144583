//! A page that limits where its forms go also limits the redirects behind them.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::csp;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-blocked-by-form-action",
    title: "`form-action` that keeps the browser from the client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Csp.at("")],
    why: "Chrome and Safari stop the redirect to the client, since the page's Content-Security-Policy \
          does not list it. The person stays on the provider's page, and the console names the wrong \
          address.",
    fix: "Add the origin of the client's redirect URI to `form-action` on the provider's login and \
          consent pages, or leave `form-action` out there.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Content-Security-Policy: default-src 'self'; form-action 'self'
<
<form></form>
> POST https://op.example/login HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
>
username=ada&password=made-up-1
< HTTP/1.1 303 See Other
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Content-Security-Policy: default-src 'self'; form-action 'self' https://shop.example
<
<form></form>
> POST https://op.example/login HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
>
username=ada&password=made-up-1
< HTTP/1.1 303 See Other
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<"),
    evidence: Evidence::Read(&[Reading::AnswerHeaders(Kind::Interaction), Reading::AnswerHeaders(Kind::AuthorizationRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let issued = flow
        .of(Kind::AuthorizationResponse)
        .find_map(|response| Some((response, url::Url::parse(&response.exchange.redirect_target()?).ok()?)));
    let Some((response, target)) = issued else { return Verdict::NotApplicable };
    let Some((page, list)) = policy(flow, response) else { return Verdict::NotApplicable };
    if csp::allows(&list, page.exchange, &target) {
        return Verdict::pass("`form-action` of the provider's page allows the way to the client");
    }
    if flow.first(Kind::Callback).is_some() {
        return Verdict::pass("The browser goes to the client in spite of `form-action`");
    }
    let to = crate::http::origin_of(&target);
    let says =
        format!("The provider's page has `form-action {list}`; the redirect after its form leads to `{to}`");
    Finding::at(Location::of(page, Part::ResponseHeader, Some("content-security-policy")), says)
        .and_at(Location::of(response, Part::ResponseLocation, None))
        .likely()
        .verdict()
}

/// The page whose form led to the response, and its `form-action`.
fn policy<'a, 'c>(flow: &'a Flow<'c>, response: &Message<'c>) -> Option<(&'a Message<'c>, String)> {
    let posted = flow.messages.iter().any(|message| {
        message.exchange.request.method == "POST"
            && matches!(
                message.kind,
                Kind::Interaction | Kind::AuthorizationRequest | Kind::AuthorizationResponse
            )
            && !crate::flow::after(message.exchange, response.exchange)
    });
    let pages = flow.messages.iter().rev().filter(|message| {
        matches!(message.kind, Kind::Interaction | Kind::AuthorizationRequest)
            && crate::flow::after(response.exchange, message.exchange)
            && message.answer.status == Some(200)
    });
    let of = |page: &'a Message<'c>| {
        let policies = page.exchange.response.headers.all("content-security-policy");
        let list = policies.filter_map(|policy| csp::directive(policy, "form-action")).next()?;
        Some((page, list))
    };
    pages.take(1).find_map(of).filter(|_| posted)
}
