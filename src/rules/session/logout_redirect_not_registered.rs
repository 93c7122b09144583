//! The address after a logout is registered, too.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::http::Exchange;
use crate::oauth::Message;
use crate::rule::configured::fits;
use crate::rule::logout;
use crate::rule::nearest::nearest;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-redirect-not-registered",
    title: "Unregistered `post_logout_redirect_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcLogout.at("2"), Document::OidcLogout.at("3")],
    why: "The provider leads only to addresses that are registered for this purpose, in a list of their \
          own. It shows an error, or stays on its own page.",
    fix: "Register the address letter for letter in the provider's list for logout, or send a \
          registered one.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"post_logout_redirect_uris\":[\"https://shop.example/goodbye\"]}",
    bad: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>post_logout_redirect_uri not registered</p>"),
    good: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fgoodbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/goodbye
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let asked = logout::initiated(flow).find_map(|request| {
        let name = ["post_logout_redirect_uri", "logout_uri"]
            .into_iter()
            .find(|name| request.given(name).is_some())?;
        Some((request, name, request.given(name)?))
    });
    let Some((request, name, sent)) = asked else { return Verdict::NotApplicable };
    let Some(registered) = config.post_logout_redirect_uris.as_deref() else {
        return Verdict::lacks("No stored configuration lists the client's redirect URIs after logout.");
    };
    if let Some(known) = registered.iter().find(|uri| *uri == sent || fits(uri, sent)) {
        return Verdict::pass(if known == sent {
            format!("`{sent}` is registered")
        } else {
            format!("`{sent}` fits the registered pattern `{known}`")
        });
    }
    let place = Location::param(request, name);
    let says = format!("`{name}` is `{sent}`, which is not registered");
    let finding = match nearest(sent, registered.iter().map(String::as_str)) {
        Some(near) => Finding::at(place.clone(), says)
            .compared(("Registered", None, near), ("Logout request", Some(place), sent)),
        None => Finding::at(place, says),
    };
    let refused = request.answer.status.is_some_and(|status| status >= 400);
    if refused || stays(flow, request, sent) {
        finding
    } else {
        finding.severity(Severity::Warning).class(Class::Conformance)
    }
    .verdict()
}

/// Whether the person is left on a page of the provider's own.
fn stays(flow: &Flow<'_>, request: &Message<'_>, sent: &str) -> bool {
    let goes = sent.split(['?', '#']).next().unwrap_or_default();
    let shows = |exchange: &Exchange| {
        exchange.response.status == Some(200) && exchange.response.media_type.contains("html")
    };
    let own = request.exchange.redirect_target().is_some_and(|target| {
        let address = target.split(['?', '#']).next().unwrap_or_default();
        let mut pages = flow.around.after_with(request.exchange, Sign::Address, address);
        pages.any(|page| page.origin() == request.exchange.origin() && shows(page))
    });
    (own || shows(request.exchange))
        && flow.around.after_with(request.exchange, Sign::Address, goes).next().is_none()
}
