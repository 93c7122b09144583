//! Silent renewal needs the provider's cookie.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::silent;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "silent-renew-blocked",
    title: "Silent request without the provider's cookie",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.6"), Document::Cookies.at("")],
    why: "The hidden frame belongs to another site than the page around it. Browsers keep the \
          provider's cookies back there, and the provider sees nobody signed in.",
    fix: "Renew with a refresh token in the client, or put the provider on a domain of the client's \
          site; log in by redirect when the silent request finds nobody.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=login_required&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
> Cookie: session=1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = silent::request(flow) else { return Verdict::NotApplicable };
    let headers = &request.exchange.request.headers;
    if headers.has("cookie") {
        return Verdict::pass("The silent request carries cookies of the provider");
    }
    let Some(response) = silent::refused(flow) else {
        return Verdict::pass("The provider answers the silent request");
    };
    if flow.sanitized || headers.0.is_empty() {
        return Verdict::lacks("The capture was exported without cookies.");
    }
    // After a logout nobody is signed in, whatever the browser sends.
    if silent::signed_out_before(flow, request) {
        return Verdict::pass("Nobody is signed in: the person logged out before");
    }
    if silent::has_no_cookie(flow, request) {
        return Verdict::pass("The browser had no cookie of the provider yet that it could have kept back");
    }
    let site = headers.first("sec-fetch-site").unwrap_or_default();
    let says = "The silent request is sent from a frame without any cookie of the provider";
    let finding = Finding::at(Location::of(request, Part::RequestHeader, Some("cookie")), says)
        .and_at(Location::param(response, "error"));
    if site == "cross-site" { finding } else { finding.likely() }.verdict()
}
