//! What a request sends: a form, JSON, the simple fields of a multipart form, else the query. An exchange comes in, its
//! parameters and where they stand go out.

use serde_json::Value;

use super::Part;
use crate::http::{Body, Exchange, Params};

/// The parameters of a request and where they stand: a form or JSON body, else the query.
pub fn request_params(exchange: &Exchange) -> (Part, Params) {
    let Body::Text(text) = &exchange.request.body else { return (Part::RequestQuery, exchange.query()) };
    let text = text.expose().trim();
    if text.starts_with('{')
        && let Ok(Value::Object(members)) = serde_json::from_str(text)
    {
        let pairs = members.into_iter().map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (name, text)
        });
        return (Part::RequestBody, Params::decoded(pairs));
    }
    let multipart = exchange.content_type().is_some_and(|media| media.starts_with("multipart/"));
    if multipart || text.starts_with("--") {
        return (Part::RequestBody, Params::decoded(multipart_fields(text)));
    }
    let form = exchange
        .content_type()
        .is_none_or(|media| media == "application/x-www-form-urlencoded" || media.starts_with("text/"));
    if form || text.contains("grant_type=") || text.contains("client_id=") {
        return (Part::RequestBody, Params::parse(text));
    }
    (Part::RequestQuery, exchange.query())
}

/// The simple fields of a multipart form (RFC 7578).
fn multipart_fields(text: &str) -> std::vec::IntoIter<(String, String)> {
    let field = |piece: &str| -> Option<(String, String)> {
        let (_, rest) = piece.split_once("name=\"")?;
        let (name, rest) = rest.split_once('"')?;
        let value = rest.split_once("\r\n\r\n").or_else(|| rest.split_once("\n\n"))?.1;
        Some((name.to_owned(), value.split(['\r', '\n']).next().unwrap_or_default().to_owned()))
    };
    let fields: Vec<(String, String)> = text.split("--").filter_map(field).collect();
    fields.into_iter()
}
