//! A capture in which nothing is recognised, or nothing that fails: its last refusal. Whoever brings it has nothing else to ask
//! about; whether it is one of a login, its words tell. Exchanges come in, a message goes out.

use crate::http::{Exchange, Initiator};
use crate::oauth::{Answer, Kind, Message, Relayed};

/// Why such an exchange is taken for a message.
pub const ONLY: &str = "it is refused, and its words are those of a login that fails";

/// The last exchange that is refused in a few words.
pub fn refusal(exchanges: &[Exchange]) -> Option<Message<'_>> {
    let refused = |exchange: &&Exchange| {
        exchange.initiator != Initiator::Asset
            && (exchange.response.status.is_some_and(|status| status >= 400) || gives_nothing(exchange))
    };
    let exchange = exchanges.iter().rfind(refused)?;
    let answer = Answer::read(&exchange.response);
    let words = answer.words();
    (!words.is_empty() && words.len() < 1200).then(|| Message {
        params: super::signs::request_params(exchange).1,
        relayed: Some(Relayed::of_refusal(&words)),
        answer,
        ..Message::of(exchange, Kind::ClientPage, ONLY)
    })
}

/// Whether a GraphQL server, which answers 200 to everything, tells of an error and has no data.
fn gives_nothing(exchange: &Exchange) -> bool {
    let asked =
        exchange.request.method == "POST" && exchange.path().trim_end_matches('/').ends_with("graphql");
    asked && Answer::read(&exchange.response).gives_nothing()
}
