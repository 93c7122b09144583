//! The cookie of a session is for the server alone, over https.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::rule::cookie;
use crate::rule::pages;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "session-cookie-insecure",
    title: "Session cookie that others can read",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6265.at("4.1.2.5"), Document::Rfc6265.at("4.1.2.6"), Document::Rfc6265.at("8.3")],
    why: "Without `Secure` the cookie also travels over plain `http`; without `HttpOnly` every script \
          in the page can read it and send it elsewhere.",
    fix: "Set the client's session cookie with `Secure`, `HttpOnly` and `SameSite=Lax`.",
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
< Set-Cookie: session=1; Path=/
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
< Set-Cookie: session=1; Path=/; Secure; HttpOnly; SameSite=Lax
<"),
    evidence: Evidence::Read(&[Reading::AnswerHeaders(Kind::Callback)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let callbacks: Vec<&Exchange> = flow.of(Kind::Callback).map(|callback| callback.exchange).collect();
    let set = cookie::set_by(&callbacks);
    let sessions: Vec<_> = set.iter().filter(|(_, cookie)| cookie.is_session()).collect();
    if sessions.is_empty() {
        return pages::without_cookies(flow, &callbacks);
    }
    let found =
        sessions.iter().find_map(|(exchange, cookie)| Some((exchange, cookie, cookie.open_to(exchange)?)));
    let Some((exchange, cookie, lacks)) = found else {
        return Verdict::pass("The client's session cookies are `Secure` and `HttpOnly`");
    };
    let says = format!("The callback sets the cookie `{}` with {lacks}", cookie.name);
    Finding::at(pages::header(exchange, "set-cookie"), says).verdict()
}
