//! Calls of the client's scripts to its own server: one that hands the code on, and one that the server sends to the login in place
//! of an answer, where the browser lets no script follow and nothing tells the page that its session is over. Exchanges and
//! messages come in.

use std::collections::HashSet;

use super::super::{Kind, Message, Relayed};
use super::HANDED_ON;
use super::signs::told;
use crate::http::{Exchange, Initiator, Params};

/// Why such a call is taken for one of a login.
pub const SENT_TO_LOGIN: &str =
    "a script's call is sent to the provider to log in, and the browser stops there";

/// Whether a script's call is redirected to another origin with an authorization request, and fails in the browser.
pub fn may_be_sent(exchange: &Exchange) -> bool {
    let asks = |target: &String| {
        let query = target.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default();
        let away = super::origin(target).is_some_and(|origin| origin != exchange.origin());
        away && ["client_id", "response_type"].iter().all(|name| query.given(name).is_some())
    };
    exchange.initiator == Initiator::Script
        && exchange.error.is_some()
        && matches!(exchange.response.status, Some(302 | 303 | 307))
        && exchange.redirect_target().as_ref().is_some_and(asks)
}

/// Whether nothing comes of it: no login that a person begins, no good answer there, and no other call of that kind behind it.
pub fn stands(exchanges: &[Exchange], message: &Message<'_>) -> bool {
    let sent = message.exchange;
    if message.because != SENT_TO_LOGIN {
        return true;
    }
    let ends = |later: &Exchange| {
        let asks = later.query().has("client_id") && later.query().has("response_type");
        let answered = later.address() == sent.address() && matches!(later.response.status, Some(200..300));
        asks || answered || may_be_sent(later)
    };
    !super::around(exchanges, sent).1.iter().any(ends)
}

/// Whether a page goes on to another one with the code in its address: who asks for tokens says more.
pub fn passes_code_on(exchange: &Exchange, params: &Params) -> bool {
    exchange.request.method == "GET"
        && params.has("code")
        && !["grant_type", "client_id", "redirect_uri"].iter().any(|name| params.has(name))
        && !exchange.request.headers.has("authorization")
}

/// Where the request with which the client's server redeems the code is there too, the call by which its page hands the code on is
/// a page of the client.
pub fn tell_apart(messages: &mut [Message<'_>]) {
    let redeems = |message: &&Message<'_>| message.kind == Kind::TokenRequest && message.because != HANDED_ON;
    let code = |message: &Message<'_>| message.given("code").map(str::to_owned);
    let redeemed: HashSet<String> = messages.iter().filter(redeems).filter_map(code).collect();
    for message in messages.iter_mut().filter(|message| message.because == HANDED_ON) {
        if code(message).is_some_and(|code| redeemed.contains(&code)) {
            message.kind = Kind::ClientPage;
            let refused = || Some(Relayed::of_refusal(&message.answer.words()));
            message.relayed = told(message.exchange, &message.answer).or_else(refused);
        }
    }
}
