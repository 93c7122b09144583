//! A browser does not keep every cookie that is set.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};
use crate::rule::cookie::{self, Cookie};
use crate::rule::pages;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "session-cookie-rejected",
    title: "Cookie that browsers refuse",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6265.at("5.3"), Document::Cookies.at("")],
    why: "The browser drops the cookie without a word. The client does not find its session with the \
          next request, and the login is lost or begins again.",
    fix: "Correct the attributes of the cookie in the client: `SameSite=None` only with `Secure`, a \
          `Domain` that the host belongs to, at most 4096 bytes.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
< Set-Cookie: session=1; Path=/; SameSite=None
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
< Set-Cookie: session=1; Path=/; Secure; HttpOnly; SameSite=None
<"),
    evidence: Evidence::Read(&[Reading::AnswerHeaders(crate::oauth::Kind::Callback)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let pages = pages::of_client(flow);
    let set: Vec<(&Exchange, Cookie<'_>)> = cookie::set_by(&pages);
    if set.is_empty() {
        return pages::without_cookies(flow, &pages);
    }
    // What comes back was kept: browsers differ.
    let comes_back = |exchange: &Exchange, cookie: &Cookie<'_>| {
        flow.around.after_with(exchange, Sign::SendsCookie, cookie.name).next().is_some()
    };
    let refused = set.iter().find_map(|(exchange, cookie)| {
        let why = cookie.why_rejected(exchange)?;
        (!comes_back(exchange, cookie)).then_some((exchange, cookie, why))
    });
    let Some((exchange, cookie, why)) = refused else {
        return Verdict::pass("Browsers keep every cookie that the client sets");
    };
    let says = format!("The cookie `{}` {why}; it does not come back", cookie.name);
    let finding = Finding::at(pages::header(exchange, "set-cookie"), says);
    // Another cookie may hold the session.
    let failed =
        (!flow.failures.is_empty() || back_at_sign_in(flow)) && (cookie.is_session() || set.len() == 1);
    if failed { finding } else { finding.class(Class::Conformance).severity(Severity::Warning) }.verdict()
}

/// Whether the callback leads, by redirects alone, to the page where one signs in, or to the next login.
fn back_at_sign_in(flow: &Flow<'_>) -> bool {
    let landed = |callback: &Message<'_>| {
        let page = callback.landed.as_ref().and_then(|landed| landed.page);
        let last = |page: &Exchange| {
            let path = page.path().trim_end_matches('/').to_ascii_lowercase();
            path.rsplit('/').next().unwrap_or_default().replace(['-', '_'], "")
        };
        page.is_some_and(|page| matches!(last(page).as_str(), "login" | "signin"))
    };
    let begins_again = |callback: &Message<'_>| {
        let mut hop = callback.exchange;
        for _ in 0..5 {
            let Some(target) = hop.redirect_target() else { return false };
            let params = crate::http::Params::parse(target.split_once('?').map_or("", |(_, query)| query));
            if params.has("client_id") && params.has("response_type") {
                return params.given("client_id") == flow.client_id().as_deref();
            }
            // Another of its hosts, which knows nobody, names itself as the place to lead back to.
            let home = target.starts_with(&callback.exchange.origin());
            if home && params.0.iter().any(|param| param.value() == hop.request.url) {
                return hop.origin() != callback.exchange.origin();
            }
            let Some(next) = flow.around.redirected_to(hop) else { return false };
            hop = next;
        }
        false
    };
    flow.code_requests().next().is_none()
        && flow.of(Kind::Callback).any(|callback| landed(callback) || begins_again(callback))
}
