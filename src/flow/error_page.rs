//! Which pages of a provider say that a login failed: by their status, their address, their words, or since they do not let
//! themselves be framed. A flow and a message come in; in which way it failed goes out.

use super::{Flow, What};
use crate::http::{Exchange, Initiator};
use crate::oauth::{Answer, Kind, Message};

/// A page of the provider is an error page by its status, or where the login ends there and the page says so.
pub fn of_page(flow: &Flow<'_>, message: &Message<'_>, refused: bool) -> Option<What> {
    // The provider's page may ask its own server for anything; what is said of the client ends a login.
    let by_script = message.kind == Kind::Interaction && message.exchange.initiator == Initiator::Script;
    if refused && by_script && !crate::oauth::is_refused_button(message.exchange) {
        // What the page sends when the person agrees is the request once more.
        let agrees = message.exchange.request.method == "POST"
            && message.exchange.path().trim_end_matches('/').ends_with("/authorize")
            && flow.authorization_response().is_none();
        let refuses = |says: &str| {
            crate::provider::refuses_request(says) || agrees && crate::provider::server_says_error(says)
        };
        let says = message.answer.error.as_ref().map(|error| error.sentence());
        return says.is_some_and(refuses).then_some(What::ErrorPage);
    }
    if refused || crate::oauth::is_refused_button(message.exchange) {
        return Some(What::ErrorPage);
    }
    if super::quiet::stops_login_in_200(message) {
        return Some(What::ErrorPage);
    }
    // A device polls while its person is at the provider's pages.
    let polls = |token: &Message<'_>| {
        token.answer.error.as_ref().is_some_and(|error| error.code == "authorization_pending")
    };
    let ends = flow.authorization_response().is_none() && flow.of(Kind::TokenRequest).all(polls);
    if ends && own_error_address(message).is_some() {
        return Some(What::ErrorPage);
    }
    if ends && message.kind == Kind::AuthorizationRequest && message.answer.gives_no_address() {
        return Some(What::ErrorPage);
    }
    if ends && leads_to_numbered_error(flow, message) {
        return Some(What::ErrorPage);
    }
    if ends && ends_at_logged_out(flow, message) {
        return Some(What::ErrorPage);
    }
    if ends && refuses_frame(message.exchange) {
        return Some(What::ErrorPage);
    }
    if ends && message.kind == Kind::Interaction && is_error_address(message.exchange) {
        return Some(What::ErrorPage);
    }
    // Some answer with JSON where a page is due, and with 200.
    let in_json = message.kind == Kind::AuthorizationRequest && message.answer.json.is_some();
    if ends && in_json && message.answer.error.as_ref().is_some_and(|error| error.code != "0") {
        return Some(What::ErrorPage);
    }
    let page = message.answer.page.as_deref().filter(|_| ends && message.answer.status == Some(200))?;
    // Where the address itself names an error, common words do; on other pages only the provider's own.
    let on_error_page = message.exchange.request.url.to_ascii_lowercase().contains("error")
        || Answer::is_error_on_its_face(&message.exchange.response);
    let handed_over = page.contains("authorization_response") && page.contains("error");
    let error = message.answer.error.is_some()
        || handed_over
        || flow.provider.says_error(page)
        || (on_error_page && crate::provider::server_says_error(page))
        || is_bare_error(message, page)
        || names_code(message, page)
        || message.exchange.request.method == "POST" && crate::provider::refuses_person(page)
        || (!Answer::asks(&message.exchange.response) && crate::provider::refuses_request(page));
    error.then_some(What::ErrorPage)
}

/// Whether a logout that is to lead back, and does not say whose, ends at the provider's own page that says "logged out".
fn ends_at_logged_out(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let Some(back) = message.given("post_logout_redirect_uri").filter(|_| message.kind == Kind::Logout)
    else {
        return false;
    };
    let next = match message.exchange.redirect_target() {
        Some(_) => flow.around.redirected_to(message.exchange),
        None => Some(message.exchange),
    };
    let next = next.filter(|next| next.origin() == message.exchange.origin());
    let page = next.filter(|page| page.response.status == Some(200) && flow.around.after(page).is_empty());
    let body = page.and_then(|page| page.response.body.text()).unwrap_or_default();
    let text = body.to_ascii_lowercase();
    let says = ["logged out", "signed out"].iter().any(|says| text.contains(says));
    let unhinted = message.given("id_token_hint").is_none() && message.given("client_id").is_none();
    // Who asks whether to log out has a form that posts; one that leads to the next login does not.
    let asks = text.contains("<form") && !text.contains("method=\"get\"");
    unhinted && says && !asks && !body.contains(back)
}

/// Whether an authorization request is sent on to the provider's own error page, which has a number for it and no word in its
/// address, and which was not recorded.
fn leads_to_numbered_error(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let leads = message.exchange.redirect_target().filter(|target| {
        let url = url::Url::parse(target).ok();
        url.is_some_and(|url| {
            crate::http::origin_of(&url) == message.exchange.origin()
                && url.path().to_ascii_lowercase().contains("error")
                && url.query_pairs().any(|(name, _)| name.eq_ignore_ascii_case("errorid"))
        })
    });
    message.kind == Kind::AuthorizationRequest
        && leads
            .is_some_and(|target| flow.of(Kind::Interaction).all(|page| page.exchange.request.url != target))
}

/// Whether a short page without a form calls itself an error, with or without a reason.
fn is_bare_error(message: &Message<'_>, page: &str) -> bool {
    page.len() < 600
        && matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction)
        && Answer::is_error_on_its_face(&message.exchange.response)
}

/// Whether a short page in the place of a login names the code of a refused request (RFC 6749, section 4.1.2.1).
fn names_code(message: &Message<'_>, page: &str) -> bool {
    let codes = [
        "invalid_request",
        "invalid_client",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_response_type",
        "redirect_uri_mismatch",
        "invalid_redirect_uri",
    ];
    page.len() < 1500
        && message.kind == Kind::AuthorizationRequest
        && !Answer::asks(&message.exchange.response)
        && page.split(|c: char| !c.is_ascii_alphabetic() && c != '_').any(|word| codes.contains(&word))
}

/// Whether a page that a frame of another site should show does not let itself be framed (HTML, section 7.10).
pub fn refuses_frame(page: &Exchange) -> bool {
    let request = &page.request.headers;
    let framed = request.first("sec-fetch-dest") == Some("iframe")
        && request.first("sec-fetch-site").is_some_and(|site| site != "same-origin");
    let options = page.response.headers.first("x-frame-options").unwrap_or_default().to_ascii_lowercase();
    let policy = page.response.headers.first("content-security-policy").unwrap_or_default();
    framed && (matches!(options.trim(), "deny" | "sameorigin") || policy.contains("frame-ancestors 'none'"))
}

/// Whether the last word of an address is that of an error page: `/home/error`, `/oauth2/fallbacks/error`.
fn is_error_address(page: &Exchange) -> bool {
    let path = page.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    page.response.status == Some(200) && matches!(last, "error" | "oauth-error" | "oauth_error" | "autherror")
}

/// The logout that led to an error page, in a flow that asks for nothing else.
pub fn led_by_logout<'a, 'c>(flow: &'a Flow<'c>, message: &Message<'c>) -> Option<&'a Message<'c>> {
    let of_logout = message.kind == Kind::Interaction && flow.authorization_request().is_none();
    flow.first(Kind::Logout).filter(|_| of_logout)
}

/// Code and words in the address of the provider's own error page: of this page, or of the one that the answer leads to.
pub fn own_error_address(message: &Message<'_>) -> Option<(String, String)> {
    let at_provider = matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Logout);
    let onwards = message.exchange.redirect_target().filter(|target| {
        let url = url::Url::parse(target).ok();
        // A logout may end at a page of the provider's on another host.
        let beside = message.kind == Kind::Logout
            && url.as_ref().and_then(crate::http::site_of)
                == message.exchange.url().as_ref().and_then(crate::http::site_of);
        beside || url.is_some_and(|url| crate::http::origin_of(&url) == message.exchange.origin())
    });
    let own = onwards.is_none() && crate::oauth::is_error_page(message.exchange);
    let read = own || matches!(message.answer.status, Some(200..400));
    let named = || crate::oauth::named(onwards.as_deref().unwrap_or(&message.exchange.request.url));
    if at_provider && read { named() } else { None }
}
