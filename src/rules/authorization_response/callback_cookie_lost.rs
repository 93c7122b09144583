//! The cookies in which the client keeps its side of the login must come back with the callback.

use crate::config::ClientConfig;
use crate::flow::What;
use crate::flow::{self, Flow};
use crate::oauth::{Kind, Part};
use crate::rule::cookie::Cookie;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-cookie-lost",
    title: "Cookie of the login that does not come back with the callback",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("10.12")],
    why: "The client keeps `state`, `nonce` and the PKCE verifier in a cookie or in a session that a \
          cookie names. Without that cookie the callback looks like a stranger, and the client refuses it.",
    fix: "Change the attributes of the cookie in the client so that the browser sends it with the \
          callback: the same host, `Path=/`, and `SameSite=None; Secure` where the response is posted.",
    config: "",
    bad: example("> GET https://shop.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post
< Set-Cookie: sid=1; SameSite=Lax; Path=/
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form></form>
> POST https://shop.example/cb HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Cookie: theme=dark
>
code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Unknown state</p>"),
    good: example("> GET https://shop.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post
< Set-Cookie: sid=1; SameSite=None; Secure; Path=/
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form></form>
> POST https://shop.example/cb HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Cookie: sid=1
>
code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(callback) = flow.first(Kind::Callback) else { return Verdict::NotApplicable };
    let failed = flow.failures.iter().any(|failure| {
        failure.what == What::ClientFailed
            && flow.messages.get(failure.message).is_some_and(|message| message.kind == Kind::Callback)
    });
    if callback.exchange.by_service_worker {
        return Verdict::lacks(
            "A service worker of the client's page answered the callback: what the browser would have sent is not in the capture.",
        );
    }
    if flow.sanitized && failed {
        return Verdict::lacks("The capture was exported without cookies.");
    }
    let Some(start) = flow::start(flow, callback) else {
        return match failed {
            true => Verdict::lacks(
                "The client's page that sent the browser to the provider is not in the capture.",
            ),
            false => Verdict::NotApplicable,
        };
    };
    if failed && callback.headers_not_recorded() {
        return Verdict::lacks("The headers of the callback's request are not in the capture.");
    }
    let kept: Vec<Cookie<'_>> =
        start.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept).collect();
    if kept.is_empty() {
        return Verdict::NotApplicable;
    }
    let sent = |cookie: &&Cookie<'_>| {
        callback.exchange.request.headers.cookies().any(|(name, _)| name == cookie.name)
    };
    let lost: Vec<&Cookie<'_>> = kept.iter().filter(|cookie| !sent(cookie)).collect();
    let Some(first) = lost.first() else {
        return Verdict::pass("Every cookie that was set before the login comes back with the callback");
    };
    if !failed {
        return Verdict::pass("The client goes on with the cookies that came");
    }
    let says = format!(
        "The client sets the cookie `{}` before the login, and the callback comes without it{}",
        first.name,
        first.why_lost(start, callback.exchange)
    );
    let place = Location::of(callback, Part::RequestCookie, Some(first.name));
    let finding = Finding::at(place, says);
    if lost.len() == kept.len() { finding } else { finding.severity(Severity::Warning).likely() }.verdict()
}
