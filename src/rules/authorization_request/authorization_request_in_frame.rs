//! A login page shown in a frame is one that browsers or providers refuse.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-request-in-frame",
    title: "Login in a frame",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("4.16"), Document::OidcCore.at("3.1.2.1")],
    why: "Providers forbid that their login page is shown inside another page, since a page around it \
          could steal clicks. The frame stays empty, and browsers keep the provider's cookies back in \
          it.",
    fix: "Navigate the whole window of the client to the provider, or open a popup; use a frame only \
          with `prompt=none`, and better a refresh token.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< X-Frame-Options: DENY
<
<p>Sign in</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=none HTTP/1.1
> Sec-Fetch-Dest: iframe
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    let headers = &request.exchange.request.headers;
    let Some(into) = headers.first("sec-fetch-dest") else {
        return Verdict::lacks("The capture does not say whether the request was sent from a frame.");
    };
    if !matches!(into, "iframe" | "frame" | "embed" | "object") {
        return Verdict::pass("The request is sent by the whole window");
    }
    if request.given("prompt") == Some("none") {
        return Verdict::pass("The request is sent from a frame and asks for no page (`prompt=none`)");
    }
    if authorize::stage(flow) == authorize::Stage::Accepted {
        return Verdict::pass("The provider answers in the frame without a page");
    }
    let place = Location::of(request, Part::RequestHeader, Some("sec-fetch-dest"));
    let says = format!("The request is sent from a frame (`Sec-Fetch-Dest: {into}`) without `prompt=none`");
    match refusal(flow) {
        Some((page, name)) => {
            Finding::at(place, format!("{says}, and the provider's page may not be framed"))
                .severity(Severity::Error)
                .and_at(Location::of(page, Part::ResponseHeader, Some(name)))
        }
        None => Finding::at(place, says).likely(),
    }
    .verdict()
}

/// The page that forbids to be framed, and the header that says so.
fn refusal<'a, 'c>(flow: &'a Flow<'c>) -> Option<(&'a Message<'c>, &'static str)> {
    let pages = flow.of(Kind::AuthorizationRequest).chain(flow.of(Kind::Interaction));
    pages.into_iter().find_map(|page| {
        let headers = &page.exchange.response.headers;
        let by_csp = headers.all("content-security-policy").any(|policy| policy.contains("frame-ancestors"));
        match (headers.has("x-frame-options"), by_csp) {
            (true, _) => Some((page, "x-frame-options")),
            (_, true) => Some((page, "content-security-policy")),
            _ => None,
        }
    })
}
