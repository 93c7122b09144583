//! Behind a proxy that ends TLS the client must be told that it is reached by https.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-scheme-of-proxy",
    title: "`http` in the `redirect_uri` of a client that is reached by `https`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("2.6"), Document::Rfc9700.at("4.13")],
    why: "The client builds the address from what it sees itself: plain `http` behind a proxy. That \
          address is not registered, or leads the browser away from the encrypted page, where its \
          cookies are.",
    fix: "Tell the client its public address, or let the proxy send `X-Forwarded-Proto` and the client \
          trust it.",
    config: "",
    bad: example("> GET https://shop.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example("> GET https://shop.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "redirect_uri", |request, uri| {
        let Ok(url) = url::Url::parse(uri) else { return Verdict::NotApplicable };
        let Some((place, page)) = page(flow, request) else {
            return Verdict::lacks("The page of the client that began the login is not in the capture.");
        };
        let behind = url.scheme() == "http"
            && page.scheme() == "https"
            && url.host_str() == page.host_str()
            && !crate::http::is_loopback(&url);
        if !behind {
            return Verdict::pass(format!(
                "`{uri}` has the scheme of the page that began the login, or another host"
            ));
        }
        let says =
            format!("The login began at `{}`; `redirect_uri` is `{uri}`", crate::http::origin_of(&page));
        let finding = Finding::at(Location::param(request, "redirect_uri"), says).and_at(place);
        authorize::settled(flow, finding).verdict()
    })
}

/// The client's page that began the login: the redirect that led here, or the `Referer`.
fn page(flow: &Flow<'_>, request: &Message<'_>) -> Option<(Location, url::Url)> {
    let led_by = flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by);
    if let Some(exchange) = led_by {
        let place = Location {
            file: exchange.file,
            entry: exchange.entry,
            part: Part::RequestUrl,
            name: None,
            span: None,
        };
        return Some((place, exchange.url()?));
    }
    let referer = request.exchange.request.headers.first("referer")?;
    Some((Location::of(request, Part::RequestHeader, Some("referer")), url::Url::parse(referer).ok()?))
}
