//! A login that is through must not begin again by itself.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Part};
use crate::rule::cookie::Cookie;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{others, pages};
use crate::spec::Document;

/// Once round, with this digit in state and code.
macro_rules! round {
    ($digit:literal) => {
        concat!(
            "> GET https://shop.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3",
            $digit,
            "
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3",
            $digit,
            " HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbI",
            $digit,
            "&state=a1b2c3",
            $digit,
            "
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbI",
            $digit,
            "&state=a1b2c3",
            $digit,
            " HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<
> GET https://shop.example/home HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/login
<",
        )
    };
}

pub static RULE: Rule = Rule {
    id: "login-loop",
    title: "Login that begins again by itself",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1"), Document::Rfc6265.at("5.4")],
    why: "The provider answers at once, since its session is there. The client does not find its own \
          session and sends the person back, round and round, until the browser gives up.",
    fix: "Look at the hop that restarts the login: the client's session cookie does not come with it, \
          or the person lacks a right; show a page there in place of a new login.",
    config: "",
    bad: example(concat!(round!(0), "\n", round!(1), "\n", round!(2))),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<
> GET https://shop.example/home HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Signed in</p>"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    if !flow.failures.iter().any(|failure| failure.what == What::Loops) {
        return match arrives(flow) {
            true => Verdict::pass("The login does not begin again by itself"),
            false => Verdict::NotApplicable,
        };
    }
    // Who goes in circles at the provider was not sent there by the client.
    if flow.authorization_response().is_none() && flow.first(Kind::Callback).is_none() {
        return Verdict::NotApplicable;
    }
    if request.led_by.is_none() && !request.exchange.request.headers.has("referer") {
        return Verdict::lacks("What sends the browser to the provider again is not in the capture.");
    }
    let by = request.led_by.unwrap_or(request.exchange);
    let mut says = format!(
        "The client begins the login {} times in a row; `{}` starts it again",
        flow.rounds,
        by.path()
    );
    // The last callback before that hop is that of the login before this one.
    let uri = request.given("redirect_uri").and_then(|uri| uri.split(['?', '#']).next());
    let callback = uri.and_then(|uri| flow.around.before_with(by, Sign::Address, uri).next_back());
    let lost = callback.and_then(|callback| lost_cookie(flow, callback, by));
    if let Some((name, why)) = &lost {
        says.push_str(&format!(". The cookie `{name}` that the callback sets does not come with it{why}"));
    }
    Finding::at(others::whole(by, Part::ResponseLocation), says)
        .and_at(Location::of(request, Part::RequestUrl, None))
        .verdict()
}

/// Whether a page of the client comes after the callback.
fn arrives(flow: &Flow<'_>) -> bool {
    let pages = pages::of_client(flow);
    flow.first(Kind::Callback).is_some() && pages.iter().any(|page| page.response.status == Some(200))
}

/// A cookie that the callback sets and that the hop that starts anew comes without.
fn lost_cookie(flow: &Flow<'_>, callback: &Exchange, by: &Exchange) -> Option<(String, String)> {
    let after = crate::flow::after(by, callback) && !flow.sanitized;
    let set = callback.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept);
    let missing = |cookie: &Cookie<'_>| by.request.headers.cookies().all(|(name, _)| name != cookie.name);
    let lost = set.filter(missing).find(|_| after)?;
    let why =
        lost.why_rejected(callback).map_or_else(|| lost.why_lost(callback, by), |why| format!(": it {why}"));
    Some((lost.name.to_owned(), why))
}
