//! Pushed authorization requests (RFC 9126) of the captures that a login was found in.

use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::Kind;

/// Every `request_uri` that a POST before the authorization request was answered with, in order of time.
pub fn answers<'f, 'c>(flow: &'f Flow<'c>) -> impl DoubleEndedIterator<Item = (&'c Exchange, &'f str)> {
    let request = flow.first(Kind::AuthorizationRequest);
    request.into_iter().flat_map(|request| flow.around.pushed_before(request.exchange))
}
