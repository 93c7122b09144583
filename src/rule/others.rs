//! What stands around a login in the same captures: authorization requests of other logins, and places in exchanges that
//! are no message of this one.

use super::Location;
use crate::flow::Flow;
use crate::http::{Exchange, Params};
use crate::oauth::{Message, Part};

/// Authorization requests of the same client before this one, in other logins.
pub fn before<'c>(flow: &Flow<'c>, request: &Message<'c>) -> Vec<(&'c Exchange, Params)> {
    let own =
        |exchange: &Exchange| flow.messages.iter().any(|message| std::ptr::eq(message.exchange, exchange));
    flow.around
        .before(request.exchange)
        .iter()
        .filter(|exchange| exchange.request.url.contains("client_id=") && !own(exchange))
        .map(|exchange| (exchange, exchange.query()))
        .filter(|(_, params)| {
            params.given("response_type").is_some() && params.given("client_id") == request.given("client_id")
        })
        .collect()
}

/// A parameter of another exchange's query.
pub fn place(exchange: &Exchange, name: &str) -> Location {
    Location { name: Some(name.to_owned()), ..whole(exchange, Part::RequestQuery) }
}

/// A part of another exchange.
pub fn whole(exchange: &Exchange, part: Part) -> Location {
    Location { file: exchange.file, entry: exchange.entry, part, name: None, span: None }
}
