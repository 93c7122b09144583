//! What stands around a login in the same captures: authorization requests of other logins, and places in exchanges that
//! are no message of this one.

use super::Location;
use crate::flow::{Flow, Sign};
use crate::http::Exchange;
use crate::oauth::{Message, Part};

/// The first authorization request of the same client before this one, in another login with another `state`, that is found
/// by this sign.
pub fn repeats<'c>(flow: &Flow<'c>, request: &Message<'c>, sign: Sign, value: &str) -> Option<&'c Exchange> {
    let own =
        |exchange: &Exchange| flow.messages.iter().any(|message| std::ptr::eq(message.exchange, exchange));
    flow.around.before_with(request.exchange, sign, value).find(|exchange| {
        let params = exchange.query();
        params.given("client_id") == request.given("client_id")
            && params.given("state") != request.given("state")
            && !own(exchange)
    })
}

/// A parameter of another exchange's query.
pub fn place(exchange: &Exchange, name: &str) -> Location {
    Location { name: Some(name.to_owned()), ..whole(exchange, Part::RequestQuery) }
}

/// A part of another exchange.
pub fn whole(exchange: &Exchange, part: Part) -> Location {
    Location { file: exchange.file, entry: exchange.entry, part, name: None, span: None }
}
