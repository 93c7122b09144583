//! A page that cuts its ties to other windows ends a login in a popup.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::{Exchange, Initiator, is_one_site};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{authorize, others};
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
    let mut shown = shown.map(|message| message.exchange);
    let Some((page, policy)) = shown.find_map(|page| Some((page, severs(page)?))) else {
        return match request.exchange.response.headers.0.is_empty() {
            true => Verdict::lacks("The headers of the pages that the popup shows are not in the capture."),
            false => Verdict::pass("No page that the popup shows cuts its ties to the page that opened it"),
        };
    };
    if authorize::went_on(flow) {
        return Verdict::pass("The login went on in spite of `Cross-Origin-Opener-Policy`");
    }
    let says = format!("`{}` has `Cross-Origin-Opener-Policy: {policy}`", page.address());
    let place = Location {
        name: Some("cross-origin-opener-policy".into()),
        ..others::whole(page, Part::ResponseHeader)
    };
    let finding = Finding::at(place, says);
    match flow.of(Kind::Callback).next_back() {
        Some(callback) if acts(flow, callback) => {
            Verdict::pass("The client goes on after the popup in spite of `Cross-Origin-Opener-Policy`")
        }
        Some(callback) if strands(flow, callback) => finding.verdict(),
        _ => finding.likely().verdict(),
    }
}

/// The policy of a page that cuts it off from the window that opened it.
fn severs(page: &Exchange) -> Option<String> {
    let policy = page.response.headers.first("cross-origin-opener-policy")?;
    let policy = policy.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!policy.is_empty() && policy != "unsafe-none").then_some(policy)
}

/// Whether the client does something after the callback, beside loading files.
fn acts(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    flow.around.after(callback.exchange).iter().any(|later| {
        matches!(later.initiator, Initiator::Script | Initiator::Navigation | Initiator::Unknown)
            && is_one_site(later, callback.exchange)
            && !later.path().rsplit('/').next().unwrap_or_default().contains('.')
    })
}

/// Whether a code arrived in the popup, and nothing came of it.
fn strands(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    callback.given("code").is_some()
        && callback.answer.status == Some(200)
        && callback.answer.page.is_some()
        && flow.failures.is_empty()
}

/// What tells that a window of its own shows the login.
fn is_popup(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let hands_over = request.given("response_mode").is_some_and(|mode| mode.ends_with("_message"))
        && request.given("prompt") != Some("none");
    let named = request.given("redirect_uri").is_some_and(|uri| {
        ["popup", "oauth2-redirect.html"].iter().any(|word| uri.to_ascii_lowercase().contains(word))
            || uri == "postmessage"
            || uri.starts_with("storagerelay:")
    });
    let speaks = flow.of(Kind::Callback).any(|callback| {
        callback.exchange.response.body.text().is_some_and(|page| page.contains("opener.postMessage"))
    });
    request.exchange.in_popup || request.given("display") == Some("popup") || hands_over || named || speaks
}
