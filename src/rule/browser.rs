//! Whether a page's script sent a request. Knows no rule.

use crate::http::{Exchange, Initiator};

/// Only browsers send `Origin` with `Sec-Fetch-*`; a server's `fetch` (Node) sends `Sec-Fetch-Mode` alone.
pub fn is_script(exchange: &Exchange) -> bool {
    let headers = &exchange.request.headers;
    let by_fetch = headers.first("sec-fetch-mode").is_some_and(|mode| mode != "navigate");
    headers.has("origin")
        && (by_fetch || headers.has("sec-fetch-site") || exchange.initiator == Initiator::Script)
}

/// The page's origin, for a sentence.
pub fn page(exchange: &Exchange) -> &str {
    exchange.request.headers.first("origin").unwrap_or("another origin")
}
