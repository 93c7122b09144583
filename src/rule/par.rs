//! Pushed authorization requests (RFC 9126) of the captures that a login was found in.

use serde_json::Value;

use crate::flow::Flow;
use crate::http::Exchange;

/// Every `request_uri` that a POST before the authorization request was answered with, in order of time.
pub fn answers<'c>(flow: &Flow<'c>) -> Vec<(&'c Exchange, String)> {
    let Some(request) = flow.first(crate::oauth::Kind::AuthorizationRequest) else { return Vec::new() };
    let given = |exchange: &'c Exchange| {
        let text = exchange
            .response
            .body
            .text()
            .filter(|text| text.len() < 4000 && text.contains("\"request_uri\""))?;
        let json: Value = serde_json::from_str(text.trim()).ok()?;
        Some((exchange, json.get("request_uri")?.as_str()?.to_owned()))
    };
    let before = flow.around.before(request.exchange).iter();
    before.filter(|exchange| exchange.request.method == "POST").filter_map(given).collect()
}
