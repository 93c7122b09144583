//! Embedded browser refused.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "embedded_browser_blocked",
    title: "Embedded browser refused",
    says: "The provider refuses to log people in inside an embedded web view",
    story: "Inside a web view the program could read the password, so Google and others refuse it. They \
            recognise it by its `User-Agent`.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it opens the login page",
    console: &[],
    fix: &[
        "Open the login in the system's browser or its in-app browser tab (Custom Tabs, \
         ASWebAuthenticationSession), as RFC 8252 says.",
        "Receive the answer at a loopback or app-claimed redirect URI.",
    ],
    refuted_by: &["The same refusal in the system's own browser."],
    alike: &[&super::access_policy_blocked::CAUSE, &super::wrong_platform_type::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE).or_else(|| in_web_view(case))
}

/// A page of the provider refused with 403 and no reason, to a web view (its `User-Agent` says `; wv`, the app's name comes
/// along in `X-Requested-With`).
/// <https://developer.chrome.com/docs/webview/user-agent>
fn in_web_view(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let at_provider =
        |page: &&Message<'_>| matches!(page.kind, Kind::AuthorizationRequest | Kind::Interaction);
    let page = case.failed().filter(at_provider).filter(|page| silent && page.answer.status == Some(403))?;
    let headers = &page.exchange.request.headers;
    let view = headers.first("user-agent").is_some_and(|agent| agent.contains("; wv)"));
    let place = Location::of(page, Part::RequestHeader, Some("user-agent"));
    let evidence = Evidence::at("User-Agent", place, "that of a web view inside an app");
    view.then(|| Weight::new(Strength::Fits, 1.0).evidence(evidence))
}
