//! Silent requests: an authorization request in a hidden frame that forbids every page.

use crate::flow::{self, Flow, Sign};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// The authorization request, if it is sent from a frame with `prompt=none`.
pub fn request<'a, 'c>(flow: &'a Flow<'c>) -> Option<&'a Message<'c>> {
    flow.of(Kind::AuthorizationRequest).find(|request| {
        let into = request.exchange.request.headers.first("sec-fetch-dest").unwrap_or_default();
        matches!(into, "iframe" | "frame") && request.given("prompt") == Some("none")
    })
}

/// The response that says that nobody is signed in, or that a page would be needed.
pub fn refused<'a, 'c>(flow: &'a Flow<'c>) -> Option<&'a Message<'c>> {
    let codes = ["login_required", "interaction_required", "consent_required", "account_selection_required"];
    super::authorize::responses(flow)
        .find(|response| response.given("error").is_some_and(|error| codes.contains(&error)))
}

/// Whether the person logged out at the same provider before, and did not come back since.
pub fn signed_out_before(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let origin = request.exchange.origin();
    let mut before = flow.around.before_with(request.exchange, Sign::SignsInOrOut, &origin);
    before.next_back().is_some_and(|last| !flow::posts_password(last))
}

/// Whether the provider's next page on top of the window is asked for without cookies as well: there was none to keep back.
pub fn has_no_cookie(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let origin = request.exchange.origin();
    let on_top = |next: &&Exchange| next.request.headers.first("sec-fetch-dest") == Some("document");
    let next = flow.around.after_with(request.exchange, Sign::To, &origin).find(on_top);
    next.is_some_and(|next| !next.request.headers.has("cookie"))
}
