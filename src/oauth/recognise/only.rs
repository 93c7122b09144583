//! A capture in which nothing is recognised: its last refusal, where the words are understood. Whoever brings it has nothing else
//! to ask about. Exchanges come in, a message goes out.

use crate::http::{Exchange, Initiator};
use crate::oauth::{Answer, Kind, Message, Relayed};

const ONLY: &str = "it is refused, and its words are those of a login that fails";

/// The last exchange that is refused in words of a login.
pub fn refusal(exchanges: &[Exchange]) -> Option<Message<'_>> {
    let refused = |exchange: &&Exchange| {
        exchange.initiator != Initiator::Asset && exchange.response.status.is_some_and(|status| status >= 400)
    };
    let exchange = exchanges.iter().rfind(refused)?;
    let answer = Answer::read(&exchange.response);
    let words = answer.words();
    let is_short = !words.is_empty() && words.len() < 600;
    let understood =
        crate::provider::server_says_error(&words) || crate::provider::service_says_error(&words);
    (is_short && understood).then(|| Message {
        relayed: Some(Relayed::of_refusal(&words)),
        answer,
        ..Message::of(exchange, Kind::ClientPage, ONLY)
    })
}
