//! A login is judged from its request on.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};

pub static RULE: Rule = Rule {
    id: "capture-starts-late",
    title: "Capture that begins after the login did",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "What the client asked for is not in the capture: `state`, `nonce`, PKCE and the redirect URI \
          have nothing to be compared with.",
    fix: "Open the developer tools and switch on \"Preserve log\" before the login begins, then log in \
          again.",
    config: "",
    bad: example(
        "> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<",
    ),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Seen(Subject::Capture),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if flow.authorization_request().is_some() {
        return Verdict::pass("The capture has the authorization request");
    }
    if flow.first(Kind::BackchannelAuthentication).is_some() {
        return Verdict::pass("The capture has the request for a login on another device");
    }
    let needs = flow.messages.iter().find(|message| match message.kind {
        Kind::Callback | Kind::AuthorizationResponse => true,
        Kind::TokenRequest => message.grant() == Some("authorization_code"),
        _ => false,
    });
    let Some(first) = needs else { return Verdict::NotApplicable };
    // What a command line or a server recorded begins where it begins.
    let by_browser = matches!(first.kind, Kind::Callback | Kind::AuthorizationResponse)
        || first.exchange.request.headers.has("sec-fetch-mode");
    if !by_browser {
        return Verdict::NotApplicable;
    }
    let says =
        format!("The first step of the login in this capture is the {}", first.kind.label().to_lowercase());
    Finding::at(Location::of(first, Part::RequestLine, None), says).verdict()
}
