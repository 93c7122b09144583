//! Which login an exchange belongs to that serves it without being one of its steps: discovery, keys, preflights, and
//! requests that a person made by hand. Drafts and a message come in, the index of one draft goes out.

use serde_json::Value;

use super::draft::Draft;
use super::drafts::{Clue, Drafts};
use super::home::document;
use super::{after, failure, resource};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// The last login that a request by hand can be about: of the same client, server or site.
pub fn probed(drafts: &Drafts<'_>, probe: &Message<'_>) -> Option<usize> {
    let began = |draft: &Draft<'_>| !draft.codes.is_empty() || draft.has(Kind::AuthorizationRequest);
    let client = probe.client_id();
    let same_client = |draft: &Draft<'_>| client.is_some() && draft.client_id() == client.as_ref();
    let origin = probe.exchange.origin();
    let same_server = |draft: &Draft<'_>| draft.serves(&origin) || draft.is_at_site_of(probe);
    drafts
        .newest(|draft| began(draft) && same_client(draft))
        .or_else(|| drafts.newest(|draft| began(draft) && same_server(draft)))
}

/// The login that discovery, keys or a preflight served.
pub fn home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let exchange = message.exchange;
    if message.kind == Kind::Preflight {
        return asked_by(drafts, exchange);
    }
    let origin = exchange.origin();
    let advertised = document(message).map(|document| {
        let of = |member: &str| document.get(member).and_then(Value::as_str).map(str::to_owned);
        [of("authorization_endpoint"), of("token_endpoint")]
    });
    let mut belonging = vec![drafts.by(Clue::Serves, &origin), drafts.by(Clue::Calls, &origin)];
    for server in resource::servers(message) {
        belonging.extend([drafts.by(Clue::Serves, &server), drafts.by(Clue::Registers, &server)]);
    }
    let advertised = advertised.iter().flatten().flatten();
    belonging.extend(advertised.map(|address| drafts.by(Clue::Address, address)));
    // The login that runs at that time: the last one that began before, else the first after.
    let began_before =
        |draft: &Draft<'_>| draft.messages.first().is_some_and(|first| after(exchange, first.exchange));
    // A client's server fetches keys for the login that it is handed: in a capture with one login, for that one.
    let only = || drafts.len() == 1 && failure::fails_alone(message) && message.kind == Kind::Keys;
    belonging
        .iter()
        .filter_map(|places| drafts.newest_of(places, began_before))
        .max()
        .or_else(|| belonging.iter().filter_map(|places| places.first().copied()).min())
        .or_else(|| only().then_some(0))
}

/// The login whose request a preflight asked for: the nearest one at the same address, within ten seconds where times are
/// known.
fn asked_by(drafts: &Drafts<'_>, preflight: &Exchange) -> Option<usize> {
    let distance = |exchange: &Exchange| match (exchange.started, preflight.started) {
        (Some(request), Some(asked)) => request.seconds_since(asked).abs(),
        _ => 0.0,
    };
    let near = drafts.at(preflight.address()).iter().filter_map(|(index, exchange)| {
        Some(distance(exchange)).filter(|seconds| *seconds <= 10.0).map(|seconds| (seconds, *index))
    });
    // Of equal ones the last: without times it is the login that runs.
    let closer = |best: (f64, usize), next: (f64, usize)| {
        let better = next.0 < best.0 || next.0 == best.0 && next.1 > best.1;
        if better { next } else { best }
    };
    near.reduce(closer).map(|(_, index)| index)
}
