//! A redirect before the client must not drop `code` and `state`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Params;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-lost-parameters",
    title: "Redirect that drops the parameters of the response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("3.1.2")],
    why: "A redirect to `https`, to another host name or to an address with a slash comes between provider \
          and client. It forgets the query, and the client gets a callback without a code.",
    fix: "Register and send the address that the redirect leads to as `redirect_uri`, or change the \
          redirect of the web server so that it keeps the query.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: http://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET http://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 301 Moved Permanently
< Location: https://shop.example/cb
<"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let callbacks: Vec<&Message<'_>> =
        flow.of(Kind::Callback).filter(|message| message.given("code").is_some()).collect();
    if callbacks.is_empty() {
        return Verdict::NotApplicable;
    }
    let goes_on = authorize::went_on(flow);
    if !goes_on && callbacks.iter().all(|callback| callback.answer.status.is_none()) {
        return Verdict::lacks("The answer to the callback is not in the capture.");
    }
    let findings: Vec<Finding> =
        callbacks.iter().filter(|_| !goes_on).filter_map(|callback| lost(callback)).collect();
    Verdict::of(findings, "No redirect drops the parameters of the response")
}

/// A redirect to the same place under another spelling. One to another page is the client's own, when it has finished.
fn lost(callback: &Message<'_>) -> Option<Finding> {
    let target = callback.exchange.redirect_target()?;
    let to = url::Url::parse(&target).ok()?;
    let from = callback.exchange.url()?;
    let carried = Params::parse(target.split('#').next()?.split_once('?').map_or("", |(_, query)| query));
    let names = ["code", "state"];
    let kept = |name: &&&str| carried.given(name).is_some();
    let dropped: Vec<String> = names
        .iter()
        .filter(|name| callback.given(name).is_some() && !kept(name))
        .map(|name| format!("`{name}`"))
        .collect();
    let partly = names
        .iter()
        .any(|name| carried.given(name) == callback.given(name) && callback.given(name).is_some());
    let respelt =
        spelling(&from) == spelling(&to) && from.as_str().split('?').next() != to.as_str().split('?').next();
    if dropped.is_empty() || !(respelt || partly) {
        return None;
    }
    let place = Location::of(callback, Part::ResponseLocation, None);
    let address = target.split('?').next().unwrap_or_default();
    let says = format!(
        "`{}` answers with a redirect to `{address}`, without {}",
        callback.exchange.address(),
        dropped.join(" and ")
    );
    // A client that sets a cookie on the way may have kept them.
    let headers = &callback.exchange.response.headers;
    let remembers = headers.has("set-cookie") || headers.0.is_empty();
    let finding = Finding::at(place, says).and_at(Location::param(callback, "code"));
    Some(if remembers { finding.severity(Severity::Warning).likely() } else { finding })
}

/// Host without `www.` and path without a slash at the end.
fn spelling(url: &url::Url) -> (String, String) {
    let host = url.host_str().unwrap_or_default();
    (host.strip_prefix("www.").unwrap_or(host).to_owned(), url.path().trim_end_matches('/').to_owned())
}
