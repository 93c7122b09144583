//! A page that cuts its ties to other windows ends a login in a popup.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "popup-opener-severed",
    title: "Cross-Origin-Opener-Policy in a popup login",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Html.at("")],
    why: "The page that opened the popup waits for a message from it. `Cross-Origin-Opener-Policy` \
          makes the browser cut the two apart: the popup has no opener, and the page believes that it \
          was closed.",
    fix: "Send `Cross-Origin-Opener-Policy: unsafe-none` with every page that the popup shows, \
          `same-origin-allow-popups` with the page that opens it; or log in by redirect.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&display=popup HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
< Cross-Origin-Opener-Policy: same-origin
<
<p>Sign in</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&display=popup HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign in</p>"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    if !is_popup(flow, request) {
        return Verdict::NotApplicable;
    }
    let shown = flow.messages.iter().filter(|message| {
        matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback)
    });
    let severs = |message: &Message<'_>| {
        let policy = message.exchange.response.headers.first("cross-origin-opener-policy")?;
        let policy = policy.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        (!policy.is_empty() && policy != "unsafe-none").then_some(policy)
    };
    let Some((page, policy)) = shown.into_iter().find_map(|page| Some((page, severs(page)?))) else {
        return match request.exchange.response.headers.0.is_empty() {
            true => Verdict::lacks("The headers of the pages that the popup shows are not in the capture."),
            false => Verdict::pass("No page that the popup shows cuts its ties to the page that opened it"),
        };
    };
    if authorize::went_on(flow) {
        return Verdict::pass("The login went on in spite of `Cross-Origin-Opener-Policy`");
    }
    let says = format!(
        "`{}`, shown in the popup, has `Cross-Origin-Opener-Policy: {policy}`",
        page.exchange.address()
    );
    Finding::at(Location::of(page, Part::ResponseHeader, Some("cross-origin-opener-policy")), says)
        .likely()
        .verdict()
}

/// What tells that a window of its own shows the login.
fn is_popup(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let hands_over = request.given("response_mode").is_some_and(|mode| mode.ends_with("_message"))
        && request.given("prompt") != Some("none");
    let named = request.given("redirect_uri").is_some_and(|uri| {
        uri.to_ascii_lowercase().contains("popup") || uri == "postmessage" || uri.starts_with("storagerelay:")
    });
    let speaks = flow.of(Kind::Callback).any(|callback| {
        callback.exchange.response.body.text().is_some_and(|page| page.contains("opener.postMessage"))
    });
    request.exchange.in_popup || request.given("display") == Some("popup") || hands_over || named || speaks
}
