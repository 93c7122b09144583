//! The response must be delivered to the `redirect_uri` that was asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-not-redirect-uri",
    title: "Response delivered elsewhere than to the `redirect_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("3.1.2")],
    why: "The code goes to an address that does not wait for it: the client there knows nothing of this \
          login.",
    fix: "Let the provider send the browser to the `redirect_uri` of the request; look for a rewriting \
          proxy or a fixed return address in its settings.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://www.shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(asked) = request.given("redirect_uri").filter(|uri| uri.contains("://")) else {
        return Verdict::NotApplicable;
    };
    let issued = flow.of(Kind::AuthorizationResponse).find_map(|response| {
        let target = response.exchange.redirect_target()?;
        Some((response, target.split(['?', '#']).next()?.to_owned()))
    });
    let Some((response, target)) = issued else { return Verdict::NotApplicable };
    if place(&target) == place(asked) || place(asked).is_none() {
        return Verdict::pass(format!("The response goes to `{asked}`, as asked"));
    }
    // A page of the provider that tells of an error is no client.
    let own =
        url::Url::parse(&target).is_ok_and(|url| crate::http::origin_of(&url) == response.exchange.origin());
    if own && response.given("code").is_none() {
        return Verdict::NotApplicable;
    }
    let (here, there) =
        (Location::of(response, Part::ResponseLocation, None), Location::param(request, "redirect_uri"));
    let says = format!("The response goes to `{target}`; the request has `redirect_uri` `{asked}`");
    let finding = Finding::at(here.clone(), says).and_at(there.clone()).compared(
        ("Authorization request", Some(there), asked),
        ("Authorization response", Some(here), &target),
    );
    authorize::taken(flow, finding).verdict()
}

/// A URI as a browser addresses it: the case of the host and a missing path do not count.
fn place(uri: &str) -> Option<(String, String)> {
    let url = url::Url::parse(uri).ok()?;
    let origin = crate::http::origin_of(&url);
    let authority = if origin.is_empty() { format!("{}:{}", url.scheme(), url.authority()) } else { origin };
    Some((authority, url.path().to_owned()))
}
