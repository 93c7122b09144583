//! A token in a cookie is out of reach of scripts and of plain http.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::rule::cookie::{self, Cookie};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, pages, parties};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-in-insecure-cookie",
    title: "Token in a cookie that scripts or plain http can read",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Cookies.at(""), Document::Rfc6750.at("5.3")],
    why: "Without `HttpOnly` a script that gets into the page reads the token; without `Secure` \
          it goes over plain http, where others read along. A bearer token is enough to act for the \
          person.",
    fix: "Set the cookie in the client with `HttpOnly`, `Secure` and `SameSite`, or keep the \
          token on the client's server.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://shop.example/profile HTTP/1.1
> Authorization: Bearer jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Set-Cookie: at=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y; Path=/; Secure
<
{}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://shop.example/profile HTTP/1.1
> Authorization: Bearer jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Set-Cookie: at=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y; Path=/; Secure; HttpOnly; SameSite=Lax
<
{}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let secrets = parties::secrets(flow);
    let tokens: Vec<&str> =
        secrets.iter().filter(|(_, name, _)| *name != "code").map(|(_, _, token)| *token).collect();
    let Some((first, ..)) = secrets.first().filter(|_| !tokens.is_empty()) else {
        return Verdict::NotApplicable;
    };
    // Those of the callback that are named like sessions are judged as sessions.
    let callbacks: Vec<&Exchange> = flow.of(Kind::Callback).map(|callback| callback.exchange).collect();
    let is_session = |page: &Exchange, cookie: &Cookie<'_>| {
        cookie.is_session() && callbacks.iter().any(|callback| std::ptr::eq(*callback, page))
    };
    let later: Vec<&Exchange> =
        std::iter::once(first.exchange).chain(parties::carriers(flow, first.exchange, &secrets)).collect();
    let mut set = cookie::set_by(&later);
    set.retain(|(page, cookie)| cookie.holds(&tokens) && !is_session(page, cookie));
    if set.is_empty() {
        return match flow.sanitized {
            true => Verdict::lacks("The capture was exported without cookies."),
            false => Verdict::NotApplicable,
        };
    }
    let found = set.iter().find_map(|(page, cookie)| Some((page, cookie, cookie.open_to(page)?)));
    let Some((page, cookie, lacks)) = found else {
        return Verdict::pass("The cookie that holds a token is `Secure` and `HttpOnly`");
    };
    let says = format!("The cookie `{}` holds a token of this login and has {lacks}", cookie.name);
    Finding::at(pages::header(page, "set-cookie"), says).verdict()
}
