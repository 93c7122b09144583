//! Which login an exchange belongs to that serves it without being one of its steps: discovery, keys, preflights, and
//! requests that a person made by hand. Drafts and a message come in, the index of one draft goes out.

use serde_json::Value;

use super::draft::Draft;
use super::home::{document, same_site};
use super::{after, failure, resource};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// The last login that a request by hand can be about: of the same client, server or site.
pub fn probed(drafts: &[Draft<'_>], probe: &Message<'_>) -> Option<usize> {
    let began = |draft: &Draft<'_>| !draft.codes.is_empty() || draft.has(Kind::AuthorizationRequest);
    let same_client =
        |draft: &Draft<'_>| probe.client_id().is_some_and(|id| draft.client_id().as_ref() == Some(&id));
    let same_server = |draft: &Draft<'_>| draft.serves(&probe.exchange.origin()) || same_site(draft, probe);
    drafts
        .iter()
        .rposition(|draft| began(draft) && same_client(draft))
        .or_else(|| drafts.iter().rposition(|draft| began(draft) && same_server(draft)))
}

/// The login that discovery, keys or a preflight served.
pub fn home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let exchange = message.exchange;
    if message.kind == Kind::Preflight {
        return asked_by(drafts, exchange);
    }
    let origin = exchange.origin();
    let advertised = document(message).map(|document| {
        let of = |member: &str| document.get(member).and_then(Value::as_str).map(str::to_owned);
        [of("authorization_endpoint"), of("token_endpoint")]
    });
    let belongs = |draft: &Draft<'_>| {
        draft.serves(&origin)
            || resource::calls(draft, &origin)
            || resource::names_server_of(message, draft)
            || advertised
                .iter()
                .flatten()
                .flatten()
                .any(|address| draft.messages.iter().any(|known| known.exchange.address() == address))
    };
    // The login that runs at that time: the last one that began before, else the first after.
    let began_before =
        |draft: &Draft<'_>| draft.messages.first().is_some_and(|first| after(exchange, first.exchange));
    // A client's server fetches keys for the login that it is handed: in a capture with one login, for that one.
    let only = || drafts.len() == 1 && failure::fails_alone(message) && message.kind == Kind::Keys;
    drafts
        .iter()
        .rposition(|draft| belongs(draft) && began_before(draft))
        .or_else(|| drafts.iter().position(belongs))
        .or_else(|| only().then_some(0))
}

/// The login whose request a preflight asked for: the nearest one at the same address, within ten seconds where times are
/// known.
fn asked_by(drafts: &[Draft<'_>], preflight: &Exchange) -> Option<usize> {
    let distance = |exchange: &Exchange| match (exchange.started, preflight.started) {
        (Some(request), Some(asked)) => request.seconds_since(asked).abs(),
        _ => 0.0,
    };
    let nearest = |draft: &Draft<'_>| {
        let same = draft.messages.iter().map(|message| message.exchange);
        let same = same.filter(|exchange| exchange.address() == preflight.address());
        same.map(distance).filter(|seconds| *seconds <= 10.0).reduce(f64::min)
    };
    let found = drafts.iter().enumerate().filter_map(|(index, draft)| Some((index, nearest(draft)?)));
    // Of equal ones the last: without times it is the login that runs.
    found.reduce(|best, next| if next.1 <= best.1 { next } else { best }).map(|(index, _)| index)
}
