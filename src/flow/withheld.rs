//! Answers that a browser keeps from a page's script, and requests that it does not send (Fetch Standard, section 4.10). A
//! message comes in; in which way it failed goes out.

use super::{Flow, What};
use crate::http::{Exchange, Initiator, Params};
use crate::oauth::{Kind, Message};

/// The browser got no answer, or kept it from the script.
pub fn withheld(message: &Message<'_>) -> Option<What> {
    let exchange = message.exchange;
    let script = match exchange.initiator {
        Initiator::Script => true,
        Initiator::Unknown => !wants_page(exchange),
        _ => false,
    };
    let error = exchange.error.as_deref().unwrap_or_default();
    if error.contains("ERR_ABORTED") || error.contains("NS_BINDING_ABORTED") {
        return None;
    }
    if script && cors_refuses(message) {
        return Some(What::Withheld);
    }
    let name_or_network = [
        "NAME_NOT_RESOLVED",
        "CONNECTION",
        "TIMED_OUT",
        "CERT",
        "SSL",
        "INTERNET",
        "ADDRESS",
        "PROXY",
        "TUNNEL",
        // Node.js and others.
        "ENOTFOUND",
        "EAI_AGAIN",
        "ETIMEDOUT",
        "ECONNREFUSED",
        "ECONNRESET",
        "self signed certificate",
        "self-signed certificate",
        "local issuer certificate",
        // Firefox.
        "SEC_ERROR",
        "PKIX",
        "UNKNOWN_HOST",
        "NET_TIMEOUT",
        "NET_RESET",
        "NET_INTERRUPT",
        // WebKit.
        "hostname could not be found",
        "certificate for this server",
        "Could not connect to the server",
        "request timed out",
    ];
    if message.answer.status.is_none() && name_or_network.iter().any(|word| error.contains(word)) {
        return Some(What::NoAnswer);
    }
    if script && message.answer.status.is_none() && mixed_from(exchange).is_some() {
        return Some(What::Withheld);
    }
    let of_login =
        !matches!(message.kind, Kind::ApiCall | Kind::Interaction | Kind::Preflight | Kind::ClientPage);
    let is_blocked =
        error.contains("BLOCKED_BY") || error == "csp" || error.contains("Content Security Policy");
    if message.answer.status.is_none() && of_login && is_blocked {
        return Some(What::NoAnswer);
    }
    // Nobody has registered the scheme of a native client's redirect URI.
    if message.answer.status.is_none()
        && matches!(message.kind, Kind::Callback)
        && ["UNKNOWN_URL_SCHEME", "UNKNOWN_PROTOCOL"].iter().any(|word| error.contains(word))
    {
        return Some(What::NoAnswer);
    }
    let failed = error.contains("ERR_FAILED") && message.answer.status.is_none();
    (script && failed && is_cross_origin(message)).then_some(What::Withheld)
}

/// Whether a browser asks for a page, as it does for nothing that a script fetches (Fetch Standard, section 2.2.5).
fn wants_page(exchange: &Exchange) -> bool {
    let accept = exchange.request.headers.first("accept").unwrap_or_default();
    accept.starts_with("text/html,application/xhtml+xml")
}

/// Whether a login ends at a request of a page's script of which the export does not say why nothing came, and nothing ever
/// came from there.
pub fn ends_untold(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let headers = &exchange.request.headers;
    let answered =
        |other: &Message<'_>| other.exchange.address() == exchange.address() && other.answer.status.is_some();
    message.answer.status.is_none()
        && exchange.error.is_none()
        && exchange.duration_ms.is_some()
        && matches!(message.kind, Kind::TokenRequest | Kind::Userinfo)
        && headers.first("sec-fetch-mode") == Some("cors")
        && is_cross_origin(message)
        && flow.around.after(exchange).is_empty()
        && !flow.messages.iter().any(answered)
}

/// Whether an answer reached the browser without the header that lets the page's script read it (Fetch Standard,
/// section 4.10, "CORS check").
fn cors_refuses(message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let Some(origin) = exchange.request.headers.first("origin") else { return false };
    if message.answer.status.is_none() || exchange.response.headers.0.is_empty() || !is_cross_origin(message)
    {
        return false;
    }
    // A form that the provider's page posts to the client is a navigation (OAuth 2.0 Form Post Response Mode).
    let form = || exchange.content_type().is_some_and(|media| media == "application/x-www-form-urlencoded");
    let mode = exchange.request.headers.first("sec-fetch-mode");
    let cors_mode = mode.map_or_else(|| message.kind != Kind::Callback || !form(), |mode| mode == "cors");
    let allowed = exchange.response.headers.first("access-control-allow-origin");
    cors_mode
        && (exchange.error.is_some() || allowed.is_none() || any_with_cookies(exchange))
        && allowed.is_none_or(|allowed| match allowed {
            "*" => any_with_cookies(exchange),
            _ => allowed != origin || refuses_cookies(exchange),
        })
        && sent_by_browser(message)
}

/// Whether cookies went with the request of a page's script to another site: for those `*` does not stand.
fn any_with_cookies(exchange: &Exchange) -> bool {
    let headers = &exchange.request.headers;
    let to_other_site = headers.first("sec-fetch-site") == Some("cross-site")
        && headers.first("sec-fetch-mode") == Some("cors")
        && exchange.response.headers.first("access-control-allow-origin") == Some("*");
    (exchange.error.is_some() || to_other_site) && headers.has("cookie")
}

/// Whether a browser that gave the script no answer had sent cookies, and the answer does not allow them.
fn refuses_cookies(exchange: &Exchange) -> bool {
    let allowed = exchange.response.headers.first("access-control-allow-credentials");
    exchange.error.as_ref().is_some_and(|error| error.contains("ERR_FAILED"))
        && exchange.request.headers.has("cookie")
        && allowed != Some("true")
}

/// The page over https whose script calls an address over http, which browsers do not send (Mixed Content, section 5).
/// <https://www.w3.org/TR/mixed-content/>
pub fn mixed_from(exchange: &Exchange) -> Option<String> {
    let called = exchange.url().filter(|url| url.scheme() == "http" && !crate::http::is_loopback(url));
    called.and_then(|_| page_of(exchange)).filter(|page| page.starts_with("https:"))
}

/// The page whose script sends a request: some browsers list no headers of what they do not send, and a code comes back to that page.
fn page_of(exchange: &Exchange) -> Option<String> {
    let headers = &exchange.request.headers;
    let told = headers.first("origin").or_else(|| headers.first("referer"));
    told.map(str::to_owned).or_else(|| {
        let sent = Params::parse(exchange.request.body.text()?);
        sent.given("redirect_uri").filter(|_| sent.given("code").is_some()).map(str::to_owned)
    })
}

/// Servers and command lines may send `Origin` too; only a browser checks the answer.
fn sent_by_browser(message: &Message<'_>) -> bool {
    let headers = &message.exchange.request.headers;
    message.exchange.error.is_some()
        || headers.has("sec-fetch-mode")
        || headers.has("sec-fetch-site")
        || message.exchange.initiator == Initiator::Script
}

/// Whether the request goes to another origin than the page that sends it.
fn is_cross_origin(message: &Message<'_>) -> bool {
    let own = message.exchange.origin();
    // An opaque origin, `null`, is no address.
    let other =
        |page: String| url::Url::parse(&page).map_or(true, |page| crate::http::origin_of(&page) != own);
    page_of(message.exchange).is_some_and(other)
}

/// Whether the browser's question was answered without leave for the page's origin, or the browser says no more than that
/// it failed.
pub fn preflight_refuses(message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let failed = exchange.error.as_deref().is_some_and(|error| error.contains("ERR_FAILED"));
    if failed && message.answer.status.is_none() && is_cross_origin(message) {
        return true;
    }
    let asks = exchange.request.headers.first("origin");
    let allowed = exchange.response.headers.first("access-control-allow-origin");
    let answered = message.answer.status.is_some() && !exchange.response.headers.0.is_empty();
    let origin_refused =
        asks.is_some_and(|origin| allowed.is_none_or(|allowed| allowed != "*" && allowed != origin));
    answered && (origin_refused || header_not_allowed(exchange))
}

/// Whether the browser asked to send a header that the answer does not allow; `*` never allows `Authorization` (Fetch
/// Standard, section 4.8).
fn header_not_allowed(preflight: &Exchange) -> bool {
    let asked = preflight.request.headers.first("access-control-request-headers").unwrap_or_default();
    let allowed: Vec<String> = preflight
        .response
        .headers
        .all("access-control-allow-headers")
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    let names = asked.split(',').map(|name| name.trim().to_ascii_lowercase());
    names.filter(|name| !name.is_empty()).any(|name| {
        !allowed.contains(&name) && (name == "authorization" || !allowed.iter().any(|any| any == "*"))
    })
}

/// Whether a request got no answer because the browser's question before it was refused.
pub fn stopped_by_preflight(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let unanswered = message.answer.status.is_none() && exchange.response.headers.0.is_empty();
    let script = matches!(exchange.initiator, Initiator::Script | Initiator::Unknown);
    let asked = |message: &Message<'_>| {
        message.exchange.address() == exchange.address()
            && (message.answer.status.is_some_and(|status| status >= 400) || preflight_refuses(message))
    };
    unanswered && script && is_cross_origin(message) && flow.of(Kind::Preflight).any(asked)
}
