//! What a judgement of a flow rests on, as far as it can change while a live capture grows: an exchange is completed by its
//! answer, its body, its fragment and further headers, others tell what a message is, and flows stand beside each other. Two equal ones
//! mean the same judgement, if files and clients stay.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{Failure, Flow, KeySet};
use crate::http::{Body, Exchange, origin_of};
use crate::oauth::{Kind, Landing, Message, Part, Relayed};

/// All of it. Every member of a flow is here, or follows from what is.
#[derive(Debug, PartialEq)]
pub struct Basis {
    messages: Vec<Seen>,
    provider: &'static str,
    metadata: Option<Rc<Map<String, Value>>>,
    probe: Option<Seen>,
    sanitized: bool,
    key_sets: Vec<State>,
    failures: Vec<Failure>,
    rounds: usize,
    mended_later: bool,
    /// In how many files it stands, whether one breaks off, and how many exchanges are of its sites.
    around: (usize, bool, usize),
    /// To how many sites the browser goes after each message.
    sites_after: Vec<(usize, usize)>,
}

#[derive(Debug, PartialEq)]
struct Seen {
    exchange: State,
    kind: Kind,
    part: Part,
    relayed: Option<Relayed>,
    because: &'static str,
    led_by: Option<State>,
    landed: Option<(Option<State>, String, String)>,
}

#[derive(Debug, PartialEq)]
struct State {
    file: usize,
    entry: usize,
    answered: bool,
    has_body: bool,
    headers: usize,
    has_fragment: bool,
}

impl Basis {
    /// That of a flow.
    pub fn of(flow: &Flow<'_>) -> Basis {
        let Flow {
            messages,
            provider,
            metadata,
            probe,
            sanitized,
            key_sets,
            failures,
            verified: _,
            rounds,
            mended_later,
            around,
        } = flow;
        Basis {
            messages: messages.iter().map(Seen::of).collect(),
            provider: provider.id,
            metadata: metadata.clone(),
            probe: probe.as_ref().map(Seen::of),
            sanitized: *sanitized,
            key_sets: key_sets.iter().map(|KeySet { exchange, keys: _ }| State::of(exchange)).collect(),
            failures: failures.clone(),
            rounds: *rounds,
            mended_later: *mended_later,
            sites_after: messages.iter().map(|message| around.sites_after(message.exchange)).collect(),
            around: (around.files, around.truncated, of_its_sites(flow)),
        }
    }
}

/// How many exchanges go to the origins of a login, or are sent by pages there: what rules look at beside its messages.
fn of_its_sites(flow: &Flow<'_>) -> usize {
    let redirect =
        flow.messages.iter().filter_map(|message| url::Url::parse(message.given("redirect_uri")?).ok());
    let own = flow.messages.iter().map(|message| message.exchange.origin());
    let mut origins: Vec<String> = own.chain(redirect.map(|url| origin_of(&url))).collect();
    origins.retain(|origin| !origin.is_empty());
    crate::order::sort(&mut origins);
    origins.dedup();
    flow.around.traffic_until(&origins, flow.messages.last().map(|message| message.exchange))
}

impl Seen {
    fn of(message: &Message<'_>) -> Seen {
        let Message { exchange, kind, part, params: _, answer: _, relayed, because, led_by, landed } =
            message;
        let landing = |landing: &Landing<'_>| {
            let Landing { page, target, code: _, says, fails: _, circles: _ } = landing;
            (page.map(State::of), target.clone(), says.clone())
        };
        Seen {
            exchange: State::of(exchange),
            kind: *kind,
            part: *part,
            relayed: relayed.clone(),
            because,
            led_by: led_by.map(State::of),
            landed: landed.as_ref().map(landing),
        }
    }
}

impl State {
    fn of(exchange: &Exchange) -> State {
        State {
            file: exchange.file,
            entry: exchange.entry,
            answered: exchange.response.status.is_some(),
            has_body: exchange.response.body != Body::NotRecorded,
            headers: exchange.request.headers.0.len() + exchange.response.headers.0.len(),
            has_fragment: exchange.request.url.contains('#'),
        }
    }
}
