//! What the client's own page keeps a browser from doing: requests that its Content-Security-Policy does not list, and a
//! sign-in helper whose storage browsers part from the page. A message comes in; what holds it back goes out.

use super::Flow;
use crate::http::{Exchange, Initiator, csp, site_of};
use crate::oauth::{Kind, Message};

/// A request that the browser did not send because of the policy of the page.
#[derive(Clone, Debug)]
pub struct ByPolicy<'c> {
    pub page: &'c Exchange,
    /// The directive that counts, and its list.
    pub directive: &'static str,
    pub list: String,
}

/// The policy of the client's page that does not list the address of an unanswered request (CSP Level 3, `connect-src`
/// and `frame-src`).
pub fn by_policy<'c>(flow: &Flow<'c>, message: &Message<'c>) -> Option<ByPolicy<'c>> {
    let exchange = message.exchange;
    if message.answer.status.is_some() || !tells_nothing_else(exchange) {
        return None;
    }
    let headers = &exchange.request.headers;
    let framed = headers.first("sec-fetch-dest") == Some("iframe") || message.given("prompt") == Some("none");
    let directives: &[&'static str] = match exchange.initiator {
        Initiator::Script | Initiator::Unknown if message.kind != Kind::AuthorizationRequest => {
            &["connect-src", "default-src"]
        }
        Initiator::Navigation | Initiator::Unknown if framed => &["frame-src", "child-src", "default-src"],
        _ => return None,
    };
    let target = exchange.url()?;
    let origin = headers
        .first("origin")
        .or_else(|| headers.first("referer"))
        .or_else(|| flow.authorization_request()?.given("redirect_uri"))
        .and_then(|page| url::Url::parse(page).ok())
        .map(|page| crate::http::origin_of(&page))?;
    let is_page = |page: &&Exchange| {
        page.origin() == origin
            && page.initiator != Initiator::Script
            && page.response.status == Some(200)
            && page.response.headers.has("content-security-policy")
    };
    let page = flow.around.before(exchange).iter().rfind(is_page)?;
    let (directive, list) = csp::refuses(page, directives, &target)?;
    Some(ByPolicy { page, directive, list })
}

/// Whether the browser names no other reason why there is no answer.
fn tells_nothing_else(exchange: &Exchange) -> bool {
    let error = exchange.error.as_deref().unwrap_or_default().to_ascii_lowercase();
    error.is_empty() || error.contains("csp") || error.contains("content security policy")
}

/// Where Firebase Authentication receives the response, on the domain of the project.
/// <https://firebase.google.com/docs/auth/web/redirect-best-practices>
const HANDLER: &str = "/__/auth/handler";

/// The origin of the client's page that a sign-in helper of another site led back to, with nobody signed in: what the helper
/// wrote down as a page of its own, its frame inside the client's page does not see.
pub fn parted_from(flow: &Flow<'_>, callback: &Message<'_>) -> Option<String> {
    let at_handler = callback.kind == Kind::Callback && callback.exchange.path().ends_with(HANDLER);
    if !at_handler || callback.given("code").is_none() && callback.given("id_token").is_none() {
        return None;
    }
    let after = flow.around.after(callback.exchange);
    // With the helper's answer the page asks who that is.
    let signs_in = |exchange: &Exchange| {
        ["signInWithIdp", "verifyAssertion", "accounts:lookup", "getAccountInfo"]
            .iter()
            .any(|call| exchange.path().contains(call))
    };
    let asks_again = after.iter().any(|exchange| exchange.path().ends_with("/__/auth/iframe"));
    if !asks_again || after.iter().any(signs_in) {
        return None;
    }
    let begun = |exchange: &&Exchange| {
        exchange.path().ends_with(HANDLER) && exchange.query().given("authType") == Some("signInViaRedirect")
    };
    let begun = flow.around.before(callback.exchange).iter().rfind(begun)?.query();
    let page = url::Url::parse(begun.given("redirectUrl")?).ok()?;
    let elsewhere = site_of(&page) != callback.exchange.url().as_ref().and_then(site_of);
    elsewhere.then(|| crate::http::origin_of(&page))
}
