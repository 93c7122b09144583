//! The client's own pages in a login: what began it, the callback, and where that led.

use super::{Location, Verdict};
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Part};

/// In order of time: what sent the browser to the provider, the callbacks, and the redirects of the client behind them.
pub fn of_client<'c>(flow: &Flow<'c>) -> Vec<&'c Exchange> {
    let mut pages: Vec<&'c Exchange> =
        flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by).into_iter().collect();
    let callbacks: Vec<&'c Exchange> = flow.of(Kind::Callback).map(|callback| callback.exchange).collect();
    for callback in callbacks {
        let mut hop = callback;
        pages.push(hop);
        for _ in 0..8 {
            match flow.around.redirected_to(hop) {
                Some(next)
                    if next.url().and_then(|url| url.host_str().map(str::to_owned)) == host(callback) =>
                {
                    pages.push(next);
                    hop = next;
                }
                _ => break,
            }
        }
    }
    let mut once: Vec<&'c Exchange> = Vec::new();
    for page in pages {
        if !once.iter().any(|known| std::ptr::eq(*known, page)) {
            once.push(page);
        }
    }
    once
}

fn host(exchange: &Exchange) -> Option<String> {
    exchange.url()?.host_str().map(str::to_owned)
}

/// A header of the request or answer of an exchange that may be no message.
pub fn header(exchange: &Exchange, name: &str) -> Location {
    let part = if name == "set-cookie" { Part::ResponseHeader } else { Part::RequestHeader };
    Location { name: Some(name.to_owned()), ..super::others::whole(exchange, part) }
}

/// The policy of a page that tells other sites its whole address; without one browsers tell the origin alone.
pub fn telling_policy(page: &Exchange) -> Option<String> {
    // The last one that a browser knows counts.
    let value = page.response.headers.first("referrer-policy")?;
    let policy = value.split(',').next_back()?.trim().to_ascii_lowercase();
    matches!(policy.as_str(), "unsafe-url" | "no-referrer-when-downgrade").then_some(policy)
}

/// The verdict where the client's pages set no cookie.
pub fn without_cookies(flow: &Flow<'_>, pages: &[&Exchange]) -> Verdict {
    match (pages.is_empty(), flow.sanitized) {
        (false, true) => Verdict::lacks("The capture was exported without cookies."),
        _ => Verdict::NotApplicable,
    }
}
